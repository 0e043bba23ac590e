import { html, svg, type TemplateResult } from 'lit-html';

const icon = (body: TemplateResult): TemplateResult =>
  html`<svg class="ex-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;

export const checkIcon = icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`);
export const flagIcon = icon(svg`<path d="M6 21V4h11l-2.5 4L17 12H6"/>`);
export const flagFilledIcon = icon(svg`<path d="M6 21V4h11l-2.5 4L17 12H6" fill="currentColor"/>`);
export const leftIcon = icon(svg`<path d="M14.5 6l-6 6 6 6"/>`);
export const rightIcon = icon(svg`<path d="M9.5 6l6 6-6 6"/>`);
export const mapIcon = icon(svg`<rect x="4" y="4" width="6" height="6" rx="1"/><rect x="14" y="4" width="6" height="6" rx="1"/><rect x="4" y="14" width="6" height="6" rx="1"/><rect x="14" y="14" width="6" height="6" rx="1"/>`);
export const moonIcon = icon(svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"/>`);
export const sunIcon = icon(svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6l1.4 1.4M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4"/>`);
export const helpIcon = icon(svg`<path d="M5 5h14v11H11l-4 3.5V16H5z"/><path d="M9 9.5h6M9 12.5h4"/>`);
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const keyboardIcon = icon(svg`<rect x="3" y="6" width="18" height="12" rx="2"/><path d="M7 10h.01M11 10h.01M15 10h.01M8 14h8"/>`);
