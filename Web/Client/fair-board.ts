import './fair/fair.css';
import './fair/desk.css';
import { FairBoardElement } from './fair/fairBoard';

customElements.define('fair-board', FairBoardElement);
