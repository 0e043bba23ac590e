import { html, nothing, type TemplateResult } from 'lit-html';
import { apiBase } from '../live/api';
import { clock } from '../live/words';
import type { WallTile } from './contracts';
import { texts } from './texts';

export const stillUrl = (sessionId: string, stillId: string): string => `${apiBase}/api/exam-sessions/${sessionId}/stills/${stillId}`;

/** What is wrong with the recording, in words. */
export const stopsOf = (tile: WallTile): string[] =>
  tile.stopped.map((track) => (track === 'camera' ? texts.stoppedCamera : texts.stoppedScreen));

export const still = (tile: WallTile): TemplateResult =>
  tile.stillId
    ? html`<img src=${stillUrl(tile.sessionId, tile.stillId)} crossorigin="use-credentials" alt="" loading="lazy" decoding="async" />`
    : html`<span class="iw-blank">${texts.noStill}</span>`;

/** One candidate: the state in colour and word, the last still, the last event. */
export const tileView = (tile: WallTile, selected: boolean, open: (tile: WallTile) => void): TemplateResult => html`<button
  type="button"
  class="iw-tile"
  data-session=${tile.sessionId}
  data-level=${tile.risk.level}
  data-testid="tile"
  tabindex=${selected ? 0 : -1}
  @click=${() => open(tile)}
>
  <span class="iw-still">
    ${still(tile)}
    <span class="iw-word"><i aria-hidden="true"></i>${texts.cause[tile.risk.cause]}</span>
    ${tile.stillAt ? html`<time>${clock(tile.stillAt)}</time>` : nothing}
  </span>
  <span class="iw-who"><strong>${tile.name}</strong><span>${tile.seat ? texts.seat(tile.seat) : tile.ticketNumber}</span></span>
  <span class="iw-last">
    ${stopsOf(tile).length > 0
      ? html`<b>${stopsOf(tile).join('、')}</b>`
      : tile.lastEvent && tile.lastEventAt
        ? html`${texts.event[tile.lastEvent]} ${clock(tile.lastEventAt)}`
        : texts.state[tile.state]}
    ${tile.openEvents > 0 ? html`<em>${tile.openEvents}</em>` : nothing}
  </span>
</button>`;
