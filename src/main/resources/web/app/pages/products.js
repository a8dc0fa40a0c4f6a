import './products.css';
