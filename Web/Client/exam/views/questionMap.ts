import { html, nothing, type TemplateResult } from 'lit-html';
import { classMap } from 'lit-html/directives/class-map.js';
import type { ExamSession } from '../examSession';
import type { PlacedQuestion } from '../paperOrder';
import { texts } from '../texts';

/** All questions at a glance, by section: saved, waiting, empty, and a corner for those marked for later. */
export function questionMap(session: ExamSession, at: number, go: (index: number) => void): TemplateResult {
  const sections = [...new Map(session.paper.questions.map((placed) => [placed.section.id, placed.section])).values()];
  return html`<nav class="ex-map" aria-label=${texts.map} data-testid="map">
    ${sections.map(
      (section) => html`<section>
        <h3>${section.title}<small>${section.first === section.last ? section.first : `${section.first}–${section.last}`}</small></h3>
        <div>${session.paper.questions.slice(section.first - 1, section.last).map((placed) => cell(session, placed, at, go))}</div>
      </section>`,
    )}
    <ul class="ex-legend" aria-hidden="true">
      <li data-saving="saved">${texts.legendSaved}</li>
      <li data-saving="pending">${texts.legendPending}</li>
      <li data-saving="none">${texts.legendEmpty}</li>
      <li data-saving="none" class="marked">${texts.legendMarked}</li>
    </ul>
  </nav>`;
}

function cell(session: ExamSession, placed: PlacedQuestion, at: number, go: (index: number) => void): TemplateResult {
  const state = session.answers.state(placed.question.id);
  // A question that was emptied again, or only marked, is empty: what matters to the person is whether there is an answer.
  const shown = state.saving === 'pending' ? 'pending' : state.answered && state.saving === 'saved' ? 'saved' : 'none';
  const words = [texts.question(placed.number, session.paper.questions.length), mapWord[shown], state.marked ? texts.legendMarked : ''].filter((word) => word.length > 0);
  return html`<button
    type="button"
    class=${classMap({ marked: state.marked })}
    data-saving=${shown}
    data-testid="map-cell"
    aria-current=${at === placed.number - 1 ? 'step' : nothing}
    aria-label=${words.join('，')}
    @click=${() => go(placed.number - 1)}
  >
    ${placed.number}
  </button>`;
}

const mapWord = { saved: texts.legendSaved, pending: texts.legendPending, none: texts.legendEmpty };

export interface Tally {
  total: number;
  saved: number;
  pending: number;
  empty: number[];
  marked: number[];
}

/** What there is to say before handing in; indexes of questions. */
export function tally(session: ExamSession): Tally {
  const states = session.paper.questions.map((placed) => session.answers.state(placed.question.id));
  const where = (test: (at: number) => boolean): number[] => states.flatMap((_, at) => (test(at) ? [at] : []));
  return {
    total: states.length,
    saved: states.filter((state) => state.answered && state.saving === 'saved').length,
    pending: session.answers.pending,
    empty: where((at) => !states[at]!.answered),
    marked: where((at) => states[at]!.marked),
  };
}
