import './jobs.css';
