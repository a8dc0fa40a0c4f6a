import './inspections.css';
