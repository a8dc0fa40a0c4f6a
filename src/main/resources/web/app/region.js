const KEPT = 'patchbank-areas-';
const SMALLEST = .01;
const WIDEST = 1400;

/** The areas that were drawn for a set and not built yet, else those of the spec. As specs write them, in shares of the image. */
export function areasOf(set, spec) {
    const areas = JSON.parse(localStorage.getItem(KEPT + set) ?? spec);
    return Array.isArray(areas) ? areas : [];
}

const round = value => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
const percent = share => Math.round(share * 1e4) / 100;

/** Draws rectangles and polygons on an image, to look at or to ignore; each can be typed in the list as well. */
export function regionEditor(root) {
    const set = root.dataset.region;
    const canvas = root.querySelector('canvas');
    const list = root.querySelector('[data-list]');
    const image = new Image();
    const areas = areasOf(set, root.dataset.areas);
    const chosen = name => root.querySelector(`[name=${name}]:checked`).value;
    let corners = null;
    let drag = null;

    const keep = () => {
        localStorage.setItem(KEPT + set, JSON.stringify(areas));
        root.querySelector('[data-none]').hidden = areas.length > 0;
        draw();
    };
    const add = area => {
        areas.push({action: chosen('effect'), ...area});
        fill();
        keep();
    };
    const fill = () => list.replaceChildren(...areas.map((area, place) => row(root.dataset, area, place, keep, () => {
        areas.splice(place, 1);
        fill();
        keep();
        root.querySelector('[data-add]').focus();
    })));
    const draw = () => paint(canvas, image, [...areas, ...pending()]);
    const pending = () => {
        if (drag) return [{action: chosen('effect'), rectangle: between(drag.from, drag.to)}];
        return corners ? [{action: chosen('effect'), polygon: corners, open: true}] : [];
    };
    const close = () => {
        if (corners?.length >= 3) add({polygon: corners});
        corners = null;
        draw();
    };
    const point = event => {
        const box = canvas.getBoundingClientRect();
        return [round((event.clientX - box.left) / box.width), round((event.clientY - box.top) / box.height)];
    };

    canvas.addEventListener('pointerdown', event => {
        if (chosen('shape') !== 'rectangle') return;
        canvas.setPointerCapture(event.pointerId);
        drag = {from: point(event), to: point(event)};
    });
    canvas.addEventListener('pointermove', event => {
        if (!drag) return;
        drag.to = point(event);
        draw();
    });
    canvas.addEventListener('pointerup', () => {
        if (!drag) return;
        const rectangle = between(drag.from, drag.to);
        drag = null;
        if (rectangle[2] >= SMALLEST && rectangle[3] >= SMALLEST) add({rectangle});
        else draw();
    });
    canvas.addEventListener('pointercancel', () => { drag = null; draw(); });
    canvas.addEventListener('click', event => {
        if (chosen('shape') !== 'polygon' || event.detail > 1) return;
        corners = [...corners ?? [], point(event)];
        draw();
    });
    canvas.addEventListener('dblclick', close);
    canvas.addEventListener('keydown', event => {
        if (event.key === 'Enter') close();
        if (event.key === 'Escape') { corners = null; draw(); }
    });
    root.addEventListener('change', event => {
        if (event.target.name !== 'shape') return;
        corners = null;
        root.querySelector('[data-polygon-hint]').hidden = chosen('shape') !== 'polygon';
        draw();
    });
    root.querySelector('[data-add]').addEventListener('click', () => {
        add({rectangle: [.1, .1, .8, .8]});
        list.lastElementChild.querySelector('input').focus();
    });
    root.querySelector('[data-clear]').addEventListener('click', () => {
        areas.length = 0;
        fill();
        keep();
    });
    root.querySelector('.picture-strip').addEventListener('click', event => {
        const button = event.target.closest('[data-on]');
        if (!button) return;
        root.querySelectorAll('[data-on]').forEach(other => other.setAttribute('aria-pressed', String(other === button)));
        image.src = button.dataset.on;
    });
    image.addEventListener('load', () => {
        const scale = Math.min(1, WIDEST / image.naturalWidth);
        canvas.width = Math.round(image.naturalWidth * scale);
        canvas.height = Math.round(image.naturalHeight * scale);
        draw();
    });
    document.addEventListener('patchbank:theme', draw);
    const first = root.querySelector('[data-on]');
    if (first) image.src = first.dataset.on;
    fill();
    root.querySelector('[data-none]').hidden = areas.length > 0;
}

function between([x, y], [right, bottom]) {
    return [Math.min(x, right), Math.min(y, bottom), Math.abs(right - x), Math.abs(bottom - y)].map(round);
}

