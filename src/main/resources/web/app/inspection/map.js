import {COLOURS} from './colours.js';

/** Larger canvases would only make the sliders slow. */
const MOST_PIXELS = 1600;
const COUNTED = 400;

function load(address) {
    return new Promise((resolve, reject) => {
        const image = new Image();
        image.onload = () => resolve(image);
        image.onerror = reject;
        image.src = address;
    });
}

/**
 * An inspection's image with its map over it. The map comes as 16-bit grey of which a canvas keeps the upper 8 bits: `levels` are
 * 256 steps from 0 to twice the limit.
 */
export class MapPicture {
    /** @param data id, width, height, regions */
    constructor(canvas, data) {
        this.canvas = canvas;
        this.data = data;
        this.opacity = .7;
        this.limit = 128;
        this.chosen = -1;
        const scale = Math.min(1, MOST_PIXELS / Math.max(data.width, data.height));
        canvas.width = Math.max(1, Math.round(data.width * scale));
        canvas.height = Math.max(1, Math.round(data.height * scale));
        this.scale = scale;
    }

    /** @param address of the image, or undefined where it cannot be had */
    async load(address) {
        const [image, map] = await Promise.all([address ? load(address).catch(() => null) : null, load(`/api/v1/inspections/${this.data.id}/map`)]);
        this.image = image;
        this.readLevels(map);
        return image !== null;
    }

    readLevels(map) {
        const {width, height} = this.canvas;
        const buffer = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
        buffer.drawImage(map, 0, 0, width, height);
        const pixels = buffer.getImageData(0, 0, width, height).data;
        this.levels = new Uint8Array(width * height);
        for (let i = 0; i < this.levels.length; i++) this.levels[i] = pixels[i * 4];
        this.heat = new OffscreenCanvas(width, height);
        this.heated = -1;
    }

    /** Redraws at the next frame, once however often it is asked. */
    show() {
        if (this.waiting) return;
        this.waiting = requestAnimationFrame(() => {
            this.waiting = 0;
            this.draw();
        });
    }

    draw() {
        const {width, height} = this.canvas;
        const context = this.canvas.getContext('2d');
        context.fillStyle = '#0d1216';
        context.fillRect(0, 0, width, height);
        if (this.image) context.drawImage(this.image, 0, 0, width, height);
        if (this.levels) {
            if (this.heated !== this.limit) this.paintHeat();
            context.globalAlpha = this.opacity;
            context.drawImage(this.heat, 0, 0);
            context.globalAlpha = 1;
        }
        this.outlineRegions(context);
    }

    /** Colours by level, clear far below the limit and full from it on; what lies above has a border that shows on any ground. */
    paintHeat() {
        const {width, height} = this.canvas;
        const context = this.heat.getContext('2d');
        const picture = context.createImageData(width, height);
        const {levels, limit} = this;
        const start = limit * .55;
        for (let i = 0; i < levels.length; i++) {
            const level = levels[i];
            const share = Math.max(0, Math.min(1, (level - start) / Math.max(1, limit - start)));
            for (let c = 0; c < 3; c++) picture.data[i * 4 + c] = COLOURS[level * 3 + c];
            picture.data[i * 4 + 3] = 225 * share * share * (3 - 2 * share);
        }
        this.paintBorder(picture.data, width, height);
        context.putImageData(picture, 0, 0);
        this.heated = limit;
    }

    paintBorder(pixels, width, height) {
        const {levels, limit} = this;
        const thick = Math.max(1, Math.round(Math.max(width, height) / 500));
        for (let y = 0; y < height; y++) {
            for (let x = 0; x < width; x++) {
                const i = y * width + x;
                if (levels[i] <= limit) continue;
                const edge = x < thick || y < thick || x >= width - thick || y >= height - thick
                    || levels[i - thick] <= limit || levels[i + thick] <= limit || levels[i - thick * width] <= limit || levels[i + thick * width] <= limit;
                if (edge) pixels.set([255, 255, 255, 255], i * 4);
            }
        }
    }

    outlineRegions(context) {
        const line = Math.max(1, this.canvas.width / 500);
        context.font = `600 ${Math.max(9, Math.round(this.canvas.width / 45))}px sans-serif`;
        context.textBaseline = 'bottom';
        this.data.regions.forEach((region, place) => {
            const own = place === this.chosen;
            const box = [region.x - 2, region.y - 2, region.width + 4, region.height + 4].map(v => v * this.scale);
            context.setLineDash(own ? [] : [line * 4, line * 3]);
            for (const [colour, wide] of [['#000', own ? 5 : 3], [own ? '#fff' : '#7ee7ff', own ? 3 : 1.5]]) {
                context.strokeStyle = colour;
                context.lineWidth = line * wide;
                context.strokeRect(...box);
            }
            context.setLineDash([]);
            const at = [box[0], Math.max(box[1] - line, context.measureText('0').actualBoundingBoxAscent + 4)];
            context.lineWidth = line * 3;
            context.strokeStyle = '#000';
            context.strokeText(place + 1, ...at);
            context.fillStyle = own ? '#fff' : '#7ee7ff';
            context.fillText(place + 1, ...at);
        });
    }

    /** The region under a point of the canvas's element, or -1. */
    at(event) {
        const frame = this.canvas.getBoundingClientRect();
        const x = (event.clientX - frame.left) / frame.width * this.data.width;
        const y = (event.clientY - frame.top) / frame.height * this.data.height;
        return this.data.regions.findIndex(r => x >= r.x - 3 && x <= r.x + r.width + 3 && y >= r.y - 3 && y <= r.y + r.height + 3);
    }

    /** What the chosen limit would mark: how many areas, counted on a coarser grid, and the share of the image. */
    marked() {
        const {width, height} = this.canvas;
        const step = Math.max(1, Math.ceil(Math.max(width, height) / COUNTED));
        const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
        const above = new Uint8Array(columns * rows);
        let count = 0;
        for (let y = 0; y < rows; y++) {
            for (let x = 0; x < columns; x++) count += above[y * columns + x] = this.levels[y * step * width + x * step] > this.limit ? 1 : 0;
        }
        return {share: count / above.length, areas: areas(above, columns)};
    }
}

/** Counts the connected areas of ones; uses up the grid. */
function areas(above, columns) {
    let found = 0;
    for (let start = 0; start < above.length; start++) {
        if (!above[start]) continue;
        found++;
        const open = [start];
        above[start] = 0;
        while (open.length) {
            const at = open.pop();
            const x = at % columns;
            for (const [next, inside] of [[at - 1, x > 0], [at + 1, x < columns - 1], [at - columns, true], [at + columns, true]]) {
                if (inside && above[next]) {
                    above[next] = 0;
                    open.push(next);
                }
            }
        }
    }
    return found;
}
