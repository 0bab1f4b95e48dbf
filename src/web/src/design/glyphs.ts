import { svg, html, nothing, type TemplateResult } from 'lit';
import { steps, type LadderStep, type Severity } from '../wire/types.js';

/** Each severity has a shape of its own, so that colour is never the only sign. */
const shapes: Record<Severity, TemplateResult> = {
  info: svg`<circle cx="7" cy="7" r="4.75" fill="none" stroke="currentColor" stroke-width="1.5" />`,
  caution: svg`<path d="M7 2 12.5 11.75H1.5Z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />`,
  serious: svg`<path d="M7 .9 13.1 7 7 13.1.9 7Z" fill="currentColor" />`,
  critical: svg`<path d="M4.3.8h5.4l3.5 3.5v5.4l-3.5 3.5H4.3L.8 9.7V4.3Z" fill="currentColor" />`,
};

export const severityGlyph = (severity: Severity): TemplateResult => html`<svg
  class="glyph" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${shapes[severity]}</svg>`;

const rungs = (from: number, to: number): string => {
  let path = '';
  for (let rung = from; rung < to; rung++) path += `M${rung * 6 + 0.5} 12.5v-${rung * 3 + 4}h3v${rung * 3 + 4}z`;
  return path;
};

/**
 * Four rungs, filled from the left up to where the call stands. Two paths and no `opacity`, for which the browser would
 * make a layer each: a wall shows dozens of these.
 */
export const stepGlyph = (step: LadderStep): TemplateResult => {
  const reached = steps.indexOf(step);
  return html`<svg class="glyph" viewBox="0 0 22 14" width="22" height="14" aria-hidden="true">
    <path d=${rungs(0, reached)} fill="currentColor" stroke="currentColor" stroke-linejoin="round" />
    <path d=${rungs(reached, 4)} fill="none" stroke="currentColor" stroke-opacity="0.45" stroke-linejoin="round" /></svg>`;
};

export const helpGlyph = html`<svg class="glyph" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
  <path d="M3 13.5V1.25h9L9.6 4.5l2.4 3.25H3" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" /></svg>`;

export const askGlyph = html`<svg class="glyph" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
  <path d="M4 4.6a3 3 0 1 1 4.3 2.6C7.4 7.7 7 8.2 7 9.2M7 11.6v.6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" /></svg>`;

/** Bars rather than a line: each stands for one fragment, and nothing was measured between two. One path a tone: a wall has many. */
export const sparkline = (scores: readonly number[], label: string): TemplateResult | typeof nothing => {
  const slots = 30;
  const shown = scores.slice(-slots);
  const first = slots - shown.length;
  const bars = { cool: '', warm: '', hot: '' };
  shown.forEach((score, i) => {
    const height = Math.max(1, Math.min(1, score) * 26).toFixed(1);
    bars[score >= 0.6 ? 'hot' : score >= 0.35 ? 'warm' : 'cool'] += `M${(first + i) * 6 + 1} 27v-${height}h4v${height}z`;
  });
  return html`<svg class="spark" viewBox="0 0 180 28" preserveAspectRatio="none" role="img" aria-label=${label}>
    <path class="spark-ground" d="M0 0h180v28h-180z" /><path class="spark-floor" d="M0 27.5H180" /><path class="cool" d=${bars.cool} /><path class="warm" d=${bars.warm} /><path class="hot" d=${bars.hot} />
  </svg>`;
};

/** The step that the ladder stands on, as a severity: one scale of colour for both. */
export const toneOf: Record<LadderStep, Severity | 'calm'> = {
  calm: 'calm', caution: 'caution', warn: 'serious', finalWarning: 'serious', mayEnd: 'critical',
};
