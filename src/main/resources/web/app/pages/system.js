import './system.css';
