import { html, nothing, type TemplateResult } from 'lit-html';
import { clock } from '../live/words';
import type { Talk } from './talk';
import { texts } from './texts';
import { countdown } from './words';

/** The countdown: the same for both sides, red in the last minute. */
export function timerView(talk: Talk): TemplateResult | typeof nothing {
  if (!talk.isOn) {
    return nothing;
  }
  const left = talk.secondsLeft;
  return html`<time class="talk-timer" data-short=${left <= 60 ? 'yes' : nothing} data-testid="timer" role="timer">${countdown(left)}${talk.standing!.extended ? html`<small>${texts.extended}</small>` : nothing}</time>`;
}

/** Both pictures, or the way to them. */
export function pictureView(talk: Talk, otherName: string): TemplateResult {
  const { call } = talk;
  const state = call.state;
  if (state === 'off') {
    return html`<div class="talk-start">
      <button type="button" class="button" data-testid="start-video" @click=${() => void call.start({ camera: true, microphone: true })}>${texts.startVideo}</button>
      <button type="button" class="button quiet" @click=${() => void call.start({ camera: false, microphone: true })}>${texts.startVoice}</button>
    </div>`;
  }
  if (state === 'invited') {
    return html`<div class="talk-start is-invited" role="alert">
      <p>${texts.videoInvited(otherName)}</p>
      <button type="button" class="button" data-testid="accept-video" @click=${() => void call.start({ camera: true, microphone: true })}>${texts.accept}</button>
      <button type="button" class="button quiet" @click=${() => void call.start({ camera: false, microphone: true })}>${texts.acceptVoice}</button>
      <button type="button" class="button bare" @click=${() => call.decline()}>${texts.notNow}</button>
    </div>`;
  }
  return html`<div class="talk-pictures dark" data-state=${state} data-testid="pictures">
    <video class="talk-other" data-testid="other-picture" playsinline autoplay></video>
    ${noteOf(talk) ? html`<p class="talk-note" role="status">${noteOf(talk)}</p>` : nothing}
    <video class="talk-own" data-testid="own-picture" playsinline autoplay muted data-off=${call.own.camera ? nothing : 'yes'}></video>
    <div class="talk-tools">
      <button type="button" aria-pressed=${!call.own.microphone} @click=${() => void call.setMicrophone(!call.own.microphone)}>${call.own.microphone ? texts.mute : texts.unmute}</button>
      <button type="button" data-testid="camera" aria-pressed=${!call.own.camera} @click=${() => void call.setCamera(!call.own.camera)}>${call.own.camera ? texts.cameraOff : texts.cameraOn}</button>
      <button type="button" class="is-end" @click=${() => call.hangUp()}>${texts.hangUp}</button>
      ${call.stats && state === 'connected' ? html`<span class="talk-quality" data-quality=${call.stats.quality} title=${`${call.stats.roundTrip ?? '–'} ms · ${Math.round(call.stats.loss * 100)}%`}>${texts.quality[call.stats.quality]}</span>` : nothing}
    </div>
  </div>`;
}

/** What a person should know of the picture now, in order of urgency. */
function noteOf({ call, standing, details }: Talk): string | null {
  switch (call.state) {
    case 'opening':
    case 'connecting':
      return texts.connecting;
    case 'waiting':
      return texts.waitingOther;
    case 'interrupted':
      return texts.interrupted;
    case 'relayed':
      return call.sending === 'nothing' && call.receiving === 'nothing' ? (call.problem ? texts.textOnly : texts.relayed) : call.sending === 'sound' && call.own.camera ? texts.soundOnly : texts.relayed;
    default: {
      const isThere = details?.isRecruiter ? standing?.candidatePresent : standing?.recruiterPresent;
      return call.problem?.message ?? (isThere === false ? texts.otherAway : call.other && !call.other.camera ? texts.otherCameraOff : call.other && !call.other.microphone ? texts.otherMuted : null);
    }
  }
}

/** What was written, and the line to write. */
export function messagesView(talk: Talk, ownId: string | null): TemplateResult {
  const messages = talk.details?.messages ?? [];
  const say = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = String(new FormData(form).get('text') ?? '').trim();
    if (text !== '') {
      form.reset();
      void talk.say(text);
    }
  };
  return html`<div class="talk-lines" data-testid="lines" aria-live="polite">
      ${messages.length + talk.unsent.length === 0 ? html`<p class="faint talk-none">${texts.noMessages}</p>` : nothing}
      ${messages.map((line) => html`<div class="talk-line" data-own=${line.senderId === ownId ? 'yes' : nothing}><p>${line.text}</p><small>${line.senderId === ownId ? nothing : `${line.senderName} `}${clock(line.at)}</small></div>`)}
      ${talk.unsent.map((line) => html`<div class="talk-line" data-own="yes" data-waiting="yes"><p>${line.text}</p><small>${line.failed ? html`<button type="button" @click=${() => void talk.sayAgain()}>没发出去，再试一次</button>` : '正在发送'}</small></div>`)}
    </div>
    ${talk.isOn
      ? html`<form class="talk-say" @submit=${say}><input class="form-control" name="text" maxlength="500" autocomplete="off" placeholder=${texts.sayHint} aria-label=${texts.sayHint} data-testid="say" /><button class="button" type="submit">${texts.send}</button></form>`
      : nothing}`;
}
