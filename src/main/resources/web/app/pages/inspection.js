import './inspection.css';
