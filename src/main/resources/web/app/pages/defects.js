import './defects.css';
import {get, post} from '../api.js';
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

function showFound({items, suggestion}) {
    const text = words();
    document.getElementById('similar').replaceChildren(...items.map(card));
    const line = document.getElementById('suggestion');
    if (!items.length) line.textContent = text.noSimilar;
    else if (suggestion.type) line.replaceChildren(text.suggested + ': ', Object.assign(document.createElement('strong'), {textContent: suggestion.type}), ` (${percent(suggestion.support)} ${text.support}, ${suggestion.neighbours})`);
    else line.textContent = text.abstains;
    return suggestion;
}

function box(element, {x, y, width, height}, imageWidth, imageHeight) {
    element.className = 'box';
    Object.assign(element.style, {left: 100 * x / imageWidth + '%', top: 100 * y / imageHeight + '%', width: 100 * width / imageWidth + '%', height: 100 * height / imageHeight + '%'});
    return element;
}

/** A type of the catalogue by its code or name; what is not there yet is added to it. */
async function typeCode(product, wanted) {
    const path = `products/${encodeURIComponent(product)}/defect-types`;
    const {items} = await get(path);
    const known = items.find(type => [type.code, type.name.toLowerCase()].includes(wanted.trim().toLowerCase()));
    if (known) return known.code;
    const code = wanted.trim().toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss').replace(/[^a-z0-9._]+/g, '-').replace(/^[^a-z0-9]+|-+$/g, '').slice(0, 63);
    return (await post(path, {code, name: wanted.trim()})).code;
}

async function name(product, defects, form) {
    const by = person();
    if (!by) return false;
    const value = field => form.elements[field]?.value.trim() || undefined;
    const answer = await post('defects/groups/name', {
        defects,
        defect_type: await typeCode(product, form.elements.type.value),
        severity: value('severity'),
        repair: value('repair'),
        note: value('note'),
        by
    });
    for (const refused of answer.refused) problem(refused);
    if (answer.named.length) toast(`${answer.named.length} ${words().named}`);
    return answer.named.length > 0;
}

/** A picture of a part that is searched with, a region at a time. */
function searchByImage(main) {
    const drop = main.querySelector('#drop');
    const hint = drop.querySelector('.drop-text');
    const before = hint.textContent;
    let image = null;
    const search = async region => {
        hint.textContent = words().searching;
        try {
            const found = await post(`defects/search?k=12&region=${region}&deployment=${main.querySelector('#deployment').value}`, image);
            main.querySelector('#found').hidden = false;
            showFound(found);
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

function group({centre, defects}, place) {
    const text = words();
    const part = document.createElement('section');
    part.className = 'group';
    part.ariaLabel = `${defects.length} ${text.alike}`;
    part.innerHTML = `<h3></h3><div class="strip"></div><form class="filters">
        <label><span></span><input name="type" list="types" required maxlength="200" class="form-control"></label>
        <label><span></span><select name="severity" class="form-select"><option value=""></option><option value="minor"></option><option value="major"></option><option value="critical"></option></select></label>
        <button class="btn btn-primary"></button></form>`;
    part.querySelector('h3').textContent = `${defects.length} ${text.alike} · ${centre.product}`;
    const [typeWord, severityWord] = part.querySelectorAll('label span');
    typeWord.textContent = text.type;
    severityWord.textContent = text.severity;
    part.querySelector('input').title = text.newType;
    for (const option of part.querySelectorAll('option[value]:not([value=""])')) option.textContent = text[option.value];
    part.querySelector('button').textContent = text.nameThem;
    part.querySelector('.strip').append(...defects.slice(0, 24).map(id => {
        const link = document.createElement('a');
        link.href = '/defects/' + id;
        link.append(Object.assign(document.createElement('img'), {src: `/api/v1/defects/${id}/picture`, alt: `${text.region} ${id}`, loading: 'lazy'}));
        return link;
    }));
    part.querySelector('form').addEventListener('submit', async event => {
        event.preventDefault();
        const submit = event.target.querySelector('button');
        submit.disabled = true;
        try {
            if (await name(centre.product, defects, event.target)) part.remove();
        } finally {
            submit.disabled = false;
        }
    });
    return part;
}

onPage('defects', main => {
    searchByImage(main);
    groups(main);
});

onPage('defect', main => {
    const {id, product} = main.querySelector('#defect').dataset;
    for (const image of main.querySelectorAll('figure img')) {
        const gone = () => {
            image.hidden = true;
            const missing = image.parentElement.querySelector('.missing');
            if (missing) missing.hidden = false;
        };
        if (image.complete && !image.naturalWidth && image.loading !== 'lazy') gone();
        image.addEventListener('error', gone);
    }
    const whole = main.querySelector('.whole');
    const {x, y, width, height, imageWidth, imageHeight} = whole.dataset;
    whole.append(box(document.createElement('span'), {x, y, width, height}, imageWidth, imageHeight));
    post('defects/search?k=12', {defect: Number(id)}).then(found => {
        const suggestion = showFound(found);
        const field = main.querySelector('#name').elements.type;
        if (suggestion.type && !field.value && !main.querySelector('#type')) field.value = suggestion.type;
    });
    main.querySelector('#name').addEventListener('submit', async event => {
        event.preventDefault();
        if (await name(product, [Number(id)], event.target)) setTimeout(() => location.reload(), 400);
    });
});
