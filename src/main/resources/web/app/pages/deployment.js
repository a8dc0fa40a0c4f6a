import './deployment.css';
import {del, get, post, put} from '../api.js';
import {count} from '../numbers.js';
import {onPage, person} from '../page.js';
import {toast} from '../toast.js';
import {drift} from './drift.js';
import {shadow} from './shadow.js';

const language = document.documentElement.lang;
const digits = value => Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9)))));
const round = value => Number(value.toFixed(digits(value)));
const percent = share => (100 * share).toLocaleString(language, {maximumFractionDigits: Math.abs(share) < .01 ? 2 : 1}) + ' %';

/** The start of a day, or of one that many days later, where the reader is. */
function midnight(day, later) {
    const [year, month, date] = day.split('-').map(Number);
    return new Date(year, month - 1, date + later).toISOString();
}

/** Says what was done where the page is shown again. */
function again(text) {
    sessionStorage.setItem('patchbank-said', text);
    location.reload();
}

/** Limits that are moved over the recorded scores. */
class WhatIf {
    constructor(panel, id) {
        this.panel = panel;
        this.path = 'deployments/' + id;
        this.force = {review: Number(panel.dataset.review), reject: Number(panel.dataset.reject)};
        this.wanted = {...this.force};
        this.button = panel.querySelector('#apply button');
        panel.querySelector('#period').addEventListener('change', () => this.load());
        panel.querySelectorAll('#own-period input').forEach(day => day.addEventListener('change', () => this.load()));
        panel.querySelector('#rare').addEventListener('change', () => this.draw());
        for (const limit of ['review', 'reject']) {
            panel.querySelector(`#${limit}-slider`).addEventListener('input', event => this.move(limit, Number(event.target.value)));
            panel.querySelector(`#${limit}-value`).addEventListener('change', event => this.move(limit, Number(event.target.value)));
        }
        panel.querySelector('#apply').addEventListener('submit', event => this.apply(event));
        panel.querySelector('#apply').addEventListener('reset', () => this.set(this.force.review, this.force.reject));
    }

    /** What the API takes of the period chosen; both of its days belong to it. */
    chosen() {
        const days = this.panel.querySelector('#period').value;
        this.panel.querySelector('#own-period').hidden = days !== 'own';
        if (days !== 'own') return days ? {from: new Date(Date.now() - days * 86400000).toISOString()} : {};
        const [from, to] = [...this.panel.querySelectorAll('#own-period input')].map(day => day.value);
        return {...(from ? {from: midnight(from, 0)} : {}), ...(to ? {to: midnight(to, 1)} : {})};
    }

    async load() {
        const period = this.period = this.chosen();
        const scores = await get(`${this.path}/scores?${new URLSearchParams({bins: 100, ...period})}`);
        if (period !== this.period) return;
        this.scores = scores;
        const some = scores.inspections > 0;
        const none = this.panel.querySelector('#no-scores');
        this.panel.querySelector('#tried').hidden = !some;
        none.hidden = some;
        none.textContent = period.from || period.to ? none.dataset.then : none.dataset.ever;
        if (!some) return;
        const {edges} = this.scores;
        for (const limit of ['review', 'reject']) {
            const slider = this.panel.querySelector(`#${limit}-slider`);
            slider.min = edges[0];
            slider.max = edges.at(-1);
            slider.step = (edges.at(-1) - edges[0]) / 1000;
        }
        this.chart ??= await import('../charts/histogram.js');
        this.set(this.wanted.review, this.wanted.reject);
    }

    move(limit, value) {
        if (!Number.isFinite(value)) return;
        if (limit === 'review') this.set(value, Math.max(value, this.wanted.reject));
        else this.set(Math.min(value, this.wanted.review), value);
    }

