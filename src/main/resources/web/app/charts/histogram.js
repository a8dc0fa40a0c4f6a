import {colour, draw} from './chart.js';

/** What no part at all is drawn as on a logarithmic scale. */
const NOTHING = .5;

/**
 * Scores as a histogram with limits as lines:
 * `histogram(element, {edges: [n + 1], series: [{name, counts: [n], colour}], lines: [{name, value, colour}], axis, log})`. With `log` the
 * counts are on a logarithmic scale, so that rare scores show too.
 */
export function histogram(element, data) {
    return draw(element, () => ({
        legend: data.series.length > 1 ? {} : undefined,
        xAxis: {type: 'value', min: data.edges[0], max: data.edges.at(-1), name: data.axis ?? '', nameLocation: 'middle', nameGap: 28, splitLine: {show: false}, axisLabel: {color: colour('soft'), showMinLabel: false, showMaxLabel: false}},
        yAxis: data.log ? {type: 'log', min: NOTHING} : {type: 'value'},
        series: data.series.map((series, place) => ({
            name: series.name,
            type: 'line',
            step: 'end',
            symbol: 'none',
            areaStyle: {opacity: .35},
            lineStyle: {width: 1.5},
            ...(series.colour ? {color: colour(series.colour)} : {}),
            data: [[data.edges[0], low(0, data)], ...series.counts.flatMap((count, i) => [[data.edges[i + 1], low(count, data)]])],
            markLine: place ? undefined : lines(data.lines ?? [])
        }))
    }));
}

function low(count, data) {
    return data.log ? Math.max(count, NOTHING) : count;
}

function lines(wanted) {
    return {
        symbol: 'none',
        silent: true,
        data: wanted.map(line => ({xAxis: line.value, name: line.name, lineStyle: {color: colour(line.colour ?? 'reject'), width: 2, type: line.dashed ? 'dashed' : 'solid'}, label: {formatter: line.name, color: colour(line.colour ?? 'reject')}}))
    };
}

