import { html, svg, type TemplateResult } from 'lit-html';

const icon = (body: TemplateResult): TemplateResult =>
  html`<svg class="lr-icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;

export const heartIcon = icon(svg`<path d="M12 20s-7-4.6-9.2-9A5.2 5.2 0 0 1 12 6a5.2 5.2 0 0 1 9.2 5c-2.2 4.4-9.2 9-9.2 9z"/>`);
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const bagIcon = icon(svg`<rect x="3" y="8" width="18" height="12" rx="2"/><path d="M9 8V6a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v2M3 13h18"/>`);
export const askIcon = icon(svg`<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.700M12 17h.01"/>`);
export const barrageIcon = icon(svg`<rect x="3" y="5" width="18" height="14" rx="3"/><path d="M7 10h5M15 10h2M7 14h2M12 14h5"/>`);
export const soundIcon = icon(svg`<path d="M4 10v4h4l5 4V6L8 10H4zM17 9a4 4 0 0 1 0 6"/>`);
export const upIcon = icon(svg`<path d="M12 19V6M6 11l6-6 6 6"/>`);
export const shareIcon = icon(svg`<path d="M14 5l6 6-6 6M20 11H10a6 6 0 0 0-6 6v2"/>`);
export const sendIcon = icon(svg`<path d="M4 12l16-8-6 16-3-6-7-2z"/>`);
export const pinIcon = icon(svg`<path d="M12 17v4M8 3h8l-1 7 3 4H6l3-4-1-7z"/>`);
export const micIcon = icon(svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5 11a7 7 0 0 0 14 0M12 18v3"/>`);
export const micOffIcon = icon(svg`<path d="M9 9v2a3 3 0 0 0 4.5 2.6M15 10V6a3 3 0 0 0-5.6-1.5M5 11a7 7 0 0 0 10.6 6M12 18v3M4 4l16 16"/>`);
export const screenIcon = icon(svg`<rect x="3" y="4" width="18" height="12" rx="2"/><path d="M8 20h8M12 16v4"/>`);
export const cameraIcon = icon(svg`<rect x="3" y="6" width="12" height="12" rx="2"/><path d="M15 10l6-3v10l-6-3"/>`);
