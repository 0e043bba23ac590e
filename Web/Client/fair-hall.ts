import './fair/fair.css';
import { FairHallElement } from './fair/fairHall';

customElements.define('fair-hall', FairHallElement);
