import './defects.css';
import {get, post} from '../api.js';
import {narrowed, readersZone} from '../defectFilter.js';
import {onPage, person} from '../page.js';
import {problem, toast} from '../toast.js';

const language = document.documentElement.lang;
const words = () => document.getElementById('words').dataset;
const percent = share => (100 * share).toLocaleString(language, {maximumFractionDigits: 0}) + ' %';

function card({distance, defect}) {
    const item = document.getElementById('card').content.cloneNode(true);
    const text = words();
    item.querySelector('a').href = '/defects/' + defect.id;
    item.querySelector('img').src = defect.links.picture;
    item.querySelector('strong').textContent = defect.defect_type ?? text.unnamed;
    const sign = item.querySelector('.decision');
    const [kind, said] = {good: ['accept', text.good], defective: ['reject', text.defective], none: ['review', text.unjudged]}[defect.verdict];
    sign.classList.add('decision-' + kind);
    sign.textContent = said;
    item.querySelector('.distance').textContent = `${text.distance} ${distance.toLocaleString(language, {minimumFractionDigits: 3, maximumFractionDigits: 3})}`;
    item.querySelector('.where').textContent = `${defect.product} · ${defect.line}`;
    return item;
}

function showFound({items, suggestion}, filtered) {
    const text = words();
    document.getElementById('similar').replaceChildren(...items.map(card));
    const line = document.getElementById('suggestion');
    if (!items.length) line.textContent = filtered ? text.noMatch : text.noSimilar;
    else if (suggestion.type) line.replaceChildren(text.suggested + ': ', Object.assign(document.createElement('strong'), {textContent: suggestion.type}), ` (${percent(suggestion.support)} ${text.support}, ${suggestion.neighbours})`);
    else line.textContent = text.abstains;
    return suggestion;
}

function box(element, {x, y, width, height}, imageWidth, imageHeight) {
    element.className = 'box';
    Object.assign(element.style, {left: 100 * x / imageWidth + '%', top: 100 * y / imageHeight + '%', width: 100 * width / imageWidth + '%', height: 100 * height / imageHeight + '%'});
    return element;
}

/** A type that one of the catalogues has under this code or name; else what is to be added to them. */
async function typeOf(products, wanted) {
    const typed = wanted.trim();
    for (const product of products) {
        const {items} = await get(`products/${encodeURIComponent(product)}/defect-types`);
        const known = items.find(type => [type.code, type.name.toLowerCase()].includes(typed.toLowerCase()));
        if (known) return {defect_type: known.code, type_name: known.name};
    }
    const code = typed.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss').replace(/[^a-z0-9._]+/g, '-').replace(/^[^a-z0-9]+|-+$/g, '').slice(0, 63);
    return {defect_type: code, type_name: typed};
}

/** @returns the ids of those that are named now */
async function name(products, defects, form) {
    const by = person();
    if (!by) return [];
    const value = field => form.elements[field]?.value.trim() || undefined;
    const {named, refused} = await post('defects/groups/name', {
        defects,
        ...await typeOf(products, form.elements.type.value),
        severity: value('severity'),
        repair: value('repair'),
        note: value('note'),
        by
    });
    for (const one of refused) problem(one);
    if (named.length) toast(`${named.length} ${words().named}`);
    return named;
}

/** A picture of a part that is searched with, a region at a time. */
function searchByImage(main) {
    const drop = main.querySelector('#drop');
    const hint = drop.querySelector('.drop-text');
    const before = hint.textContent;
    const form = main.querySelector('#search');
    let image = null;
    let searched = 0;
    const search = async region => {
        hint.textContent = words().searching;
        searched = region;
        try {
            const filter = narrowed(form);
            const found = await post(`defects/search?k=12&region=${region}&deployment=${main.querySelector('#deployment').value}&${filter}`, image);
            main.querySelector('#found').hidden = false;
            showFound(found, filter.size > 0);
            showSeen(main, found.seen, search);
            main.querySelector('#found').scrollIntoView({block: 'nearest'});
        } finally {
            hint.textContent = before;
        }
    };
    const take = async file => {
        if (!file) return;
        image = file;
        const shown = main.querySelector('#seen-image');
        URL.revokeObjectURL(shown.src);
        shown.src = URL.createObjectURL(file);
        main.querySelector('#seen').hidden = false;
        main.querySelectorAll('#seen .box').forEach(old => old.remove());
        await search(0);
    };
    drop.querySelector('input').addEventListener('change', event => take(event.target.files[0]));
    form.querySelector('.among').addEventListener('change', () => image && search(searched));
    form.addEventListener('submit', event => event.preventDefault());
    drop.addEventListener('dragover', event => {
        event.preventDefault();
        drop.classList.add('over');
    });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', event => {
        event.preventDefault();
        drop.classList.remove('over');
        take(event.dataTransfer.files[0]);
    });
}

