/** Days that are asked for are the reader's. */
export function readersZone(root) {
    for (const field of root.querySelectorAll('input[name=zone]')) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What a form narrows similar defects to, as the API's parameters. */
export function narrowed(form) {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
        if (!value || name === 'zone') continue;
        if (name === 'from') asked.set(name, midnight(value, 0));
        else if (name === 'to') asked.set(name, midnight(value, 1));
        else asked.set(name === 'type' ? 'defect_type' : name, value);
    }
    return asked;
}

function midnight(day, plus) {
    const at = new Date(day + 'T00:00');
    at.setDate(at.getDate() + plus);
    return at.toISOString();
}
