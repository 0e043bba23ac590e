import './fair/fair.css';
import { BoothApplyElement } from './fair/boothApply';
import { BoothQueueElement } from './fair/boothQueue';

customElements.define('booth-apply', BoothApplyElement);
customElements.define('booth-queue', BoothQueueElement);