async function showSeen(main, seen, search) {
    const shown = main.querySelector('#seen-image');
    await shown.decode();
    main.querySelectorAll('#seen .box').forEach(old => old.remove());
    seen.regions.forEach((region, place) => {
        const button = box(document.createElement('button'), region, shown.naturalWidth, shown.naturalHeight);
        button.type = 'button';
        button.ariaPressed = place === seen.region;
        button.ariaLabel = `${words().region} ${place + 1}`;
        button.addEventListener('click', () => search(place));
        shown.parentElement.append(button);
    });
}

function groups(main) {
    const state = main.querySelector('#group-state');
    const button = main.querySelector('#group');
    button.addEventListener('click', async () => {
        button.disabled = true;
        state.textContent = words().grouping;
        try {
            const asked = new URLSearchParams({most: 500, least: 3});
            for (const [key, value] of new URLSearchParams(location.search)) {
                if (value && ['product', 'line', 'factory'].includes(key)) asked.set(key, value);
            }
            const found = await get('defects/groups?' + asked);
            state.textContent = found.groups.length ? `${found.alone.length} ${words().alone}` : words().noGroups;
            main.querySelector('#groups').replaceChildren(...found.groups.map(group));
        } finally {
            button.disabled = false;
        }
    });
}

function picture(id) {
    const link = document.createElement('a');
    link.href = '/defects/' + id;
    link.append(Object.assign(document.createElement('img'), {src: `/api/v1/defects/${id}/picture`, alt: `${words().region} ${id}`, loading: 'lazy'}));
    return link;
}

/** A group is named in all its products at once; those that could not be named stay. */
function group({defects, products}) {
    const text = words();
    const part = document.createElement('section');
    part.className = 'group';
    part.innerHTML = `<h3></h3><div class="strip"></div><form class="filters">
        <label><span></span><input name="type" list="types" required maxlength="200" class="form-control"></label>
        <label><span></span><select name="severity" class="form-select"><option value=""></option><option value="minor"></option><option value="major"></option><option value="critical"></option></select></label>
        <button class="btn btn-primary"></button></form>`;
    const [typeWord, severityWord] = part.querySelectorAll('label span');
    typeWord.textContent = text.type;
    severityWord.textContent = text.severity;
    part.querySelector('input').title = text.newType;
    for (const option of part.querySelectorAll('option[value]:not([value=""])')) option.textContent = text[option.value];
    part.querySelector('button').textContent = text.nameThem;
    let left = defects;
    const show = () => {
        part.ariaLabel = `${left.length} ${text.alike}`;
        part.querySelector('h3').textContent = `${left.length} ${text.alike} · ${products.join(', ')}`;
        part.querySelector('.strip').replaceChildren(...left.slice(0, 24).map(picture));
    };
    show();
    part.querySelector('form').addEventListener('submit', async event => {
        event.preventDefault();
        const submit = event.target.querySelector('button');
        submit.disabled = true;
        try {
            const named = new Set(await name(products, left, event.target));
            left = left.filter(id => !named.has(id));
            if (left.length) show();
            else part.remove();
        } finally {
            submit.disabled = false;
        }
    });
    return part;
}

onPage('defects', main => {
    readersZone(main);
    searchByImage(main);
    groups(main);
});

/** Where it lies in its image, while that is kept. */
function showWhole(whole) {
    const image = whole.querySelector('img');
    const gone = () => {
        image.hidden = true;
        whole.querySelector('.missing').hidden = false;
    };
    if (image.complete && !image.naturalWidth && image.loading !== 'lazy') gone();
    image.addEventListener('error', gone);
    const {x, y, width, height, imageWidth, imageHeight} = whole.dataset;
    whole.append(box(document.createElement('span'), {x, y, width, height}, imageWidth, imageHeight));
}

onPage('defect', main => {
    const {id, product} = main.querySelector('#defect').dataset;
    const whole = main.querySelector('.whole');
    if (whole) showWhole(whole);
    const filter = main.querySelector('#similar-filter');
    const search = async () => {
        const asked = narrowed(filter);
        return showFound(await post('defects/search?k=12&' + asked, {defect: Number(id)}), asked.size > 0);
    };
    search().then(suggestion => {
        const field = main.querySelector('#name').elements.type;
        if (suggestion.type && !field.value && !main.querySelector('#type')) field.value = suggestion.type;
    });
    filter.addEventListener('change', search);
    filter.addEventListener('submit', event => event.preventDefault());
    main.querySelector('#name').addEventListener('submit', async event => {
        event.preventDefault();
        if ((await name([product], [Number(id)], event.target)).length) setTimeout(() => location.reload(), 400);
    });
});
