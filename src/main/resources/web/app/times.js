const language = document.documentElement.lang;
const absolute = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'medium'});
const relative = new Intl.RelativeTimeFormat(language, {numeric: 'auto'});
const steps = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

/** Puts times into the reader's zone and language: `<time datetime="…">`, with `data-ago` as a distance from now. */
export function showTimes(root = document) {
    for (const element of root.querySelectorAll('time[datetime]')) {
        const time = new Date(element.getAttribute('datetime'));
        const seconds = (time - Date.now()) / 1000;
        element.title = absolute.format(time);
        if ('ago' in element.dataset && Math.abs(seconds) < 7 * 86400) {
            const [unit, length] = steps.find(step => Math.abs(seconds) >= step[1]) ?? steps.at(-1);
            element.textContent = relative.format(Math.round(seconds / length), unit);
        } else {
            element.textContent = absolute.format(time);
        }
    }
}
