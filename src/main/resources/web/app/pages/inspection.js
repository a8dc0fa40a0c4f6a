import './inspection.css';
import htmx from 'htmx.org';
import {readersZone} from '../defectFilter.js';
import {Judging} from '../inspection/judging.js';
import {pictureControls} from '../inspection/picture.js';
import {reviewControls} from '../inspection/review.js';
import {keys, onPage} from '../page.js';

/** Chooses a region: on the picture, in the list, and in what is shown beside it. */
function regionChoice(main, picture, id) {
    const buttons = [...main.querySelectorAll('.region')];
    const filter = main.querySelector('#similar-filter');
    const load = (part, query) => htmx.ajax('GET', `/inspections/${id}/regions/${picture.chosen}/${part}?${query}`, {source: '#' + part, target: '#' + part, swap: 'innerHTML'});
    const similar = () => load('similar', new URLSearchParams(new FormData(filter)));
    const choose = place => {
        if (place < 0 || place >= buttons.length) return;
        picture.chosen = place;
        picture.show();
        buttons.forEach((button, at) => button.setAttribute('aria-pressed', at === place));
        load('good', '');
        similar();
    };
    buttons.forEach((button, place) => button.addEventListener('click', () => choose(place)));
    picture.canvas.addEventListener('click', event => choose(picture.at(event)));
    filter?.addEventListener('change', similar);
    filter?.addEventListener('submit', event => event.preventDefault());
    choose(0);
    return {step: by => choose(picture.chosen + by), get chosen() { return picture.chosen; }};
}

/** Marks the type that named neighbours suggest. */
function suggest(main) {
    const type = main.querySelector('[data-suggested]')?.dataset.suggested;
    main.querySelectorAll('.choice').forEach(choice => choice.classList.toggle('suggested', type !== undefined && choice.dataset.type === type));
}

function help(main) {
    const dialog = main.querySelector('#keys') ?? document.getElementById('keys');
    const toggle = () => dialog.open ? dialog.close() : dialog.showModal();
    document.getElementById('help').addEventListener('click', toggle);
    document.getElementById('close-keys').addEventListener('click', toggle);
    return toggle;
}

const follow = id => document.getElementById(id)?.click();

onPage('inspection', main => {
    const root = main.querySelector('.inspect');
    readersZone(main);
    const data = JSON.parse(root.dataset.inspection);
    const {picture, actions} = pictureControls(root, data);
    const regions = regionChoice(main, picture, data.id);
    const review = reviewControls(main, root, data.id);
    const judging = new Judging(root, data.id, () => regions.chosen, review?.next);
    main.addEventListener('htmx:afterSwap', () => suggest(main));
    keys({
        ...judging.keys(),
        ...actions,
        j: () => regions.step(1),
        k: () => regions.step(-1),
        n: () => review ? review.next() : follow('older'),
        p: () => follow('newer'),
        l: () => follow('back'),
        b: () => follow('last'),
        '?': help(main)
    });
});
