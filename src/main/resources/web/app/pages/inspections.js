import './inspections.css';
import {keys, onPage} from '../page.js';

const LAST = 'patchbank-inspection';

/** A time field shows the reader's zone; the address holds UTC, as the API wants it. */
function timeFields(form) {
    for (const field of form.querySelectorAll('[data-time]')) {
        const hidden = form.elements[field.dataset.time];
        if (hidden.value) {
            const time = new Date(hidden.value);
            field.value = new Date(time - time.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
        }
        field.addEventListener('change', () => {
            hidden.value = field.value ? new Date(field.value).toISOString() : '';
        });
    }
}

/** Goes to the filtered list, with an address that holds only what was chosen. */
function filter(form) {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) chosen.append(name, value.trim());
    const query = chosen.toString();
    location.assign(form.getAttribute('action') + (query ? '?' + query : ''));
}

export function filterForm(form) {
    form.addEventListener('submit', event => {
        event.preventDefault();
        filter(form);
    });
    form.querySelectorAll('select').forEach(select => select.addEventListener('change', () => filter(form)));
}

/** Moves the focus through a list of links, by one or by a row of them; at its end it asks for more. */
export function walk(step, byRow) {
    const links = [...document.querySelectorAll('a.open')];
    const at = links.indexOf(document.activeElement.closest('li, tr')?.querySelector('a.open'));
    if (at < 0) return links[0]?.focus();
    let next = at + step;
    if (byRow) {
        const top = link => link.getBoundingClientRect().top + scrollY;
        const left = links[at].getBoundingClientRect().left;
        const rows = links.filter(link => Math.abs(link.getBoundingClientRect().left - left) < 4 && (top(link) - top(links[at])) * step > 4);
        next = rows.length ? links.indexOf(step > 0 ? rows[0] : rows.at(-1)) : -1;
    }
    if (links[next]) links[next].focus();
    else if (step > 0) document.querySelector('.more button')?.click();
}

export function walkingKeys() {
    keys({
        j: () => walk(1),
        k: () => walk(-1),
        ArrowRight: () => walk(1),
        ArrowLeft: () => walk(-1),
        ArrowDown: () => walk(1, true),
        ArrowUp: () => walk(-1, true)
    });
    document.addEventListener('click', event => {
        const id = event.target.closest('a.open')?.dataset.id;
        if (id) sessionStorage.setItem(LAST, id);
    });
    document.querySelector(`a.open[data-id="${sessionStorage.getItem(LAST)}"]`)?.focus();
}

onPage('inspections', main => {
    const form = main.querySelector('#filter');
    timeFields(form);
    filterForm(form);
    walkingKeys();
});
