const language = document.documentElement.lang;

/** How many, as the reader writes it; estimates below a hundred have one digit after the point. */
export const count = value => value.toLocaleString(language, {maximumFractionDigits: value < 100 ? 1 : 0});

/** A share of one as percents with at most two digits after the point. */
export const percent = share => (100 * share).toLocaleString(language, {maximumFractionDigits: 2}) + ' %';
