import { LiveWaitingElement } from './liveWaiting';

customElements.define('live-waiting', LiveWaitingElement);
