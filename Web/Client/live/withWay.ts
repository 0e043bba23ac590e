import { html, type TemplateResult } from 'lit-html';

/** A refusal that names the page where it is mended leads there. */
export function withWay(sentence: string): TemplateResult | string {
  const [before, ...after] = sentence.split('“我的资质”');
  return after.length === 0 ? sentence : html`${before}<a href="/my/qualifications" target="_blank" rel="noopener">“我的资质”</a>${after.join('“我的资质”')}`;
}
