import './live.css';
import { LiveRoomElement } from './liveRoom';

customElements.define('live-room', LiveRoomElement);
