/** Runs `start(main)` where the page of this name is shown, and again for parts that htmx brings in if `part` is given. */
export function onPage(name, start, part) {
    const ready = () => {
        if (document.body.dataset.page !== name) return;
        start(document.querySelector('main'));
        if (part) document.body.addEventListener('htmx:load', event => part(event.detail.elt));
    };
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', ready);
    else ready();
}

/** Keys that do something while nobody is typing: `keys({j: next, k: previous})`. */
export function keys(actions) {
    document.addEventListener('keydown', event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target.closest('input, select, textarea, [contenteditable], dialog[open]')) return;
        const action = actions[event.key];
        if (action) {
            event.preventDefault();
            action(event);
        }
    });
}

/** The name that stands in the header; asks for it where it is empty. Null if there is still none. */
export function person() {
    const field = document.getElementById('person');
    if (!field.value.trim()) {
        field.classList.add('is-invalid');
        field.focus();
        return null;
    }
    return field.value.trim();
}
