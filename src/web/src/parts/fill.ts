import { html, type TemplateResult } from 'lit';

const width = 100;

/** A bar that says a share again which stands beside it in figures. */
export const fillBar = (share: number): TemplateResult => html`<svg class="bar" viewBox="0 0 ${width} 8" preserveAspectRatio="none" aria-hidden="true">
  <rect class="floor" width=${width} height="8" rx="1" /><rect class="fill" width=${Math.max(0, Math.min(1, share)) * width} height="8" rx="1" /></svg>`;
