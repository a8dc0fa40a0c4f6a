/** Words in the place of each picture that the server does not have any more, or cannot show, wherever pictures stand side by side. */
const PICTURES = '.thumb img, .thumbs img, .crop img, #items img, #queue img';

function gone(image) {
    if (!image.matches?.(PICTURES)) return;
    const words = document.createElement('span');
    words.className = 'no-picture';
    words.textContent = document.body.dataset.missing;
    image.replaceWith(words);
}

export function missingPictures() {
    document.addEventListener('error', event => gone(event.target), true);
    // What failed before this ran says so no more.
    document.querySelectorAll(PICTURES).forEach(image => {
        if (image.src && image.complete && !image.naturalWidth) gone(image);
    });
}
