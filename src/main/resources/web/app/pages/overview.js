import './overview.css';
import {onPage} from '../page.js';
import {trend} from './trend.js';

/** Follows what the lines do and what has gone wrong; a browser that is not looked at asks for nothing. */
function follow() {
    const sign = document.getElementById('live');
    let events = null;
    const lines = document.getElementById('lines');
    const alarms = document.getElementById('alarms');
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
        events.addEventListener('lines', event => {
            if (known !== event.data) lines.dispatchEvent(new Event('lines-changed'));
            known = event.data;
        });
        events.addEventListener('alarms', event => {
            if (alarms.firstElementChild?.dataset.stamp !== event.data) alarms.dispatchEvent(new Event('alarms-changed'));
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

onPage('overview', () => {
    follow();
    trend();
});
