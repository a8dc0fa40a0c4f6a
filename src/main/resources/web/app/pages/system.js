import './system.css';
import {onPage} from '../page.js';
import {webhooks} from './webhooks.js';

onPage('system', main => {
    webhooks(main.querySelector('#webhooks-panel'));
    const rows = [...main.querySelectorAll('.settings tbody tr')];
    main.querySelector('#find-setting').addEventListener('input', event => {
        const words = event.target.value.toLowerCase().split(/\s+/);
        for (const row of rows) row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word));
    });
});
