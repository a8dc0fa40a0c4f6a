import './overview.css';
