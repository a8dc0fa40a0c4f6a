import './products.css';
import {del, post, put} from '../api.js';
import {ask} from '../ask.js';
import {buildVersion, cancelButtons, watchBuilds} from '../build.js';
import {deployForms, showCalibration} from '../calibration.js';
import {removeButtons} from '../images.js';
import {onPage, person} from '../page.js';
import {toast} from '../toast.js';
import {uploadZone} from '../upload.js';

const built = () => document.body.dispatchEvent(new CustomEvent('patchbank:built'));

function ended(version, element) {
    if (element.closest('[data-reload]')) location.reload();
    else built();
}

onPage('products', main => {
    main.querySelectorAll('[data-upload]').forEach(uploadZone);
    removeButtons(main);
    cancelButtons(main);
    deployForms(main);
    watchBuilds(main, ended);
    showCalibration(main);
    comparison(main);
    newVersion(main);
    proposals(main);
    deleteSet(main);
    sharing(main);
    catalogue(main);
    retention(main);
}, part => {
    watchBuilds(part.parentElement ?? part, ended);
    if (part.querySelector('[data-limits]') || part.matches('[data-limits]')) showCalibration(document.querySelector('main'));
});

function newVersion(main) {
    const form = main.querySelector('[data-new-version]');
    if (!form) return;
    form.querySelector('[data-spec-from]').addEventListener('change', event => {
        form.elements.spec.value = event.target.selectedOptions[0].dataset.text;
    });
    form.addEventListener('submit', async event => {
        event.preventDefault();
        await buildVersion(form.dataset.newVersion, form.elements.spec.value);
        form.closest('details').open = false;
        built();
        document.getElementById('versions').scrollIntoView();
    });
}

/** Accepts or declines the proposals that are ticked. */
function proposals(main) {
    main.addEventListener('submit', async event => {
        const form = event.target.closest('[data-proposals]');
        if (!form) return;
        event.preventDefault();
        const by = person();
        const inspections = [...form.querySelectorAll('[name=inspection]:checked')].map(box => box.value);
        if (!by) return;
        if (!inspections.length) return toast(form.dataset.none, 'problem');
        const answer = event.submitter.value;
        event.submitter.disabled = true;
        try {
            const done = await post(`deployments/${form.dataset.proposals}/proposals/${answer}`, {inspections, by, note: form.elements.note.value || undefined});
            toast(answer === 'accept' ? form.dataset.grown.replace('%1', done.version.number) : form.dataset.declined);
            document.body.dispatchEvent(new CustomEvent('patchbank:answered'));
            if (answer !== 'accept') return;
            built();
            document.body.dispatchEvent(new CustomEvent('patchbank:images'));
        } finally {
            event.submitter.disabled = false;
        }
    });
}

function deleteSet(main) {
    const button = main.querySelector('[data-delete-set]');
    button?.addEventListener('click', async () => {
        const {deleteSet: id, question, yes, no, next} = button.dataset;
        if (!await ask(question, yes, no)) return;
        await del('reference-sets/' + id);
        location.assign(next);
    });
}

function sharing(main) {
    const form = main.querySelector('[data-sharing]');
    form?.addEventListener('submit', async event => {
        event.preventDefault();
        const {sharing: id, saved, question, yes, no} = form.dataset;
        const wish = {
            all: form.elements.all.checked,
            factories: [...form.querySelectorAll('[name=factory]:checked')].map(box => box.value)
        };
        try {
            await put(`reference-sets/${id}/sharing`, wish);
        } catch (e) {
            if (e.problem?.code !== 'reference-set-used-elsewhere' || !await ask(question, yes, no)) return;
            await put(`reference-sets/${id}/sharing?force=true`, wish);
        }
        toast(saved);
    });
}

function catalogue(main) {
    const panel = main.querySelector('[data-catalogue]');
    if (!panel) return;
    const types = `products/${panel.dataset.catalogue}/defect-types`;
    const list = panel.querySelector('#types');
    const show = async () => {
        list.innerHTML = await (await fetch('/' + types)).text();
    };
    const form = panel.querySelector('[data-add-type]');
    form.addEventListener('submit', async event => {
        event.preventDefault();
        const {code, name, description} = form.elements;
        await post(types, {code: code.value, name: name.value, description: description.value || undefined});
        form.reset();
        await show();
        code.focus();
    });
    list.addEventListener('click', async event => {
        const {retireType, restoreType, name, description} = event.target.dataset;
        if (retireType) await del(`${types}/${retireType}`);
        else if (restoreType) await put(`${types}/${restoreType}`, {name, description: description || undefined});
        else return;
        await show();
    });
}

function retention(main) {
    const form = main.querySelector('[data-retention]');
    form?.addEventListener('submit', async event => {
        event.preventDefault();
        const days = form.elements.days.value;
        await put(`products/${form.dataset.retention}/retention`, {good_image_days: days ? Number(days) : undefined});
        toast(form.dataset.saved);
    });
}

async function comparison(main) {
    const element = main.querySelector('[data-comparison]');
    if (!element) return;
    const {histogram} = await import('../charts/histogram.js');
    const {edges, first, second} = JSON.parse(element.dataset.comparison);
    histogram(element, {
        edges,
        axis: element.dataset.axis,
        series: [
            {name: element.dataset.first, counts: first, colour: 'accent'},
            {name: element.dataset.second, counts: second, colour: 'review'}
        ]
    });
}
