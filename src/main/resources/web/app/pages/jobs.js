import './jobs.css';
import {cancelButtons} from '../build.js';
import {onPage} from '../page.js';

let running;

/** What is no longer among the running has ended: only then the other list is asked for anew. */
function compare() {
    const now = document.querySelector('[data-unfinished]').dataset.unfinished.split(' ').filter(Boolean);
    if (running?.some(id => !now.includes(id))) document.body.dispatchEvent(new CustomEvent('patchbank:built'));
    running = now;
}

onPage('jobs', main => {
    cancelButtons(main);
    compare();
}, compare);
