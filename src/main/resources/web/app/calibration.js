import {get, post, put} from './api.js';

/** Draws the calibration in a part of the page, with the limits that its table shows. */
export async function showCalibration(main) {
    const element = main.querySelector('[data-calibration-chart]');
    if (!element) return;
    const {histogram} = await import('./charts/histogram.js');
    const {edges, counts} = JSON.parse(element.dataset.calibrationChart);
    const limits = main.querySelector('[data-limits]');
    histogram(element, {
        edges,
        axis: element.dataset.axis,
        series: [{name: element.dataset.name, counts, colour: 'accent'}],
        lines: limits ? JSON.parse(limits.dataset.limits) : []
    });
}

/** Deploys the version of the form, or puts it in the place of the one that judges there. */
export function deployForms(main) {
    main.addEventListener('submit', async event => {
        const form = event.target.closest('[data-deploy]');
        if (!form) return;
        event.preventDefault();
        const {product, set, version, next} = form.dataset;
        const line = form.elements.line.value.trim();
        const rate = name => Number(main.querySelector(`.rates [name=${name}]`).value) / 100;
        const wish = {
            reference_set: set,
            version: Number(version),
            reject_rate: rate('reject'),
            review_rate: Math.max(rate('reject'), rate('review')),
            reason: form.elements.reason.value.trim() || undefined
        };
        const button = form.querySelector('button');
        button.disabled = true;
        try {
            const here = await get('deployments?' + new URLSearchParams({product, line}));
            const deployment = here.items.length
                ? await put('deployments/' + here.items[0].id, wish)
                : await post('deployments', {product, line, ...wish});
            location.assign(next + deployment.id);
        } catch (e) {
            button.disabled = false;
        }
    });
}
