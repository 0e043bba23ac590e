import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { apiBase, fileUrl } from '../live/api';
import { clock } from '../live/words';
import type { EventVerdict, RecordingTrack, SessionEvent, SessionMeasure, SessionTimeline, WallTile } from './contracts';
import type { LookAt } from './liveLook';
import { texts } from './texts';
import { still, stillUrl, stopsOf } from './tileView';

export interface PersonCommands {
  close(): void;
  step(by: number): void;
  look(track: RecordingTrack): void;
  endLook(): void;
  say(text: string): Promise<boolean>;
  decide(events: SessionEvent[], verdict: EventVerdict): void;
  admit(tile: WallTile, admit: boolean): void;
  identify(decision: 'passed' | 'refused' | 'waived'): void;
  extend(): void;
  terminate(): void;
  confirm(agreed: boolean): void;
  show(runId: string | null): void;
}

const verdicts: EventVerdict[] = ['harmless', 'reminded', 'noted', 'misconduct'];

/** One candidate: live look, what happened with its pictures, messages, measures with their reasons. */
export const personView = (
  tile: WallTile,
  timeline: SessionTimeline | null,
  look: LookAt,
  playing: string | null,
  error: string | null,
  commands: PersonCommands,
): TemplateResult => html`<section class="iw-person" data-level=${tile.risk.level} data-testid="person" aria-label=${tile.name}>
  <header>
    <button type="button" class="iw-button" @click=${commands.close} data-testid="person-close">${texts.close}</button>
    <h2>${tile.name}<small>${tile.seat ? texts.seat(tile.seat) : nothing} ${tile.ticketNumber}</small></h2>
    <span class="iw-word"><i aria-hidden="true"></i>${texts.cause[tile.risk.cause]}</span>
    <span class="iw-steps">
      <button type="button" class="iw-button" @click=${() => commands.step(-1)}>${texts.previous}</button>
      <button type="button" class="iw-button" @click=${() => commands.step(1)}>${texts.next}</button>
    </span>
  </header>
  ${error ? html`<p class="iw-error" role="alert">${error}</p>` : nothing}
  <div class="iw-columns">
    <div>
      ${lookView(tile, look, commands)} ${factsView(tile)} ${deviceView(tile, commands)} ${timeline ? identityView(tile, timeline, commands) : nothing}
      ${measuresView(tile, timeline?.measures ?? [], commands)}
    </div>
    <div>${timeline ? html`${eventsView(tile, timeline.events, commands)} ${recordingsView(tile, timeline, playing, commands)}` : html`<div class="iw-skeleton" aria-busy="true"></div>`}</div>
    <div>${timeline ? messagesView(timeline, commands) : nothing}</div>
  </div>
</section>`;

const lookView = (tile: WallTile, look: LookAt, commands: PersonCommands): TemplateResult => html`<div class="iw-look" data-state=${look.state} data-testid="look">
    ${look.state === 'live'
      ? html`<video
            autoplay
            playsinline
            muted
            controls
            ${ref((element) => {
              const video = element as HTMLVideoElement | undefined;
              if (video && video.srcObject !== look.stream) {
                video.srcObject = look.stream;
              }
            })}
          ></video>
          <span class="iw-live">${texts.lookLive} · ${texts.track[look.track]}</span>`
      : html`${still(tile)} ${tile.stillAt ? html`<time>${texts.stillAt(clock(tile.stillAt))}</time>` : nothing}`}
    ${look.state === 'waiting' ? html`<p role="status">${texts.lookWaiting}</p>` : look.state === 'failed' ? html`<p role="status" data-testid="look-failed">${look.problem}</p>` : nothing}
  </div>
  <div class="iw-row">
    ${look.state === 'live' || look.state === 'waiting'
      ? html`<button type="button" class="iw-button" @click=${commands.endLook}>${texts.lookEnd}</button>`
      : (['camera', 'screen'] as const).map(
          (track) => html`<button type="button" class="iw-button" data-testid=${`look-${track}`} @click=${() => commands.look(track)}>${texts.lookBegin[track]}</button>`,
        )}
  </div>`;

const factsView = (tile: WallTile): TemplateResult => html`<p class="iw-facts">
  <span>${texts.state[tile.state]}</span>
  ${tile.questions > 0 ? html`<span>${texts.answered(tile.answered, tile.questions)}</span>` : nothing}
  ${tile.extraSeconds > 0 ? html`<span>${texts.extended(Math.round(tile.extraSeconds / 60))}</span>` : nothing}
  ${tile.deviceName ? html`<span>${tile.deviceName}</span>` : nothing} ${stopsOf(tile).map((stop) => html`<b>${stop}</b>`)}
</p>`;

