import { html, type TemplateResult } from 'lit';
import type { LadderStep, Severity } from '../wire/types.js';
import { severityGlyph, stepGlyph, toneOf } from '../design/glyphs.js';
import { en } from '../text/en.js';

export const stepChip = (step: LadderStep, frozen = false): TemplateResult => frozen
  ? html`<span class="chip tone-safe" data-testid="step">${stepGlyph(step)}${en.held}</span>`
  : html`<span class="chip tone-${toneOf[step]}" data-testid="step" aria-label=${en.stepOf(en.step[step])}>${stepGlyph(step)}${en.step[step]}</span>`;

export const severityChip = (severity: Severity): TemplateResult => html`<span
  class="chip tone-${severity} ${severity === 'critical' ? 'solid' : ''}" data-testid="severity">${severityGlyph(severity)}${en.severity[severity]}</span>`;
