import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isCalm, type Exposure } from '../wire/care.js';
import { en } from '../text/en.js';
import { base } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';

/** What an agent had to bear over some time, in words and counts; for a drawer or a table. */
@customElement('cl-exposure')
export class ExposureOf extends LitElement {
  static override styles = [base, tones, css`
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 14px;
    }
    li {
      white-space: nowrap;
    }
    .moment {
      display: inline-flex;
      align-items: center;
      gap: 6px;
    }
    .moment svg {
      color: var(--tone);
    }
  `];

  @property({ attribute: false }) exposure: Exposure | null = null;

  protected override render(): unknown {
    const [text, exposure] = [en.caring, this.exposure];
    if (exposure === null) return html`<span class="muted">${text.noShift}</span>`;
    if (isCalm(exposure)) return html`<span class="muted" data-testid="calm">${text.calm}</span>`;
    return html`<ul class="num" data-testid="exposure">
      <li>${text.calls(exposure.hardCalls, exposure.hardMinutes)}</li>
      ${exposure.serious === 0 ? nothing : html`<li class="moment tone-serious">${severityGlyph('serious')}${text.serious(exposure.serious)}</li>`}
      ${exposure.critical === 0 ? nothing : html`<li class="moment tone-critical">${severityGlyph('critical')}${text.critical(exposure.critical)}</li>`}
      ${exposure.callsEnded === 0 ? nothing : html`<li>${text.ended(exposure.callsEnded)}</li>`}</ul>`;
  }
}
