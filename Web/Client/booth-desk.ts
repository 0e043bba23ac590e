import './fair/fair.css';
import './fair/desk.css';
import { BoothDeskElement } from './fair/boothDesk';

customElements.define('booth-desk', BoothDeskElement);
