import { FairChartsElement } from './fair/fairSummary';

customElements.define('fair-charts', FairChartsElement);
