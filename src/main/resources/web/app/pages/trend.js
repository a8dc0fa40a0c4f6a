import {get} from '../api.js';
import {element, table} from '../element.js';
import {count, percent} from '../numbers.js';

const DAY = 86_400_000;
const NAMES = ['product', 'line', 'defect_type'];

/** The course of inspections by day, of what is chosen above it. */
export function trend() {
    const form = document.getElementById('trend-filter');
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('change', event => {
        if (event.target.name === 'days') offer(form);
        else offered(form);
        draw(form);
    });
    offer(form);
    draw(form);
}

/** Fetches what there is to choose from: what was inspected in these days. */
async function offer(form) {
    const wish = new URLSearchParams({step: 'month', from: start(form)});
    NAMES.forEach(name => wish.append('group', name));
    form.known = (await get('statistics?' + wish)).items;
    offered(form);
}

/** Offers the lines of the product and the types of both. */
function offered(form) {
    let left = form.known ?? [];
    for (const name of NAMES) {
        const select = form.elements[name];
        const values = [...new Set([...left.map(item => item[name]), select.value])].filter(value => value).sort();
        const chosen = select.value;
        select.replaceChildren(new Option(form.dataset.all, ''), ...values.map(value => new Option(value, value, false, value === chosen)));
        left = left.filter(item => !chosen || item[name] === chosen);
    }
}

function start(form) {
    return new Date(Date.now() - form.elements.days.value * DAY).toISOString();
}

async function draw(form) {
    const place = document.getElementById('trend');
    const from = start(form);
    const wish = new URLSearchParams({step: 'day', from});
    for (const name of NAMES) if (form.elements[name].value) wish.append(name, form.elements[name].value);
    const asked = wish.toString();
    place.dataset.asked = asked;
    const {items} = await get('statistics?' + asked);
    const {series} = await import('../charts/series.js');
    if (place.dataset.asked !== asked) return;
    place.replaceChildren();
    if (!items.length) {
        place.append(element('p', {className: 'empty', textContent: place.dataset.nothing}));
        return;
    }
    const typed = form.elements.defect_type.value !== '';
    const period = {from, to: new Date().toISOString()};
    (typed ? ofType : ofAll)(place, items, (label, data, options) => {
        const chart = element('div', {className: 'chart', attributes: {'aria-label': label}});
        place.append(element('h3', {textContent: label}), chart);
        series(chart, {...period, ...options, series: data});
    });
}

/** Everything: what was decided, and, where people have judged, how often that was wrong. */
function ofAll(place, items, chart) {
    const words = place.dataset;
    chart(words.decided, [
        {name: words.inspections, bar: true, data: items.map(i => [i.start, i.inspections])},
        {name: words.reviewed, colour: 'review', axis: 1, data: items.map(i => [i.start, i.review_rate])},
        {name: words.rejected, colour: 'reject', axis: 1, data: items.map(i => [i.start, i.reject_rate])}
    ]);
    if (items.some(i => i.overkill.judged + i.escape.judged > 0)) {
        chart(words.judged, [
            {name: words.overkill, colour: 'review', data: shares(items, 'overkill')},
            {name: words.escape, colour: 'reject', data: shares(items, 'escape')}
        ], {percent: true});
        place.append(element('p', {className: 'soft', textContent: words.judgedHint}));
    } else {
        place.append(element('p', {className: 'soft', textContent: words.unjudged}));
    }
    place.append(details(words, [words.day, right(words.inspections), right(words.rejected), right(words.reviewed), right(words.overkill), right(words.escape)],
        items.map(i => [day(i), count(i.inspections), percent(i.reject_rate), percent(i.review_rate), judged(words, i.overkill), judged(words, i.escape)])));
}

/** Parts that people called by one type of defect: of those a share of parts judged wrong would say nothing, but how many got through does. */
function ofType(place, items, chart) {
    const words = place.dataset;
    chart(words.typed, [
        {name: words.rejected, bar: true, stack: 'parts', colour: 'reject', data: items.map(i => [i.start, i.rejected])},
        {name: words.reviewed, bar: true, stack: 'parts', colour: 'review', data: items.map(i => [i.start, i.reviewed])},
        {name: words.accepted, bar: true, stack: 'parts', colour: 'accept', data: items.map(i => [i.start, i.accepted])},
        {name: words.missed, axis: 1, colour: 'accent', data: items.map(i => [i.start, i.accepted / i.inspections])}
    ]);
    place.append(element('p', {className: 'soft', textContent: words.typedHint}));
    place.append(details(words, [words.day, right(words.inspections), right(words.rejected), right(words.reviewed), right(words.accepted), right(words.missed)],
        items.map(i => [day(i), count(i.inspections), count(i.rejected), count(i.reviewed), count(i.accepted), percent(i.accepted / i.inspections)])));
}

/** Days on which nobody judged leave a gap. */
function shares(items, name) {
    return items.map(i => [i.start, i[name].share ?? null]);
}

function judged(words, share) {
    return share.judged ? `${percent(share.share)} (${count(share.found)} ${words.of} ${count(share.judged)})` : '–';
}

function right(text) {
    return {text, number: true};
}

function day(item) {
    return new Date(item.start).toLocaleDateString(document.documentElement.lang, {timeZone: 'UTC', dateStyle: 'medium'});
}

function details(words, heads, rows) {
    return element('details', {}, element('summary', {textContent: words.table}), table(heads, rows.reverse()));
}