const deviceView = (tile: WallTile, commands: PersonCommands): TemplateResult | typeof nothing =>
  tile.entryRequest
    ? html`<section class="iw-box iw-wanted" data-testid="device-request">
        <h3>${texts.device}</h3>
        <p>${texts.deviceHint(tile.entryRequest.deviceName)}</p>
        <div class="iw-row">
          <button type="button" class="iw-button iw-main" data-testid="admit" @click=${() => commands.admit(tile, true)}>${texts.admit}</button>
          <button type="button" class="iw-button" @click=${() => commands.admit(tile, false)}>${texts.turnAway}</button>
        </div>
      </section>`
    : nothing;

/** The photos beside each other, and what somebody says of them. */
function identityView(tile: WallTile, timeline: SessionTimeline, commands: PersonCommands): TemplateResult {
  const photo = (label: string, fileId: string | null | undefined): TemplateResult => html`<figure>
    ${fileId ? html`<a href=${fileUrl(fileId)} target="_blank" rel="noopener"><img src=${fileUrl(fileId)} crossorigin="use-credentials" alt=${label} /></a>` : html`<span class="iw-blank">${texts.noPhoto}</span>`}
    <figcaption>${label}</figcaption>
  </figure>`;
  const waits = tile.identity === 'submitted';
  return html`<section class=${waits ? 'iw-box iw-wanted' : 'iw-box'} data-testid="identity">
    <h3>${texts.identity}<small>${identityWord(tile)}</small></h3>
    ${waits || timeline.documentFileId || timeline.faceFileId
      ? html`<div class="iw-photos">${photo(texts.document, timeline.documentFileId)} ${photo(texts.face, timeline.faceFileId)} ${photo(texts.registered, timeline.photoFileId)}</div>`
      : nothing}
    ${tile.state === 'arranged' || tile.state === 'entered'
      ? html`${waits ? html`<p>${texts.identityHint}</p>` : nothing}
          <div class="iw-row">
            ${waits
              ? html`<button type="button" class="iw-button iw-main" data-testid="identity-pass" @click=${() => commands.identify('passed')}>${texts.pass}</button>
                  <button type="button" class="iw-button" @click=${() => commands.identify('refused')}>${texts.refuse}</button>`
              : nothing}
            ${tile.identity === 'passed' || tile.identity === 'waived'
              ? nothing
              : html`<button type="button" class="iw-button" @click=${() => commands.identify('waived')}>${texts.waive}</button>`}
          </div>`
      : nothing}
  </section>`;
}

const identityWord = (tile: WallTile): string =>
  ({ none: texts.noPhoto, submitted: texts.cause.identityWaiting, passed: texts.pass, refused: texts.refuse, waived: texts.waive })[tile.identity];

function eventsView(tile: WallTile, events: SessionEvent[], commands: PersonCommands): TemplateResult {
  const open = events.filter((event) => event.weight !== 'note' && !event.decision);
  return html`<section class="iw-box">
    <h3>${texts.timeline}<small>${open.length > 0 ? texts.openEvents(open.length) : nothing}</small></h3>
    ${open.length > 1 ? html`<div class="iw-row iw-all"><span>${texts.decideAll(open.length)}</span>${verdictButtons(open, commands)}</div>` : nothing}
    ${events.length === 0
      ? html`<p class="iw-empty">${texts.noEvents}</p>`
      : html`<ol class="iw-events" data-testid="events">
          ${repeat(
            [...events].reverse(),
            (event) => event.id,
            (event) => html`<li data-weight=${event.weight} ?data-open=${event.weight !== 'note' && !event.decision}>
              ${event.stillId ? html`<img src=${stillUrl(tile.sessionId, event.stillId)} crossorigin="use-credentials" alt="" loading="lazy" />` : html`<span class="iw-no-still"></span>`}
              <div>
                <p><time>${clock(event.at)}</time><strong>${texts.event[event.kind]}</strong></p>
                ${event.detail ? html`<p class="iw-detail">${detailOf(event)}</p>` : nothing}
                ${event.decision
                  ? html`<p class="iw-decision">${texts.decidedBy(texts.verdict[event.decision.verdict], event.decision.decidedBy, clock(event.decision.decidedAt))}${event.decision.reason ? html`：${event.decision.reason}` : nothing}</p>`
                  : event.weight === 'note'
                    ? nothing
                    : html`<div class="iw-row">${verdictButtons([event], commands)}</div>`}
              </div>
            </li>`,
          )}
        </ol>`}
  </section>`;
}

const verdictButtons = (events: SessionEvent[], commands: PersonCommands): TemplateResult[] =>
  verdicts.map(
    (verdict) =>
      html`<button type="button" class="iw-button iw-small" data-testid=${`verdict-${verdict}`} @click=${() => commands.decide(events, verdict)}>${texts.verdict[verdict]}</button>`,
  );

function detailOf(event: SessionEvent): string {
  if (event.detail === 'camera' || event.detail === 'screen') {
    return texts.track[event.detail];
  }
  return event.kind === 'heartbeatRegained' ? texts.seconds(event.detail!) : event.detail!;
}

