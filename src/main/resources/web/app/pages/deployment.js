import './deployment.css';
