/** Makes an element: `element('p', {className: 'soft', data: {id: 3}}, 'text', other)`. Nothing is ever read as HTML. */
export function element(name, properties = {}, ...children) {
    const {data, attributes, ...rest} = properties;
    const made = Object.assign(document.createElement(name), rest);
    Object.assign(made.dataset, data ?? {});
    for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
    made.append(...children.flat().filter(child => child !== null && child !== undefined));
    return made;
}

/** A table in the page's style: `table(['A', {text: 'B', number: true}], [[cell, cell]])`. */
export function table(heads, rows, properties = {}) {
    const numbers = heads.map(head => head.number === true);
    return element('div', {className: 'table-wrap', tabIndex: 0}, element('table', {...properties, className: 'table ' + (properties.className ?? '')},
        element('thead', {}, element('tr', {}, heads.map((head, i) => element('th', {className: numbers[i] ? 'number' : ''}, head.text ?? head)))),
        element('tbody', {}, rows.map(row => element('tr', {}, row.map((cell, i) => element('td', {className: numbers[i] ? 'number' : ''}, cell)))))));
}

/** A time that times.js puts into the reader's zone; call `showTimes` on what holds it. */
export function time(instant, ago = false) {
    return element('time', {dateTime: instant, data: ago ? {ago: ''} : {}});
}
