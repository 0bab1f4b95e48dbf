import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { en } from '../text/en.js';
import { base } from '../design/styles.js';
import type { Agreement } from './wire.js';

const words = en.reviewing.agreement;

/** How far first and second reviewers agree, category by category. */
@customElement('cl-agreement')
export class AgreementTable extends LitElement {
  static override styles = [base, css`
    :host {
      display: grid;
      gap: 8px;
      font-size: var(--s);
    }
    h2 {
      font-size: var(--s);
      color: var(--ink-3);
      font-weight: 500;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    th {
      font-weight: 500;
      text-align: start;
      color: var(--ink-3);
    }
    tbody th {
      color: var(--ink);
    }
    th,
    td {
      padding: 3px 0;
      border-bottom: 1px solid var(--line);
    }
    td,
    thead th + th {
      text-align: end;
      padding-inline-start: 12px;
    }
  `];

  @property({ attribute: false }) agreement: Agreement | null = null;

  protected override render(): unknown {
    const all = this.agreement;
    if (all === null) return nothing;
    const rows = all.categories.filter((one) => one.bothYes + one.onlyFirst + one.onlySecond > 0);
    return html`<h2>${words.title}</h2>
      ${all.pairs === 0 ? html`<p class="muted">${words.none}</p>` : html`<p data-testid="agreement">${words.alike(all.alike, all.pairs)}</p>`}
      ${rows.length === 0 ? nothing : html`<table><thead><tr><th scope="col">${words.category}</th><th scope="col">${words.both}</th>
        <th scope="col">${words.apart}</th><th scope="col">${words.kappa}</th></tr></thead><tbody>${rows.map((one) => html`<tr data-testid="kappa" data-category=${one.category}>
          <th scope="row">${en.category[one.category]}</th><td class="num">${one.bothYes}</td><td class="num">${one.onlyFirst + one.onlySecond}</td>
          <td class="num">${one.kappa === null ? words.unknown : one.kappa.toFixed(2)}</td></tr>`)}</tbody></table><p class="muted">${words.hint}</p>`}`;
  }
}