const recordingsView = (tile: WallTile, timeline: SessionTimeline, playing: string | null, commands: PersonCommands): TemplateResult => html`<section class="iw-box">
  <h3>${texts.recordings}</h3>
  ${timeline.recordings.length === 0 ? html`<p class="iw-empty">${texts.noRecordings}</p>` : nothing}
  <ul class="iw-runs">
    ${timeline.recordings.map(
      (run) => html`<li>
        <div class="iw-row">
          <strong>${texts.track[run.track]}</strong>
          <span>${clock(run.beginsAt)}–${clock(run.endsAt)}</span>
          ${run.missing.length > 0 ? html`<b>${texts.gaps(run.missing.length)}</b>` : html`<span>${texts.whole}</span>`}
          <button type="button" class="iw-button iw-small" data-testid="play" @click=${() => commands.show(playing === run.id ? null : run.id)}>${playing === run.id ? texts.hide : texts.play}</button>
        </div>
        <small title=${run.lastHash}>${texts.chain(run.lastHash)}</small>
        ${playing === run.id
          ? html`<video controls autoplay muted playsinline crossorigin="use-credentials" src=${`${apiBase}/api/exam-sessions/${tile.sessionId}/recordings/${run.id}`}></video>`
          : nothing}
      </li>`,
    )}
  </ul>
</section>`;

function messagesView(timeline: SessionTimeline, commands: PersonCommands): TemplateResult {
  const say = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('text') as HTMLInputElement;
    if (input.value.trim() !== '' && (await commands.say(input.value.trim()))) {
      input.value = '';
    }
  };
  return html`<section class="iw-box">
    <h3>${texts.messages}</h3>
    ${timeline.messages.length === 0 ? html`<p class="iw-empty">${texts.noMessages}</p>` : nothing}
    <ol class="iw-messages" data-testid="messages">
      ${timeline.messages.map(
        (message) => html`<li>
          <p>${message.text}</p>
          <small>${message.sessionId ? nothing : html`${texts.toAll} · `}${message.sentBy} ${clock(message.sentAt)} · ${message.readAt ? texts.read(clock(message.readAt)) : texts.notRead}</small>
        </li>`,
      )}
    </ol>
    <form class="iw-say" @submit=${say}>
      <input name="text" maxlength="300" autocomplete="off" placeholder=${texts.say} aria-label=${texts.say} data-testid="say" />
      <button class="iw-button iw-main">${texts.send}</button>
    </form>
  </section>`;
}

const measuresView = (tile: WallTile, measures: SessionMeasure[], commands: PersonCommands): TemplateResult => html`<section class="iw-box">
  <h3>${texts.measures}</h3>
  ${tile.state === 'entered' || tile.state === 'started'
    ? html`<div class="iw-row">
        <button type="button" class="iw-button" data-testid="extend" @click=${commands.extend}>${texts.extend}</button>
        <button type="button" class="iw-button iw-alarm" data-testid="terminate" @click=${commands.terminate}>${texts.terminate}</button>
      </div>`
    : nothing}
  ${measures.length === 0 ? html`<p class="iw-empty">${texts.noMeasures}</p>` : nothing}
  <ol class="iw-measures" data-testid="measures">
    ${[...measures].reverse().map((measure) => html`<li>${measureView(measure, commands)}</li>`)}
  </ol>
</section>`;

const measureView = (measure: SessionMeasure, commands: PersonCommands): TemplateResult => html`<p>
    <strong>${texts.measure[measure.kind]}</strong>${measure.minutes ? html` ${measure.minutes} ${texts.minutes}` : nothing}${measure.forAll ? html` · ${texts.toAll}` : nothing}
    <small>${measure.takenBy} ${clock(measure.takenAt)}</small>
  </p>
  ${measure.rule ? html`<p>${texts.rule}：${measure.rule}</p>` : nothing}
  ${measure.reason ? html`<p>${measure.kind === 'looked' ? texts.looked[measure.reason] : html`${texts.reason}：${measure.reason}`}</p>` : nothing}
  ${measure.evidence ? html`<p>${texts.evidence}：${measure.evidence}</p>` : nothing}
  ${measure.secondPerson
    ? html`<p>
        ${measure.confirmed === true
          ? texts.confirmed(measure.secondPerson)
          : measure.confirmed === false
            ? html`${texts.objected(measure.secondPerson)}：${measure.objection}`
            : measure.awaitsYou
              ? texts.awaitsYou
              : texts.unconfirmed(measure.secondPerson)}
      </p>`
    : nothing}
  ${measure.awaitsYou
    ? html`<div class="iw-row">
        <button type="button" class="iw-button iw-main" data-testid="agree" @click=${() => commands.confirm(true)}>${texts.agree}</button>
        <button type="button" class="iw-button" @click=${() => commands.confirm(false)}>${texts.object}</button>
      </div>`
    : nothing}`;
