import './overview.css';
import {get} from '../api.js';
import {onPage} from '../page.js';

/** Follows what the lines do; a browser that is not looked at asks for nothing. */
function follow() {
    const sign = document.getElementById('live');
    let events = null;
    const lines = document.getElementById('lines');
    let known = lines.dataset.stamp;
    const say = on => {
        sign.classList.toggle('on', on);
        sign.textContent = on ? sign.dataset.live : sign.dataset.offline;
    };
    const open = () => {
        if (events || document.hidden) return;
        events = new EventSource('/overview/events');
        events.addEventListener('open', () => say(true));
        events.addEventListener('error', () => say(false));
        events.addEventListener('change', event => {
            if (known !== event.data) lines.dispatchEvent(new Event('lines-changed'));
            known = event.data;
        });
    };
    document.addEventListener('visibilitychange', () => {
        if (document.hidden) {
            events?.close();
            events = null;
        } else {
            open();
        }
    });
    addEventListener('pagehide', () => events?.close());
    open();
}

async function trend() {
    const element = document.getElementById('trend');
    const from = new Date(Date.now() - document.getElementById('days').value * 86400000).toISOString();
    const {items} = await get('statistics?step=day&from=' + encodeURIComponent(from));
    if (!items.length) {
        element.innerHTML = '';
        element.classList.remove('chart');
        element.append(Object.assign(document.createElement('p'), {className: 'empty', textContent: element.dataset.nothing}));
        return;
    }
    const {series} = await import('../charts/series.js');
    const {inspections, rejected, reviewed} = element.dataset;
    series(element, {from, to: new Date().toISOString(), series: [
        {name: inspections, bar: true, data: items.map(i => [i.start, i.inspections])},
        {name: reviewed, colour: 'review', axis: 1, data: items.map(i => [i.start, i.review_rate])},
        {name: rejected, colour: 'reject', axis: 1, data: items.map(i => [i.start, i.reject_rate])}
    ]});
}

onPage('overview', () => {
    follow();
    trend();
    document.getElementById('days').addEventListener('change', trend);
});
