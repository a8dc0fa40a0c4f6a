import {problem} from './toast.js';

/**
 * Calls the API. Gives the answer's JSON (null where it has none); where the call fails it tells the person why and what to do,
 * then throws.
 */
export async function api(method, path, body) {
    const form = body instanceof FormData || body instanceof Blob;
    let answer;
    try {
        answer = await fetch(path.startsWith('/') ? path : '/api/v1/' + path, {
            method,
            headers: body && !form ? {'Content-Type': 'application/json'} : {},
            body: body && !form ? JSON.stringify(body) : body
        });
    } catch (e) {
        problem({detail: document.body.dataset.unreachable});
        throw Object.assign(e, {told: true});
    }
    const json = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
    if (!answer.ok) {
        problem(json ?? {detail: answer.status + ' ' + answer.statusText});
        throw Object.assign(new Error(json?.detail ?? answer.statusText), {problem: json, told: true});
    }
    return json;
}

export const get = path => api('GET', path);
export const post = (path, body) => api('POST', path, body);
export const put = (path, body) => api('PUT', path, body);
export const del = path => api('DELETE', path);

// What the person has been told of is no error of the page.
addEventListener('unhandledrejection', event => {
    if (event.reason?.told) event.preventDefault();
});
