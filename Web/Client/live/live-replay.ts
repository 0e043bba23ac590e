import './live.css';
import { LiveReplayElement } from './liveReplay';

customElements.define('live-replay', LiveReplayElement);
