import {problem} from './toast.js';

const FILES_AT_ONCE = 32;
const BYTES_AT_ONCE = 48e6;

/**
 * Lets files be dropped on a zone or chosen in it; folders too. `take(files)` gets `[{file, name}]`, names with their folders.
 * Nothing else can be dropped while that goes on.
 */
export function dropZone(zone, take) {
    let busy = false;
    const start = async files => {
        if (busy || !files.length) return;
        busy = true;
        zone.classList.add('busy');
        try {
            await take(files);
        } finally {
            busy = false;
            zone.classList.remove('busy');
        }
    };
    zone.addEventListener('dragover', event => {
        event.preventDefault();
        zone.classList.add('over');
    });
    zone.addEventListener('dragleave', () => zone.classList.remove('over'));
    zone.addEventListener('drop', async event => {
        event.preventDefault();
        zone.classList.remove('over');
        start(await dropped(event.dataTransfer));
    });
    for (const input of zone.querySelectorAll('input[type=file]')) {
        input.addEventListener('change', () => {
            const files = [...input.files].map(file => ({file, name: file.webkitRelativePath || file.name}));
            input.value = '';
            start(files.filter(visible));
        });
    }
}

/** What an operating system hides in folders is no image that somebody chose. */
function visible({name}) {
    return !name.split('/').at(-1).startsWith('.');
}

async function dropped(transfer) {
    const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) return [...transfer.files].map(file => ({file, name: file.name}));
    const files = [];
    for (const entry of entries) await walk(entry, '', files);
    return files.filter(visible);
}

async function walk(entry, folder, files) {
    if (entry.isFile) {
        const file = await new Promise((done, failed) => entry.file(done, failed));
        files.push({file, name: folder + file.name});
        return;
    }
    const reader = entry.createReader();
    let part;
    do {
        part = await new Promise((done, failed) => reader.readEntries(done, failed));
        for (const inner of part) await walk(inner, folder + entry.name + '/', files);
    } while (part.length);
}

/** Sends what is dropped on `[data-upload]` to a reference set in parts, shows how far it has come and what was refused. */
export function uploadZone(zone) {
    const bar = zone.querySelector('.progress');
    const state = zone.querySelector('.upload-state');
    const text = zone.dataset;
    dropZone(zone, async files => {
        const report = {accepted: [], rejected: []};
        const total = files.reduce((sum, {file}) => sum + file.size, 0) || 1;
        let sent = 0;
        let sentFiles = 0;
        const show = bytes => {
            const percent = Math.round(100 * Math.min(1, bytes / total));
            bar.setAttribute('aria-valuenow', percent);
            bar.firstElementChild.style.width = percent + '%';
            state.textContent = text.uploading.replace('%1', sentFiles).replace('%2', files.length);
        };
        bar.hidden = false;
        showRefused(zone, []);
        show(0);
        try {
            for (const part of parts(files)) {
                const answer = await send(text.upload, part, loaded => show(sent + loaded));
                report.accepted.push(...answer.accepted);
                report.rejected.push(...answer.rejected);
                sent += part.reduce((sum, {file}) => sum + file.size, 0);
                sentFiles += part.length;
                show(sent);
            }
        } finally {
            bar.hidden = true;
            const twice = report.accepted.filter(image => image.duplicate).length;
            state.textContent = [
                text.uploaded.replace('%1', report.accepted.length - twice),
                twice ? text.duplicates.replace('%1', twice) : ''
            ].join(' ').trim();
            showRefused(zone, report.rejected);
            document.body.dispatchEvent(new CustomEvent('patchbank:images'));
        }
    });
}

function showRefused(zone, refused) {
    const box = zone.querySelector('.refused');
    box.hidden = !refused.length;
    box.querySelector('.refused-title').textContent = zone.dataset.refused.replace('%1', refused.length);
    box.querySelector('ul').replaceChildren(...refused.map(file => {
        const item = document.createElement('li');
        const name = document.createElement('strong');
        name.textContent = file.name;
        item.append(name, ': ' + file.detail + ' ' + file.remedy);
        return item;
    }));
}

function* parts(files) {
    let part = [];
    let bytes = 0;
    for (const one of files) {
        if (part.length && (part.length === FILES_AT_ONCE || bytes + one.file.size > BYTES_AT_ONCE)) {
            yield part;
            part = [];
            bytes = 0;
        }
        part.push(one);
        bytes += one.file.size;
    }
    if (part.length) yield part;
}

/** fetch tells nothing of how much has been sent. */
function send(path, files, progress) {
    const form = new FormData();
    for (const {file, name} of files) form.append('file', file, name);
    return new Promise((done, failed) => {
        const request = new XMLHttpRequest();
        request.open('POST', path);
        request.responseType = 'json';
        request.upload.addEventListener('progress', event => progress(event.loaded));
        request.addEventListener('load', () => {
            if (request.status === 200) return done(request.response);
            problem(request.response ?? {detail: request.status + ' ' + request.statusText});
            failed(new Error(request.status));
        });
        request.addEventListener('error', () => {
            problem({detail: document.body.dataset.unreachable});
            failed(new Error('unreachable'));
        });
        request.send(form);
    });
}
