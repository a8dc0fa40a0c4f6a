/** Cividis: even steps from blue to yellow, that people with any kind of colour vision read alike. */
const STOPS = ['#00224e', '#123570', '#3b496c', '#575d6d', '#707173', '#8a8678', '#a59c74', '#c3b369', '#e1cc55', '#fee838'];
const rgb = stop => [1, 3, 5].map(at => parseInt(stop.slice(at, at + 2), 16));

/** Red, green and blue of 256 levels, one after the other. */
export const COLOURS = (() => {
    const table = new Uint8ClampedArray(256 * 3);
    for (let level = 0; level < 256; level++) {
        const place = level / 255 * (STOPS.length - 1);
        const low = Math.min(Math.floor(place), STOPS.length - 2);
        const [a, b] = [rgb(STOPS[low]), rgb(STOPS[low + 1])];
        for (let c = 0; c < 3; c++) table[level * 3 + c] = a[c] + (place - low) * (b[c] - a[c]);
    }
    return table;
})();

export const RAMP = `linear-gradient(90deg, ${STOPS.join(', ')})`;
