import {get, post} from '../api.js';
import {element, table, time} from '../element.js';
import {percent} from '../numbers.js';
import {person} from '../page.js';
import {showTimes} from '../times.js';

const language = document.documentElement.lang;
const number = value => value.toLocaleString(language, {maximumSignificantDigits: 4});
const shown = (measure, value) => measure === 'review_share' ? percent(value) : number(value);

/** What has moved at a line, since when, and what it looked like before and after. */
export async function drift(panel, path, again) {
    const text = panel.dataset;
    const place = panel.querySelector('#drift');
    const found = await get(path + '/drift?points=100');
    place.replaceChildren(
        ...found.warnings.map(warning => warn(warning, text, again)),
        found.measures.some(one => one.present) ? values(found.measures, text) : element('p', {className: 'empty'}, text.tooFew),
        found.looked_at ? element('p', {className: 'soft'}, text.lookedAt + ' ', time(found.looked_at, true)) : '');
    const charts = element('div', {className: 'columns drift-charts'});
    place.append(charts);
    showTimes(place);
    const {series} = await import('../charts/series.js');
    for (const {measure, series: points} of found.measures) {
        if (points.length < 2) continue;
        const chart = element('div', {className: 'chart small', role: 'img', ariaLabel: `${text[measure]}: ${text.series}`});
        charts.append(element('div', {}, element('h3', {}, text[measure]), chart));
        series(chart, {
            percent: measure === 'review_share',
            series: [
                {name: text.present, colour: 'accent', data: points.map(point => [point.to, point.middle])},
                {name: text.reference, colour: 'soft', data: points.map(point => [point.to, point.reference_middle])}
            ]
        });
    }
    panel.querySelector('#new-reference').addEventListener('submit', async event => {
        event.preventDefault();
        const by = person();
        if (!by) return;
        await post(path + '/drift/reference', {by, reason: event.target.elements.reason.value});
        again(text.begunAnew);
    });
}

function values(measures, text) {
    return table(
        [text.measure, {text: text.reference, number: true}, {text: text.present, number: true}, {text: 'PSI', number: true}, {text: 'KS', number: true}, {text: 'p', number: true}, ''],
        measures.filter(one => one.present).map(({measure, present}) => [
            text[measure],
            shown(measure, present.reference_middle),
            shown(measure, present.middle),
            measure === 'review_share' ? '–' : number(present.psi),
            number(present.ks),
            present.p_value < 1e-4 ? '< 0.0001' : number(present.p_value),
            element('span', {className: 'decision decision-' + (present.moved ? 'review' : 'accept')}, present.moved ? text.moved : text.asBefore)
        ]));
}

function pictures(title, examples) {
    return examples.length ? element('figure', {}, element('figcaption', {}, title), element('div', {className: 'strip'}, examples.map(one =>
        element('a', {href: '/inspections/' + one.id}, element('img', {src: `/api/v1/inspections/${one.id}/thumbnail?size=240`, alt: title, loading: 'lazy'}))))) : null;
}

function warn(warning, text, again) {
    const held = warning.state !== 'resolved';
    const part = element('article', {className: 'warning' + (held ? '' : ' over'), data: {state: warning.state}},
        element('p', {className: 'mb-1'},
            element('span', {className: 'decision decision-' + (held ? 'review' : 'accept')}, text[warning.measure]), ' ',
            `${shown(warning.measure, warning.before)} → ${shown(warning.measure, warning.after)}, ${text.since} `, time(warning.since),
            warning.resolved_at ? [`, ${text.over} `, time(warning.resolved_at)] : null),
        element('div', {className: 'before-after'}, pictures(text.before, warning.before_inspections), pictures(text.after, warning.after_inspections)));
    if (warning.acknowledged) part.append(element('p', {className: 'soft mb-0'}, `${text.acknowledgedBy} ${warning.acknowledged.by}`, warning.acknowledged.note ? `: ${warning.acknowledged.note}` : ''));
    if (warning.state === 'open') {
        const note = element('input', {name: 'note', maxLength: 2000, className: 'form-control'});
        const form = element('form', {className: 'apply acknowledge'}, element('label', {className: 'grow'}, text.note, note), element('button', {className: 'btn btn-outline-secondary'}, text.acknowledge));
        form.addEventListener('submit', async event => {
            event.preventDefault();
            const by = person();
            if (!by) return;
            await post(`warnings/${warning.id}/acknowledge`, {by, note: note.value || undefined});
            again(text.acknowledged);
        });
        part.append(form);
    }
    return part;
}
