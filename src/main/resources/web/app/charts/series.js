import {colour, draw} from './chart.js';
import {percent} from '../numbers.js';

/** Lines are told apart by more than their colour. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];

/**
 * Values over time: `series(element, {series: [{name, colour, bar, stack, axis, data: [[time, value]]}], percent, lines, from, to})`. Times are
 * what Date takes; `axis: 1` puts a series on the right axis.
 */
export function series(element, data) {
    const right = data.series.some(s => s.axis === 1);
    return draw(element, () => ({
        legend: data.series.length > 1 ? {} : undefined,
        xAxis: {type: 'time', min: data.from, max: data.to},
        yAxis: [
            {type: 'value', axisLabel: {color: colour('soft'), ...(data.percent ? {formatter: percent} : {})}},
            ...(right ? [{type: 'value', splitLine: {show: false}, axisLabel: {color: colour('soft'), formatter: percent}}] : [])
        ],
        series: data.series.map((s, place) => ({
            name: s.name,
            type: s.bar ? 'bar' : 'line',
            barMaxWidth: 40,
            stack: s.stack,
            yAxisIndex: s.axis ?? 0,
            symbol: SYMBOLS[place % SYMBOLS.length],
            symbolSize: 6,
            showSymbol: s.data.length < 40,
            ...(s.colour ? {color: colour(s.colour)} : {}),
            tooltip: {valueFormatter: data.percent || s.axis === 1 ? percent : undefined},
            data: s.data,
            markLine: place || !data.lines ? undefined : {symbol: 'none', silent: true, data: data.lines.map(l => ({xAxis: l.time, yAxis: l.value, label: {formatter: l.name}}))}
        }))
    }));
}

