import {del, get, post, put} from '../api.js';
import {element, table, time} from '../element.js';
import {count, percent} from '../numbers.js';
import {person} from '../page.js';
import {showTimes} from '../times.js';

const language = document.documentElement.lang;
const DECISIONS = ['accept', 'review', 'reject'];

/** A version that scores beside the one in force: start it, compare both, promote it or end it. */
export async function shadow(panel, path, again) {
    const text = panel.dataset;
    const place = panel.querySelector('#shadow');
    const {items} = await get(path + '/shadow/history');
    const running = items.find(item => !item.ended_at);
    panel.querySelector('#shadow-start').hidden = Boolean(running);
    panel.querySelector('#shadow-start').addEventListener('submit', async event => {
        event.preventDefault();
        const by = person();
        if (!by) return;
        const {version, days, reason} = event.target.elements;
        const [set, number] = version.value.split(' ');
        await put(path + '/shadow', {
            reference_set: set,
            version: Number(number),
            from: Number(days.value) ? new Date(Date.now() - days.value * 86400000).toISOString() : undefined,
            reason: reason.value || undefined,
            by
        });
        again(text.started);
    });
    const shown = running ?? items[0];
    if (!shown) return;
    place.append(element('p', {},
        element('strong', {}, `${shown.reference_set} · ${text.version} ${shown.version}`), ' ', running ? text.since : text.ended, ' ', time(running ? shown.started_at : shown.ended_at),
        shown.started_by ? ` · ${shown.started_by}` : '', shown.reason ? ` · ${shown.reason}` : '', shown.outcome ? ` · ${text[shown.outcome]}` : ''));
    const body = element('div', {id: 'comparison'});
    place.append(body);
    if (running) place.append(actions(panel, path, running, again));
    showTimes(place);
    await compare(body, path, shown, text);
    if (!running) return;
    setInterval(() => document.hidden || compare(body, path, shown, text), 10_000);
}

function actions(panel, path, running, again) {
    const text = panel.dataset;
    const reason = element('input', {name: 'reason', required: true, maxLength: 2000, className: 'form-control'});
    const form = element('form', {id: 'promote', className: 'apply mt-3'},
        element('label', {className: 'grow'}, text.why, reason),
        element('button', {className: 'btn btn-primary'}, text.promote),
        element('button', {type: 'button', id: 'shadow-end', className: 'btn btn-outline-secondary'}, text.end));
    form.addEventListener('submit', async event => {
        event.preventDefault();
        const by = person();
        if (!by) return;
        await post(path + '/shadow/promote', {shadow: running.id, reason: reason.value, by});
        again(text.promotedNow);
    });
    form.querySelector('#shadow-end').addEventListener('click', async () => {
        const by = person();
        if (!by) return;
        await del(path + '/shadow?by=' + encodeURIComponent(by));
        again(text.endedNow);
    });
    return form;
}

async function compare(body, path, shown, text) {
    const found = await get(`${path}/shadow/comparison?shadow=${shown.id}`);
    const {items: different} = await get(`${path}/shadow/disagreements?shadow=${shown.id}&order=different&limit=12`);
    body.dataset.scored = found.scored;
    if (!found.scored) {
        body.replaceChildren(element('p', {className: 'empty'}, text.nothingScored));
        return;
    }
    const agreement = found.agreement;
    const chart = element('div', {className: 'chart', role: 'img', ariaLabel: text.shares});
    const old = body.querySelector('.chart');
    body.replaceChildren(...[
        element('dl', {className: 'figures flat'},
            tile(text.scored, count(found.scored), found.missed ? `${count(found.missed)} ${text.missed}` : ''),
            tile(text.agreement, percent(agreement.share), `[${percent(agreement.interval95[0])} – ${percent(agreement.interval95[1])}]`),
            found.rank_correlation === undefined ? null : tile(text.rank, found.rank_correlation.toLocaleString(language, {maximumFractionDigits: 3}), '')),
        element('div', {className: 'columns'},
            element('div', {}, element('h3', {}, text.decisions), matrix(found.decisions, text)),
            element('div', {}, element('h3', {}, text.consequences), sides(found, text))),
        old ?? chart,
        different.length ? element('h3', {}, text.different) : null,
        element('ul', {className: 'thumbs'}, different.map(item => disagreement(item, text)))
    ].filter(Boolean));
    showTimes(body);
    const width = found.bin_width;
    const {in_force: force, beside} = found;
    const bins = Math.max(force.histogram.length, beside.histogram.length);
    const padded = counts => [...counts, ...Array(bins - counts.length).fill(0)];
    const {histogram} = await import('../charts/histogram.js');
    histogram(body.querySelector('.chart'), {
        edges: Array.from({length: bins + 1}, (_, i) => i * width),
        axis: text.shares,
        series: [{name: text.inForce, counts: padded(force.histogram), colour: 'accent'}, {name: text.beside, counts: padded(beside.histogram), colour: 'review'}],
        lines: [{name: text.rejectLimit, value: 1, colour: 'reject'}]
    });
}

function tile(name, value, small) {
    return element('div', {className: 'figure-tile'}, element('dt', {}, name), element('dd', {}, value, small ? element('small', {}, ' ' + small) : null));
}

/** Rows are what was decided, columns what the shadow would have decided. */
function matrix(cells, text) {
    const cell = (force, beside) => cells.find(one => one.in_force === force && one.beside === beside);
    return table(
        [text.inForceDown, ...DECISIONS.map(decision => ({text: text[decision], number: true}))],
        DECISIONS.map(force => [
            element('span', {className: 'decision decision-' + force}, text[force]),
            ...DECISIONS.map(beside => {
                const one = cell(force, beside);
                if (!one) return '–';
                const said = [one.good ? `${one.good} ${text.good}` : '', one.defective ? `${one.defective} ${text.defective}` : ''].filter(Boolean).join(', ');
                return element('span', {className: force === beside ? '' : 'fw-bold'}, count(one.inspections), said ? element('small', {className: 'soft d-block'}, said) : null);
            })
        ]));
}

function sides({in_force: force, beside, scored}, text) {
    const parts = found => found.parts === undefined ? text.unknown : element('span', {}, count(found.parts), element('small', {className: 'soft d-block'}, `[${count(found.interval95[0])} – ${count(found.interval95[1])}]`));
    const share = value => element('span', {}, count(value), element('small', {className: 'soft d-block'}, percent(value / scored)));
    return table(
        ['', {text: text.inForce, number: true}, {text: text.beside, number: true}],
        [
            [text.reviewLoad, share(force.reviewed), share(beside.reviewed)],
            [text.rejected, share(force.rejected), share(beside.rejected)],
            [text.overkill, parts(force.overkill_parts), parts(beside.overkill_parts)],
            [text.escape, parts(force.escape_parts), parts(beside.escape_parts)]
        ]);
}

function disagreement({inspection, beside}, text) {
    return element('li', {}, element('a', {className: 'thumb', href: '/inspections/' + inspection.id},
        element('img', {src: `/api/v1/inspections/${inspection.id}/thumbnail?size=240`, alt: '', loading: 'lazy'}),
        element('span', {className: 'caption'},
            element('span', {className: 'decision decision-' + inspection.decision}, text[inspection.decision]),
            element('span', {className: 'soft'}, '→ ' + text[beside]),
            time(inspection.received_at, true))));
}
