import './fair/fair.css';
import { BoothApplyElement } from './fair/boothApply';
import { FairTalkElement } from './fair/fairTalk';

customElements.define('booth-apply', BoothApplyElement);
customElements.define('fair-talk', FairTalkElement);
