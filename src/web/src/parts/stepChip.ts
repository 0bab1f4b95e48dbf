import { html, type TemplateResult } from 'lit';
import type { LadderStep, Severity } from '../wire/types.js';
import { severityGlyph, stepGlyph, toneOf } from '../design/glyphs.js';
import { en } from '../text/en.js';

/** Rungs alone, where others need the room; the word is told, and shown to who points at it. */
export const stepSign = (step: LadderStep, frozen: boolean): TemplateResult => {
  const words = frozen ? en.held : en.step[step];
  return html`<span class="chip tone-${frozen ? 'safe' : toneOf[step]}" data-testid="step" role="img" aria-label=${frozen ? words : en.stepOf(words)} title=${words}>${stepGlyph(step)}</span>`;
};

export const stepChip = (step: LadderStep, frozen = false): TemplateResult => frozen
  ? html`<span class="chip tone-safe" data-testid="step">${stepGlyph(step)}${en.held}</span>`
  : html`<span class="chip tone-${toneOf[step]}" data-testid="step" aria-label=${en.stepOf(en.step[step])}>${stepGlyph(step)}${en.step[step]}</span>`;

/** A severity that no longer counts keeps its shape and loses its colour. */
export const severityChip = (severity: Severity, over = false): TemplateResult => {
  const tone = over ? 'over' : severity === 'critical' ? 'tone-critical solid' : `tone-${severity}`;
  return html`<span class="chip ${tone}" data-testid="severity">${severityGlyph(severity)}${en.severity[severity]}</span>`;
};
