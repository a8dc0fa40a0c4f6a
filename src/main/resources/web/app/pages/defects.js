import './defects.css';
