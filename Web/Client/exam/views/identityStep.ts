import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { ExamSession } from '../examSession';
import type { IdentityPhotos, PhotoKind } from '../identityPhotos';
import type { Monitoring } from '../monitoring';

const kinds: Record<PhotoKind, { title: string; hint: string }> = {
  document: { title: '身份证人像面', hint: '把身份证举到镜头前，四角都在画面里，字迹清楚' },
  face: { title: '本人正面', hint: '摘下口罩和帽子，正对镜头，光线从前面来' },
};

/** Two pictures, and the candidate sees each before it is sent. */
export function identityStep(session: ExamSession, monitoring: Monitoring, photos: IdentityPhotos): TemplateResult {
  const { identity, identityReason } = session.view!.checks;
  return html`<div class="ex-identity">
    ${identity === 'refused' ? html`<p class="ex-problem" role="alert">监考员没有通过：${identityReason ?? '照片看不清'}。请重新拍摄。</p>` : nothing}
    ${monitoring.camera === null
      ? html`<p>需要先打开摄像头。</p><div class="ex-actions"><button type="button" class="button" data-testid="open-camera" @click=${() => void monitoring.openCamera()}>打开摄像头</button></div>
          ${monitoring.problem ? html`<p class="ex-problem" role="alert">${monitoring.problem}</p>` : nothing}`
      : html`<div class="ex-photos">${(['document', 'face'] as const).map((kind) => photo(kind, monitoring, photos))}</div>`}
    ${photos.problem ? html`<p class="ex-problem" role="alert">${photos.problem}</p>` : nothing}
    <div class="ex-actions">
      <button type="button" class="button" data-testid="photos-send" ?disabled=${!photos.complete || photos.sending} @click=${() => void photos.send()}>${photos.sending ? '正在提交' : '提交核验'}</button>
    </div>
    <p class="ex-soft">照片只给本场监考员核对身份。</p>
  </div>`;
}

function photo(kind: PhotoKind, monitoring: Monitoring, photos: IdentityPhotos): TemplateResult {
  const { title, hint } = kinds[kind];
  const taken = photos.photos[kind];
  const take = (event: Event): void => {
    const video = (event.currentTarget as HTMLElement).closest('figure')?.querySelector('video');
    if (video) {
      void photos.take(kind, video);
    }
  };
  return html`<figure data-photo=${kind}>
    <h3>${title}</h3>
    <div class="ex-frame" data-kind=${kind}>
      ${taken
        ? html`<img src=${taken.address} alt=${`拍好的${title}`} />`
        : html`<video muted playsinline autoplay aria-label="摄像头画面" ${ref((video) => show(video, monitoring.camera))}></video>`}
    </div>
    <figcaption>${taken ? '看得清楚就提交，看不清请重拍' : hint}</figcaption>
    ${taken
      ? html`<button type="button" class="button quiet" @click=${() => photos.drop(kind)}>重拍</button>`
      : html`<button type="button" class="button quiet" data-testid=${`take-${kind}`} @click=${take}>拍摄</button>`}
  </figure>`;
}

function show(element: Element | undefined, stream: MediaStream | null): void {
  const video = element as HTMLVideoElement | undefined;
  if (video && video.srcObject !== stream) {
    video.srcObject = stream;
    void video.play().catch(() => undefined);
  }
}
