import {missingPictures} from './missingPictures.js';
import {showTimes} from './times.js';

/** What every page does: the reader's name, theme and language, and times in the reader's zone. */
const themes = ['auto', 'light', 'dark'];
const dark = matchMedia('(prefers-color-scheme: dark)');

function theme() {
    const chosen = localStorage.getItem('patchbank-theme') ?? 'auto';
    document.documentElement.dataset.bsTheme = chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen;
    document.dispatchEvent(new CustomEvent('patchbank:theme'));
}

function start() {
    const section = document.querySelector('main').dataset.section;
    document.querySelector(`.menu [data-section="${section}"]`)?.setAttribute('aria-current', 'page');

    const person = document.getElementById('person');
    person.value = localStorage.getItem('patchbank-person') ?? '';
    person.addEventListener('input', () => {
        person.classList.remove('is-invalid');
        localStorage.setItem('patchbank-person', person.value.trim());
    });

    document.getElementById('theme').addEventListener('click', () => {
        const chosen = localStorage.getItem('patchbank-theme') ?? 'auto';
        localStorage.setItem('patchbank-theme', themes[(themes.indexOf(chosen) + 1) % themes.length]);
        theme();
    });
    document.getElementById('language').addEventListener('click', event => {
        document.cookie = `patchbank-language=${event.currentTarget.dataset.tag};path=/;max-age=31536000;samesite=lax`;
        location.reload();
    });

    missingPictures();
    showTimes();
    document.body.addEventListener('htmx:load', event => showTimes(event.detail.elt));
}

theme();
dark.addEventListener('change', theme);
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
