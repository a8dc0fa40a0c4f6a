import {RAMP} from './colours.js';
import {MapPicture} from './map.js';

const number = new Intl.NumberFormat(document.documentElement.lang, {maximumSignificantDigits: 4});
const percent = new Intl.NumberFormat(document.documentElement.lang, {maximumFractionDigits: 1});

/** The sliders under the picture, its scale of colours, and the keys that move them. */
export function pictureControls(root, data) {
    const find = id => root.querySelector('#' + id);
    const picture = new MapPicture(find('picture'), data);
    const opacity = find('opacity');
    const limit = find('limit');
    const judged = Math.max(0, Math.min(255, Math.round(data.limit / data.scale * 255)));
    let shown = Number(opacity.value);

    const fade = () => {
        picture.opacity = opacity.value / 100;
        find('opacity-value').textContent = opacity.value + ' %';
        picture.show();
    };
    const mark = () => {
        picture.limit = Number(limit.value);
        find('limit-value').textContent = number.format(limit.value / 255 * data.scale);
        if (picture.levels) tell(root, picture.marked());
        picture.show();
    };
    const move = by => {
        limit.value = Number(limit.value) + by;
        mark();
    };
    // A slider that was let go gives the keys back.
    for (const slider of [opacity, limit]) slider.addEventListener('pointerup', () => slider.blur());
    opacity.addEventListener('input', fade);
    limit.addEventListener('input', mark);
    find('as-judged').addEventListener('click', () => {
        limit.value = judged;
        mark();
    });
    limit.value = judged;
    fade();
    ticks(find('ticks'), data);
    root.querySelector('.ramp').style.background = RAMP;
    picture.load(picture.canvas.dataset.image).then(complete => {
        if (!complete && picture.canvas.dataset.image) missing(root);
        root.dataset.loaded = 'yes';
        mark();
    }, () => missing(root));
    return {
        picture,
        actions: {
            m: () => {
                if (Number(opacity.value)) shown = Number(opacity.value);
                opacity.value = Number(opacity.value) ? 0 : shown;
                fade();
            },
            '+': () => move(2),
            '-': () => move(-2)
        }
    };
}

function tell(root, {areas, share}) {
    const {marked, markedOne, markedNone} = root.dataset;
    const words = areas === 0 ? markedNone : areas === 1 ? markedOne : marked;
    root.querySelector('#marked').textContent = words.replace('%1', areas).replace('%2', percent.format(100 * share));
}

function missing(root) {
    const words = document.createElement('p');
    words.className = 'no-image';
    words.textContent = root.dataset.missing;
    root.querySelector('.stage').append(words);
}

/** Where the limits stand on the scale of colours; where they are none of the map's, the map's own. */
function ticks(line, data) {
    const own = line.dataset.own === 'yes';
    const limits = own ? [[data.limit, '']] : [[line.dataset.review, line.dataset.reviewName], [line.dataset.reject, line.dataset.rejectName]];
    for (const [value, name] of limits) {
        const tick = document.createElement('span');
        tick.style.left = Math.min(100, value / data.scale * 100) + '%';
        tick.textContent = `${name} ${number.format(value)}`;
        line.append(tick);
    }
}
