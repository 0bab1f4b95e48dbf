import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Team } from '../wire/admin.js';
import type { Retention, RetentionRule } from '../wire/privacy.js';
import { get, messageOf } from '../wire/api.js';
import { lag, whole } from '../operator/figures.js';
import { en } from '../text/en.js';
import { dayAndTime } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { Polling } from '../parts/polling.js';
import { sheet } from '../parts/sheet.js';
import { adminStyles } from './adminStyles.js';

const text = en.keeping.retention;
const everyMs = 5000;
const runsShown = 5;

/** How long calls are kept by team and category, and what the job that enforces it did, as it does it. */
@customElement('cl-retention')
export class RetentionView extends LitElement {
  static override styles = [base, controls, sheet, adminStyles, css`
    h3 {
      font-size: var(--m);
    }
    .more {
      justify-self: start;
    }
  `];

  @property({ attribute: false }) teams: readonly Team[] = [];
  @state() private now: Retention | null = null;
  @state() private problem: string | null = null;
  @state() private isWhole = false;
  readonly #polling = new Polling(this, everyMs);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.#polling.start(() => this.load());
  }

  private async load(): Promise<void> {
    try {
      this.now = await get<Retention>('/api/v1/admin/retention');
      this.problem = null;
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  protected override render(): unknown {
    const { now } = this;
    return html`<section aria-labelledby="retention" data-testid="retention-rules"><h2 id="retention">${text.title}</h2><p class="note">${text.note}</p>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${now === null ? nothing : html`${now.rules.every((rule) => rule.days === null) ? html`<p class="none">${text.forever}</p>` : this.rules(now.rules)}
        ${now.nextAt === null && now.runs.length === 0 ? nothing : this.runs(now)}`}</section>`;
  }

  private rules(rules: readonly RetentionRule[]): unknown {
    const named = new Map(this.teams.map((team) => [team.id, team.name]));
    // Last, what holds for whoever was not named before.
    const teams = [...new Set(rules.map((rule) => rule.team))].sort((a, b) => Number(a === null) - Number(b === null));
    return html`<div class="card scroll" tabindex="0"><table><thead><tr><th scope="col">${text.team}</th><th scope="col">${text.kept}</th><th scope="col">${text.more}</th></tr></thead>
      <tbody>${teams.map((team) => {
        const own = rules.filter((rule) => rule.team === team);
        const special = own.flatMap(({ category, days }) => (category === null ? [] : [`${en.category[category]} ${text.days(days)}`]));
        return html`<tr data-testid="retention-team" data-team=${team ?? nothing}><th scope="row">${team === null ? (teams.length === 1 ? text.everyTeam : text.otherTeams) : named.get(team) ?? team}</th>
          <td data-label=${text.kept}><span>${text.days(own.find((rule) => rule.category === null)?.days ?? null)}</span></td>
          ${special.length === 0 ? html`<td></td>` : html`<td data-label=${text.more}><span>${special.join(', ')}</span></td>`}</tr>`;
      })}</tbody></table></div>`;
  }

  private runs({ runs, nextAt }: Retention): unknown {
    const shown = this.isWhole ? runs : runs.slice(0, runsShown);
    const figure = (label: string, n: number): unknown => html`<td class="figure" data-label=${label}><span>${whole(n)}</span></td>`;
    return html`<h3>${text.runs}</h3>${nextAt === null ? nothing : html`<p class="note num" data-testid="retention-next">${text.next} ${dayAndTime(nextAt)}</p>`}
      ${runs.length === 0 ? html`<p class="none">${text.noRuns}</p>` : html`<div class="card scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${text.at}</th>${[text.erased, text.held, text.open, text.failed, text.took].map((name) => html`<th scope="col" class="figure">${name}</th>`)}</tr></thead>
        <tbody>${shown.map((run) => html`<tr data-testid="retention-run"><th scope="row" class="num">${dayAndTime(run.at)}</th>
          ${figure(text.erased, run.erased)}${figure(text.held, run.held)}${figure(text.open, run.openIncidents)}${figure(text.failed, run.failed)}
          <td class="figure" data-label=${text.took}><span>${lag(run.tookMs)}</span></td></tr>`)}</tbody></table></div>`}
      ${runs.length <= shown.length ? nothing : html`<button class="more" type="button" @click=${() => (this.isWhole = true)}>${text.showAll(runs.length)}</button>`}`;
  }
}
