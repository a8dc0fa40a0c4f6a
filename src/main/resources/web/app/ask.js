/** Asks before something that cannot be taken back: `if (await ask(question, yes, no)) …`. */
export function ask(question, yes, no) {
    const dialog = document.createElement('dialog');
    dialog.className = 'ask';
    const text = document.createElement('p');
    text.textContent = question;
    text.id = 'ask-text';
    dialog.setAttribute('aria-labelledby', text.id);
    const form = document.createElement('form');
    form.method = 'dialog';
    const button = (label, value, look) => {
        const made = document.createElement('button');
        made.className = 'btn ' + look;
        made.value = value;
        made.textContent = label;
        return made;
    };
    form.append(button(no, '', 'btn-outline-secondary'), button(yes, 'yes', 'btn-danger'));
    dialog.append(text, form);
    document.body.append(dialog);
    dialog.showModal();
    return new Promise(answer => dialog.addEventListener('close', () => {
        answer(dialog.returnValue === 'yes');
        dialog.remove();
    }));
}