    set(review, reject) {
        this.wanted = {review, reject};
        for (const limit of ['review', 'reject']) {
            this.panel.querySelector(`#${limit}-slider`).value = this.wanted[limit];
            this.panel.querySelector(`#${limit}-value`).value = round(this.wanted[limit]);
        }
        this.button.disabled = review === this.force.review && reject === this.force.reject;
        cancelAnimationFrame(this.frame);
        this.frame = requestAnimationFrame(() => this.draw());
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), 40);
    }

    draw() {
        const {edges, good, defective, not_judged: unjudged} = this.scores;
        const text = this.panel.dataset;
        this.chart.histogram(this.panel.querySelector('#scores'), {
            edges,
            axis: text.score,
            log: this.panel.querySelector('#rare').checked,
            series: [
                {name: text.unjudged, counts: unjudged, colour: 'accent'},
                {name: text.good, counts: good, colour: 'accept'},
                {name: text.defective, counts: defective, colour: 'reject'}
            ],
            lines: [
                {name: text.reviewLimit, value: this.wanted.review, colour: 'review', dashed: true},
                {name: text.rejectLimit, value: this.wanted.reject, colour: 'reject'}
            ]
        });
    }

    /** One question at a time; what was moved meanwhile is asked next. */
    async ask() {
        if (this.asking) {
            this.askAgain = true;
            return;
        }
        this.asking = true;
        try {
            const {present, wanted} = await post(this.path + '/what-if', {review_threshold: this.wanted.review, reject_threshold: this.wanted.reject, ...this.period});
            this.show(present, 1);
            this.show(wanted, 2);
            const unsure = wanted.overkill.parts === undefined || wanted.escape.parts === undefined;
            this.panel.querySelector('#advice').textContent = unsure ? this.panel.dataset.judgeSample : '';
        } finally {
            this.asking = false;
            if (this.askAgain) {
                this.askAgain = false;
                this.ask();
            }
        }
    }

    show(outcome, column) {
        const all = outcome.inspections;
        const cell = (row, text, small) => {
            const place = this.panel.querySelector(`[data-row="${row}"]`).children[column];
            place.replaceChildren(text, Object.assign(document.createElement('small'), {textContent: small}));
        };
        for (const row of ['accepted', 'reviewed', 'rejected']) cell(row, count(outcome[row]), percent(all ? outcome[row] / all : 0));
        for (const row of ['overkill', 'escape']) {
            const found = outcome[row];
            const [low, high] = found.interval95;
            cell(
                row,
                found.parts === undefined ? this.panel.dataset.unknown : count(found.parts) + (found.rate === undefined ? '' : ' · ' + percent(found.rate)),
                `[${count(low)} – ${count(high)}] · ${found.known} ${this.panel.dataset.known}`);
        }
    }

    async apply(event) {
        event.preventDefault();
        const by = person();
        if (!by) return;
        await put(this.path + '/threshold', {
            review_threshold: this.wanted.review,
            reject_threshold: this.wanted.reject,
            reason: event.target.elements.reason.value,
            by
        });
        again(this.panel.dataset.applied);
    }
}

function byRate(form, path, said) {
    for (const field of form.querySelectorAll('[data-share]')) field.value = Number((100 * field.value).toPrecision(3));
    form.addEventListener('submit', async event => {
        event.preventDefault();
        const by = person();
        if (!by) return;
        const {review_rate: review, reject_rate: reject, reason, extrapolate} = form.elements;
        await put(path + '/threshold', {review_rate: review.value / 100, reject_rate: reject.value / 100, extrapolate: extrapolate.checked, reason: reason.value, by});
        again(said);
    });
}

function rolling(main, path, said) {
    main.querySelector('#rolling-on')?.addEventListener('submit', async event => {
        event.preventDefault();
        const by = person();
        if (!by) return;
        const {last, bound} = event.target.elements;
        await put(path, {rolling: {last: Number(last.value), bound: Number(bound.value)}, reason: event.target.dataset.reason, by});
        again(said);
    });
    main.querySelector('#rolling-off')?.addEventListener('click', async event => {
        const by = person();
        if (!by) return;
        await put(path, {rolling: {enabled: false}, reason: event.target.dataset.reason, by});
        again(said);
    });
}

function calibration(main, path, said) {
    const drop = main.querySelector('#calibration-drop');
    const refused = main.querySelector('#calibration-refused');
    const send = async files => {
        const by = person();
        if (!by || !files.length) return;
        const form = new FormData();
        for (const file of files) form.append('file', file);
        const text = drop.querySelector('.drop-text');
        const before = text.textContent;
        text.textContent = drop.dataset.uploading;
        try {
            const report = await post(path + '/calibration?by=' + encodeURIComponent(by), form);
            refused.replaceChildren(...report.rejected.map(file => Object.assign(document.createElement('li'), {textContent: `${file.name}: ${file.detail} ${file.remedy}`})));
            toast(`${report.accepted.length} ${drop.dataset.taken}` + (report.rejected.length ? `, ${report.rejected.length} ${drop.dataset.refused}` : ''));
            main.querySelector('#calibration').dispatchEvent(new Event('calibrated'));
            if (!report.rejected.length) again(`${report.accepted.length} ${drop.dataset.taken}`);
        } finally {
            text.textContent = before;
        }
    };
    drop.querySelector('input').addEventListener('change', event => send([...event.target.files]));
    drop.addEventListener('dragover', event => {
        event.preventDefault();
        drop.classList.add('over');
    });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', event => {
        event.preventDefault();
        drop.classList.remove('over');
        send([...event.dataTransfer.files]);
    });
    main.querySelector('#calibration').addEventListener('click', async event => {
        if (event.target.id !== 'forget-calibration') return;
        const by = person();
        if (!by) return;
        await del(path + '/calibration?by=' + encodeURIComponent(by));
        again(said);
    });
}

onPage('deployment', main => {
    const {id, changed} = main.querySelector('#deployment').dataset;
    const path = 'deployments/' + id;
    const said = sessionStorage.getItem('patchbank-said');
    if (said) {
        sessionStorage.removeItem('patchbank-said');
        toast(said);
    }
    new WhatIf(main.querySelector('#what-if'), id).load();
    byRate(main.querySelector('#by-rate'), path, changed);
    rolling(main, path, changed);
    calibration(main, path, changed);
    drift(main.querySelector('#drift-panel'), path, again);
    shadow(main.querySelector('#shadow-panel'), path, again);
    main.querySelector('#revert')?.addEventListener('submit', async event => {
        event.preventDefault();
        const by = person();
        if (!by) return;
        const {revision, reason} = event.target.elements;
        await post(path + '/revert', {revision: Number(revision.value), reason: reason.value, by});
        again(event.target.dataset.done);
    });
});
