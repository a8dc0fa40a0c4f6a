/** Tells something at the edge of the page; it goes after a while unless it is a problem. */
export function toast(text, kind = 'done') {
    const note = document.createElement('div');
    note.className = 'note note-' + kind;
    note.setAttribute('role', kind === 'problem' ? 'alert' : 'status');
    const body = document.createElement('div');
    for (const line of [text].flat()) {
        const p = document.createElement('p');
        p.textContent = line;
        body.append(p);
    }
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'btn-close';
    close.ariaLabel = document.body.dataset.close;
    close.addEventListener('click', () => note.remove());
    note.append(body, close);
    document.getElementById('toasts').append(note);
    if (kind !== 'problem') setTimeout(() => note.remove(), 4000);
}

/** A problem document (RFC 9457) as the API sends it. */
export function problem({title, detail, remedy, code}) {
    toast([(detail ?? title) + (code ? ` (${code})` : ''), remedy ? document.body.dataset.remedy + ' ' + remedy : ''].filter(Boolean), 'problem');
}
