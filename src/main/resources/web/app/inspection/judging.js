import htmx from 'htmx.org';
import {post} from '../api.js';
import {person} from '../page.js';
import {toast} from '../toast.js';
import {gravest, RegionForm} from './regionForm.js';

/** Gives verdicts: of the part by one key or button, or put together by region and then given. */
export class Judging {
    /**
     * @param chosen gives the place of the chosen region
     * @param next is called after a verdict, where there is a next one
     */
    constructor(root, id, chosen, next) {
        this.root = root;
        this.id = id;
        this.chosen = chosen;
        this.next = next;
        this.choices = [...root.querySelectorAll('.choice')];
        this.regions = [...root.querySelectorAll('[data-said-of]')].map(part => new RegionForm(part));
        this.regionMode = root.querySelector('#by-region');
        this.choices.forEach(choice => choice.addEventListener('click', () => this.say(choice)));
        this.regionMode?.addEventListener('change', () => this.showMode());
        // Those that were clicked give the keys back; who moves by keys keeps the focus.
        root.addEventListener('click', event => {
            if (event.detail && event.target.matches('[type=checkbox], [type=radio]')) event.target.blur();
        });
        root.querySelector('#give')?.addEventListener('click', () => this.give());
    }

    get byRegion() {
        return this.regionMode?.checked ?? false;
    }

    keys() {
        const actions = {
            g: () => this.say(this.choices[0]),
            0: () => this.say(this.choices[0]),
            d: () => this.say(this.choices.at(-1)),
            s: () => this.byRegion ? this.region?.nextSeverity() : this.nextSeverity(),
            t: () => this.byRegion ? this.region?.writeNote() : this.open('#note'),
            r: () => this.toggleMode(),
            Enter: event => this.enter(event)
        };
        this.choices.slice(1, -1).slice(0, 9).forEach((choice, place) => actions[place + 1] = () => this.say(choice));
        return actions;
    }

    /** What a choice says goes to the chosen region or, at once, to the server. */
    say(choice) {
        if (!this.byRegion) return this.send({verdict: choice.dataset.verdict, defect_type: choice.dataset.type});
        this.region?.say(choice.dataset.verdict, choice.dataset.type);
    }

    get region() {
        return this.regions[this.chosen()];
    }

    /**
     * The part is what its worst region is: defective if any is, of the type of the first of those and, unless its own is said, of the
     * gravest severity.
     */
    give() {
        const regions = this.regions.map(region => region.said).filter(Boolean);
        if (!regions.length) return;
        const defective = regions.filter(region => region.verdict === 'defective');
        const first = defective.find(region => region.defect_type) ?? defective[0];
        this.send({verdict: first ? 'defective' : 'good', defect_type: first?.defect_type, severity: gravest(defective), regions});
    }

    async send(finding) {
        const by = person();
        if (!by || this.sending) return;
        this.sending = true;
        try {
            const find = selector => this.root.querySelector(selector);
            const severity = find('[name=severity]:checked').value || finding.severity;
            await post(`inspections/${this.id}/verdicts`, {
                ...finding,
                severity: finding.verdict === 'defective' && severity ? severity : undefined,
                note: find('#note').value.trim() || undefined,
                repair: find('#repair').value.trim() || undefined,
                by
            });
        } finally {
            this.sending = false;
        }
        toast(this.root.dataset.given);
        if (this.next) await this.next(this.id);
        else htmx.ajax('GET', `/inspections/${this.id}/trail`, {source: '#trail', target: '#trail', swap: 'innerHTML'});
    }

    enter(event) {
        const target = event.target.closest('a, button, summary');
        if (target) target.click();
        else if (this.byRegion) this.give();
    }

    nextSeverity() {
        this.root.querySelector('.said-more').open = true;
        const all = [...this.root.querySelectorAll('[name=severity]')];
        all[(all.findIndex(one => one.checked) + 1) % all.length].checked = true;
    }

    open(selector) {
        this.root.querySelector('.said-more').open = true;
        this.root.querySelector(selector).focus();
    }

    toggleMode() {
        if (!this.regionMode) return;
        this.regionMode.checked = !this.regionMode.checked;
        this.showMode();
    }

    showMode() {
        this.root.querySelectorAll('.region-only').forEach(part => part.hidden = !this.byRegion);
    }
}
