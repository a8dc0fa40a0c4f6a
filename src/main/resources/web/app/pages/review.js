import './review.css';
import {post} from '../api.js';
import {keys, onPage, person} from '../page.js';
import {toast} from '../toast.js';
import {filterForm, walkingKeys} from './inspections.js';

const SKIPPED = 'patchbank-skipped';
const skipped = () => JSON.parse(sessionStorage.getItem(SKIPPED) ?? '[]');

/** Leaves an inspection to others, or for later. */
export async function skip(id, by) {
    await post(`review-queue/${id}/release`, {by});
    const others = skipped().filter(other => other !== id);
    sessionStorage.setItem(SKIPPED, JSON.stringify([...others, id].slice(-500)));
}

/** Takes the next inspection of the queue and opens it, those skipped when nothing else is left; false where others hold all. */
export async function claimNext({order, product, line}) {
    const by = person();
    if (!by) return true;
    const wanted = {by, order, product: product || undefined, line: line || undefined};
    let item = await post('review-queue/claim', {...wanted, skip: skipped()});
    if (!item) {
        sessionStorage.removeItem(SKIPPED);
        item = await post('review-queue/claim', wanted);
    }
    if (!item) return false;
    const query = new URLSearchParams({review: order});
    if (product) query.set('product', product);
    if (line) query.set('line', line);
    location.assign(`/inspections/${item.inspection.id}?${query}`);
    return true;
}

/** Who holds an inspection may give it back. */
function ownClaims() {
    const name = document.getElementById('person').value.trim();
    for (const item of document.querySelectorAll('[data-holder]')) {
        const own = item.dataset.holder === name;
        item.classList.toggle('own', own);
        item.querySelector('.release').hidden = !own;
    }
}

onPage('review', main => {
    const form = main.querySelector('#filter');
    const claim = main.querySelector('#claim');
    const queue = main.querySelector('#queue');
    const next = async () => {
        claim.disabled = true;
        try {
            const values = Object.fromEntries(new FormData(form));
            if (!await claimNext(values)) toast(claim.dataset.nothing);
        } finally {
            claim.disabled = false;
        }
    };
    filterForm(form);
    walkingKeys();
    ownClaims();
    document.getElementById('person').addEventListener('input', ownClaims);
    claim.addEventListener('click', next);
    keys({c: next});
    document.addEventListener('keydown', event => {
        if (event.key === 'Enter' && event.target === document.body) next();
    });
    // Who walks through the queue by keys keeps the place.
    queue.addEventListener('htmx:beforeRequest', event => {
        if (queue.contains(document.activeElement)) event.preventDefault();
    });
    queue.addEventListener('click', async event => {
        const id = event.target.dataset.release;
        if (!id) return;
        event.target.blur();
        await post(`review-queue/${id}/release`, {by: person()});
        toast(queue.dataset.released);
        queue.dispatchEvent(new Event('refresh'));
    });
}, ownClaims);