/** An area in the list, with fields for its effect and its place. */
function row(text, area, place, changed, remove) {
    const item = document.createElement('li');
    const named = (label, field) => {
        const whole = document.createElement('label');
        whole.append(label, field);
        return whole;
    };
    const effect = document.createElement('select');
    effect.className = 'form-select form-select-sm';
    for (const action of ['include', 'ignore']) effect.add(new Option(text[action], action, false, area.action === action));
    effect.addEventListener('change', () => {
        area.action = effect.value;
        changed();
    });
    const fields = [named(text.effect, effect)];
    if (area.rectangle) {
        ['left', 'top', 'width', 'height'].forEach((side, i) => {
            const input = document.createElement('input');
            Object.assign(input, {type: 'number', min: 0, max: 100, step: 'any', value: percent(area.rectangle[i]), className: 'form-control form-control-sm'});
            input.addEventListener('input', () => {
                if (!input.validity.valid || !input.value) return;
                area.rectangle[i] = round(input.value / 100);
                changed();
            });
            fields.push(named(text[side], input));
        });
    } else if (area.polygon) {
        const input = document.createElement('input');
        Object.assign(input, {value: area.polygon.map(corner => corner.map(percent).join(',')).join(' '), className: 'form-control form-control-sm'});
        input.addEventListener('change', () => {
            const corners = input.value.trim().split(/\s+/).map(corner => corner.split(',').map(side => round(side / 100)));
            const sound = corners.length >= 3 && corners.every(corner => corner.length === 2 && corner.every(Number.isFinite));
            input.setCustomValidity(sound ? '' : text.corners);
            input.reportValidity();
            if (!sound) return;
            area.polygon = corners;
            changed();
        });
        const whole = named(text.corners, input);
        whole.className = 'wide';
        fields.push(whole);
    }
    const title = document.createElement('strong');
    title.textContent = text.area.replace('%1', place + 1);
    const button = document.createElement('button');
    Object.assign(button, {type: 'button', className: 'btn btn-sm icon-button', textContent: '✕', ariaLabel: text.remove.replace('%1', place + 1)});
    button.addEventListener('click', remove);
    const head = document.createElement('div');
    head.className = 'region-head';
    head.append(title, button);
    const body = document.createElement('div');
    body.className = 'region-fields';
    body.append(...fields);
    item.append(head, body);
    return item;
}

/** What is not looked at is dark; each area has its number, and a dashed line where it is ignored. */
function paint(canvas, image, areas) {
    if (!image.naturalWidth) return;
    const {width, height} = canvas;
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0, width, height);
    const shade = new OffscreenCanvas(width, height);
    const dark = shade.getContext('2d');
    const closed = areas.filter(area => !area.open);
    dark.fillStyle = 'rgb(8 14 20 / 68%)';
    if (closed.some(area => area.action === 'include')) {
        dark.fillRect(0, 0, width, height);
        dark.globalCompositeOperation = 'destination-out';
        dark.fillStyle = '#000';
        for (const area of closed) if (area.action === 'include') dark.fill(path(area, width, height));
        dark.globalCompositeOperation = 'source-over';
        dark.fillStyle = 'rgb(8 14 20 / 68%)';
    }
    for (const area of closed) {
        if (area.action !== 'ignore') continue;
        dark.globalCompositeOperation = 'destination-out';
        dark.fill(path(area, width, height));
        dark.globalCompositeOperation = 'source-over';
        dark.fill(path(area, width, height));
    }
    pen.drawImage(shade, 0, 0);
    const unit = Math.max(width, height) / 400;
    areas.forEach((area, place) => {
        const include = area.action === 'include';
        const outline = path(area, width, height);
        for (const [colour, line] of [['#0b1014', 3.2], [include ? '#3ecfa3' : '#ff8f5a', 1.8]]) {
            pen.strokeStyle = colour;
            pen.lineWidth = line * unit;
            pen.setLineDash(include ? [] : [5 * unit, 3 * unit]);
            pen.stroke(outline);
        }
        pen.setLineDash([]);
        const corner = area.rectangle ?? area.polygon?.[0];
        if (!corner) return;
        const [x, y] = [corner[0] * width, corner[1] * height];
        pen.fillStyle = include ? '#3ecfa3' : '#ff8f5a';
        pen.fillRect(x, y, 12 * unit, 12 * unit);
        pen.fillStyle = '#0b1014';
        pen.font = `bold ${9 * unit}px sans-serif`;
        pen.fillText(place + 1, x + 3.4 * unit, y + 9.2 * unit);
    });
}

function path(area, width, height) {
    const path = new Path2D();
    if (area.rectangle) {
        const [x, y, w, h] = area.rectangle;
        path.rect(x * width, y * height, w * width, h * height);
    } else if (area.polygon) {
        area.polygon.forEach(([x, y], i) => i ? path.lineTo(x * width, y * height) : path.moveTo(x * width, y * height));
        if (!area.open) path.closePath();
    }
    return path;
}
