import {post} from '../api.js';
import {person} from '../page.js';
import {claimNext, skip} from '../pages/review.js';
import {toast} from '../toast.js';

const LAST = 'patchbank-judged';

/** What comes with working through the review queue: the claim and its end, the way to the next one and back to the last. */
export function reviewControls(main, root, id) {
    const order = root.dataset.review;
    if (!order) return null;
    const wanted = new URLSearchParams(root.dataset.query);
    const filter = {order, product: wanted.get('product'), line: wanted.get('line')};
    const queue = main.querySelector('#back').href;

    const next = async judged => {
        if (judged) sessionStorage.setItem(LAST, judged);
        else if (main.querySelector('#claim')?.dataset.by === person()) await skip(id, person());
        if (!await claimNext(filter)) {
            toast(root.dataset.empty);
            setTimeout(() => location.assign(queue), 1200);
        }
    };
    main.querySelector('#next').addEventListener('click', () => next());
    main.querySelector('#release')?.addEventListener('click', async () => {
        const by = person();
        if (!by) return;
        await post(`review-queue/${id}/release`, {by});
        location.assign(queue);
    });
    const last = sessionStorage.getItem(LAST);
    if (last && last !== id) {
        const link = main.querySelector('#last');
        link.href = `/inspections/${last}?review=${order}&${root.dataset.query}`;
        link.hidden = false;
    }
    countDown(main, root.dataset.ended);
    return {next};
}

/** Minutes and seconds that are left of a claim. */
function countDown(main, ended) {
    const claim = main.querySelector('#claim');
    if (!claim) return;
    const left = claim.querySelector('#left');
    const show = () => {
        const seconds = Math.ceil((new Date(claim.dataset.until) - Date.now()) / 1000);
        left.textContent = seconds > 0 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : ended;
        claim.classList.toggle('ended', seconds <= 0);
        if (seconds > 0) setTimeout(show, 1000);
    };
    show();
}
