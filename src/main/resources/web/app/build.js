import {post} from './api.js';
import {problem} from './toast.js';

/** Follows the builds in a part of the page by server-sent events; tells `ended(version, element)` when one has ended. */
export function watchBuilds(root, ended) {
    for (const element of root.querySelectorAll('[data-build]')) {
        if (element.dataset.watched) continue;
        element.dataset.watched = 'yes';
        const events = new EventSource(element.dataset.build + '/events');
        events.addEventListener('progress', event => {
            if (!element.isConnected) return events.close();
            const version = JSON.parse(event.data);
            show(element, version);
            if (!['queued', 'building'].includes(version.state)) {
                events.close();
                ended(version, element);
            }
        });
        addEventListener('pagehide', () => events.close());
    }
}

function show(element, {progress}) {
    const bar = element.querySelector('.progress');
    const percent = Math.round(100 * progress.fraction);
    bar.setAttribute('aria-valuenow', percent);
    bar.firstElementChild.style.width = percent + '%';
    const stage = element.dataset[progress.stage] ?? progress.stage;
    element.querySelector('[data-stage]').textContent = progress.waits ? stage + ': ' + progress.waits.detail : stage;
    element.querySelector('[data-count]').textContent = progress.total ? progress.done + ' / ' + progress.total : '';
}

/** Buttons that cancel a build. */
export function cancelButtons(main) {
    main.addEventListener('click', async event => {
        const button = event.target.closest('[data-cancel]');
        if (!button) return;
        button.disabled = true;
        try {
            await post(button.dataset.cancel);
            const stage = button.closest('[data-build]')?.querySelector('[data-stage]');
            if (stage) stage.textContent = button.closest('[data-build]').dataset.cancelling;
        } catch (e) {
            button.disabled = false;
        }
    });
}

/** Reads a spec that somebody wrote and asks for a version of it. Gives the version. */
export async function buildVersion(set, text, more = {}) {
    const answer = await fetch('/specs', {method: 'POST', headers: {'Content-Type': 'text/plain', Accept: 'application/json'}, body: text});
    const spec = await answer.json();
    if (!answer.ok) {
        problem(spec);
        throw new Error(spec.detail);
    }
    return post(`reference-sets/${set}/versions`, {spec: {...spec, ...more}});
}
