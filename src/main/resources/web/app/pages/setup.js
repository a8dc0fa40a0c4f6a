import './setup.css';
import {post} from '../api.js';
import {buildVersion, cancelButtons, watchBuilds} from '../build.js';
import {deployForms, showCalibration} from '../calibration.js';
import {removeButtons} from '../images.js';
import {onPage} from '../page.js';
import {areasOf, regionEditor} from '../region.js';
import {dropZone, uploadZone} from '../upload.js';

onPage('setup', main => {
    main.querySelectorAll('[data-upload]').forEach(uploadZone);
    removeButtons(main);
    cancelButtons(main);
    deployForms(main);
    showCalibration(main);
    watchBuilds(main, (version, element) => location.assign(element.closest('[data-next]').dataset.next));
    main.querySelectorAll('[data-region]').forEach(regionEditor);
    name(main);
    build(main);
    tryOut(main);
    main.querySelectorAll('[data-origin]').forEach(place => { place.textContent = location.origin; });
}, part => {
    if (part.matches('[data-limits]')) showCalibration(document.querySelector('main'));
});

/** The set is called after the product until somebody names it. */
function name(main) {
    const form = main.querySelector('[data-setup-name]');
    if (!form) return;
    const {product, line, name} = form.elements;
    let own = false;
    const follow = () => {
        if (!own) name.value = product.value.normalize('NFKD').toLowerCase().replace(/ß/g, 'ss').replace(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+|-+$/g, '').slice(0, 63);
    };
    product.addEventListener('input', follow);
    name.addEventListener('input', () => { own = true; });
    follow();
    form.addEventListener('submit', async event => {
        event.preventDefault();
        const set = await post('reference-sets', {name: name.value, product: product.value.trim(), line: line.value.trim() || undefined});
        location.assign('/setup?set=' + set.id);
    });
}

function build(main) {
    const form = main.querySelector('[data-setup-build]');
    if (!form) return;
    form.addEventListener('change', event => {
        if (event.target.name === 'preset') form.elements.spec.value = event.target.dataset.text;
    });
    form.addEventListener('submit', async event => {
        event.preventDefault();
        const set = form.dataset.setupBuild;
        const areas = areasOf(set, form.dataset.areas);
        const version = await buildVersion(set, form.elements.spec.value, areas.length ? {region_of_interest: areas} : {});
        location.assign(`/setup?set=${set}&version=${version.number}&step=4`);
    });
}

function tryOut(main) {
    const zone = main.querySelector('[data-try]');
    if (!zone) return;
    const text = zone.dataset;
    const state = zone.querySelector('.upload-state');
    dropZone(zone, async files => {
        for (const {file, name} of files) {
            state.textContent = text.inspecting;
            try {
                const picture = new Blob([file], {type: file.type.startsWith('image/') ? file.type : 'application/octet-stream'});
                main.querySelector('.tried').prepend(judged(await post(text.try, picture), name, text));
            } finally {
                state.textContent = '';
            }
        }
    });
}

function judged(inspection, name, text) {
    const number = value => value.toLocaleString(document.documentElement.lang, {maximumSignificantDigits: 4});
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.className = 'thumb';
    link.href = '/inspections/' + inspection.id;
    const picture = document.createElement('img');
    picture.src = inspection.links.overlay;
    picture.alt = text.overlay.replace('%1', name);
    const caption = document.createElement('div');
    caption.className = 'caption';
    const decision = document.createElement('span');
    decision.className = 'decision decision-' + inspection.decision;
    decision.textContent = text[inspection.decision];
    const score = document.createElement('span');
    score.className = 'soft';
    score.textContent = text.score.replace('%1', number(inspection.score)).replace('%2', number(inspection.threshold.review)).replace('%3', number(inspection.threshold.reject));
    const show = document.createElement('span');
    show.className = 'show';
    show.textContent = text.show;
    caption.append(decision, score, show);
    link.append(picture, caption);
    item.append(link);
    return item;
}
