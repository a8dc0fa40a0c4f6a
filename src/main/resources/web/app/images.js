import {del} from './api.js';
import {ask} from './ask.js';

/** Buttons that take an image out of a set; it goes from the page wherever it is shown. */
export function removeButtons(main) {
    main.addEventListener('click', async event => {
        const button = event.target.closest('[data-remove-image]');
        if (!button) return;
        const {removeImage, question, yes, no} = button.dataset;
        if (!await ask(question, yes, no)) return;
        await del(removeImage);
        const id = button.closest('[data-image]').dataset.image;
        main.querySelectorAll(`[data-image="${id}"]`).forEach(shown => shown.remove());
        const count = document.getElementById('image-count');
        if (count) count.textContent = Math.max(0, Number(count.textContent.replace(/\D/g, '')) - 1).toLocaleString(document.documentElement.lang);
    });
}
