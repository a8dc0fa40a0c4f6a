const SEVERITIES = ['minor', 'major', 'critical'];

/** The gravest severity that is said of some regions; undefined where none is. */
export function gravest(regions) {
    return SEVERITIES[Math.max(...regions.map(region => SEVERITIES.indexOf(region.severity)))];
}

/** What is said of one region: a verdict and, once there is one, severity, note and repair. */
export class RegionForm {
    constructor(part) {
        this.number = Number(part.dataset.saidOf);
        this.finding = part.querySelector('[data-finding]');
        this.more = part.querySelector('.region-more');
        this.severity = part.querySelector('[name=region-severity]');
        this.note = part.querySelector('[name=region-note]');
        this.repair = part.querySelector('[name=region-repair]');
        this.finding.addEventListener('change', () => this.show());
        this.show(); // a browser that goes back to the page fills in what was chosen
    }

    say(verdict, type) {
        const option = [...this.finding.options].find(one => one.value === verdict && one.dataset.type === type);
        this.finding.selectedIndex = option.index;
        this.show();
    }

    /** What is good has no severity. */
    show() {
        this.more.hidden = !this.finding.value;
        this.more.querySelector('[data-severity]').hidden = this.finding.value === 'good';
    }

    /** A severity makes a region defective that nothing was said of. */
    nextSeverity() {
        if (this.finding.value === 'good') return;
        if (!this.finding.value) this.say('defective', undefined);
        this.more.open = true;
        this.severity.selectedIndex = (this.severity.selectedIndex + 1) % this.severity.options.length;
    }

    /** Without a verdict a note would say nothing. */
    writeNote() {
        if (!this.finding.value) return this.finding.focus();
        this.more.open = true;
        this.note.focus();
    }

    /** As the API takes it, or null where nothing was said. */
    get said() {
        const verdict = this.finding.value;
        return verdict ? {
            region: this.number,
            verdict,
            defect_type: this.finding.selectedOptions[0].dataset.type,
            severity: verdict === 'defective' && this.severity.value || undefined,
            note: this.note.value.trim() || undefined,
            repair: this.repair.value.trim() || undefined
        } : null;
    }
}
