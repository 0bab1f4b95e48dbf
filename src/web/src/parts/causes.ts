import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { RootCauses } from '../wire/care.js';
import { get, messageOf } from '../wire/api.js';
import { now } from '../wire/clock.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { fillBar } from './fill.js';
import { sheet } from './sheet.js';

const periods = [7, 30, 90] as const;
const dayMs = 86_400_000;

/** What the company did wrong, as resolved incidents say, added up. */
@customElement('cl-causes')
export class Causes extends LitElement {
  static override styles = [base, controls, sheet, css`
    section {
      gap: 10px;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 20px;
      align-items: center;
      justify-content: space-between;
    }
    h2 {
      font-size: var(--l);
    }
    .gauge {
      width: 38%;
      vertical-align: middle;
    }
    .none {
      padding: 14px;
      color: var(--ink-2);
    }
    @media (max-width: 720px) {
      .gauge {
        width: auto;
      }
    }
  `];

  @state() private days: (typeof periods)[number] = 30;
  @state() private causes: RootCauses | null = null;
  @state() private problem: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const from = new Date(now() - this.days * dayMs).toISOString();
      this.causes = await get<RootCauses>(`/api/v1/work/root-causes?from=${encodeURIComponent(from)}`);
      this.problem = null;
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  protected override render(): unknown {
    const text = en.caring.causes;
    const { causes } = this;
    return html`<section aria-labelledby="causes" data-testid="causes"><div class="head"><h2 id="causes">${text.title}</h2>
      <div class="choices" role="group" aria-label=${text.period}>${periods.map((days) => html`<button type="button" aria-pressed=${days === this.days}
        data-testid="causes-${days}" @click=${() => this.over(days)}>${text.days(days)}</button>`)}</div></div>
      <p class="note">${text.intro}</p>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${causes === null ? nothing : causes.causes.length === 0 ? html`<div class="card"><p class="none" data-testid="no-causes">${text.none}</p></div>` : this.table(causes)}</section>`;
  }

  private table(causes: RootCauses): unknown {
    const text = en.caring.causes;
    const named = causes.causes.reduce((sum, one) => sum + one.count, 0);
    const most = Math.max(...causes.causes.map((one) => one.count));
    return html`<div class="card"><table><thead><tr><th scope="col">${text.cause}</th><th scope="col" class="figure">${text.incidents}</th><td></td>
      <th scope="col">${text.newest}</th></tr></thead><tbody>${causes.causes.map((one) => html`<tr data-testid="cause" data-cause=${one.cause}>
        <th scope="row">${en.todo.rootCauses[one.cause] ?? one.cause}</th><td data-label=${text.incidents} class="figure"><span>${one.count}</span></td>
        <td class="gauge">${fillBar(one.count / most)}</td>
        <td data-label=${text.newest}><a href="/review/${encodeURIComponent(one.lastCallId)}" aria-label=${text.open(one.lastCallId)}>${one.lastCallId}</a></td></tr>`)}</tbody></table></div>
      <p class="note">${text.named(named, causes.resolved)}</p>`;
  }

  private over(days: (typeof periods)[number]): void {
    this.days = days;
    void this.load();
  }
}
