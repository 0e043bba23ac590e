import './live.css';
import './desk.css';
import { LiveDeskElement } from './liveDesk';

customElements.define('live-desk', LiveDeskElement);
