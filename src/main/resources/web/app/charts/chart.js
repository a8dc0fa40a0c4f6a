import * as echarts from 'echarts/core';
import {BarChart, LineChart, ScatterChart} from 'echarts/charts';
import {AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent} from 'echarts/components';
import {CanvasRenderer} from 'echarts/renderers';

echarts.use([BarChart, LineChart, ScatterChart, AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

export function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** A chart in an element, drawn anew when the theme changes; `option()` gives what ECharts takes. Its label is the element's. */
export function draw(element, option) {
    const chart = echarts.getInstanceByDom(element) ?? echarts.init(element);
    const show = () => chart.setOption(complete(option()), true);
    show();
    if (!element.dataset.drawn) {
        element.dataset.drawn = 'yes';
        element.setAttribute('role', 'img');
        new ResizeObserver(() => chart.resize()).observe(element);
    }
    element.redraw = show;
    return chart;
}

document.addEventListener('patchbank:theme', () => document.querySelectorAll('[data-drawn]').forEach(e => e.redraw()));

function complete(option) {
    const text = colour('bs-body-color');
    const axis = {axisLabel: {color: colour('soft')}, axisLine: {lineStyle: {color: colour('line')}}, splitLine: {lineStyle: {color: colour('line')}}, nameTextStyle: {color: colour('soft')}};
    const axes = value => [value].flat().map(a => ({...axis, ...a}));
    return {
        animation: false,
        color: [colour('accent'), colour('review'), colour('reject'), colour('accept'), '#8a6fc0', '#7a7a7a'],
        textStyle: {fontFamily: 'inherit', color: text},
        tooltip: {trigger: 'axis', backgroundColor: colour('panel'), borderColor: colour('line'), textStyle: {color: text}},
        grid: {left: 55, right: 20, top: 35, bottom: 45},
        ...option,
        legend: option.legend && {top: 0, textStyle: {color: text}, ...option.legend},
        xAxis: axes(option.xAxis ?? {}),
        yAxis: axes(option.yAxis ?? {})
    };
}
