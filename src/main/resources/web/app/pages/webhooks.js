import {del, get, post} from '../api.js';
import {element, table, time} from '../element.js';
import {showTimes} from '../times.js';
import {toast} from '../toast.js';

/** Who is told of what happens: add, test, remove, and send again what did not arrive. */
export function webhooks(panel) {
    const text = panel.dataset;
    const place = panel.querySelector('#webhooks');
    const show = async () => {
        const {items} = await get('webhooks');
        const dead = await Promise.all(items.map(hook => get(`webhooks/${hook.id}/deliveries?limit=10`)));
        place.replaceChildren(...items.length ? items.map((hook, i) => one(hook, dead[i].items, text, show)) : [element('p', {className: 'empty'}, text.none)]);
        showTimes(place);
    };
    panel.querySelector('#add-webhook').addEventListener('submit', async event => {
        event.preventDefault();
        const form = event.target;
        const events = [...form.querySelectorAll('[name=event]:checked')].map(box => box.value);
        const made = await post('webhooks', {url: form.elements.url.value, events, product: form.elements.product.value.trim() || undefined});
        form.reset();
        panel.querySelector('#webhook-secret').replaceChildren(text.secret + ' ', element('code', {}, made.secret));
        await show();
    });
    show();
}

/** Until nothing waits to be sent, or for five seconds. */
async function sent(hook) {
    for (let i = 0; i < 10; i++) {
        await new Promise(done => setTimeout(done, 500));
        const {items} = await get(`webhooks/${hook.id}/deliveries?state=waiting&limit=1`);
        if (!items.length) return;
    }
}

function one(hook, deliveries, text, show) {
    const button = (word, action) => {
        const made = element('button', {type: 'button', className: 'btn btn-sm btn-outline-secondary'}, word);
        made.addEventListener('click', async () => {
            await action();
            await show();
        });
        return made;
    };
    const rows = deliveries.map(delivery => [
        delivery.event,
        element('span', {className: 'decision decision-' + {delivered: 'accept', waiting: 'review', dead: 'reject'}[delivery.state]}, text[delivery.state]),
        time(delivery.tried_at ?? delivery.created_at),
        delivery.tries,
        delivery.failure ?? '',
        delivery.state === 'waiting' ? '' : button(text.again, async () => {
            await post(`webhooks/${hook.id}/deliveries/${delivery.id}/retry`);
            await sent(hook);
        })
    ]);
    return element('article', {className: 'webhook', data: {id: hook.id}},
        element('div', {className: 'panel-head'},
            element('p', {className: 'mb-1'}, element('strong', {}, hook.url), element('span', {className: 'soft'}, ` ${hook.events.join(', ')}${hook.product ? ' · ' + hook.product : ''}`)),
            element('span', {className: 'actions'},
                button(text.test, async () => {
                    await post(`webhooks/${hook.id}/test`);
                    toast(text.sent);
                    await sent(hook);
                }),
                button(text.remove, () => del('webhooks/' + hook.id)))),
        rows.length ? table([text.event, text.state, text.tried, {text: text.tries, number: true}, text.failure, ''], rows) : null);
}
