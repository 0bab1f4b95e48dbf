import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { categories, severities } from '../wire/types.js';
import { get, messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls, empty } from '../design/styles.js';
import { queryOf, readFilters, type FilterName, type Filters } from './filters.js';
import type { SearchChoices, WhatIfChoices, WhatIfRun } from './wire.js';
import './shadow.js';
import './whatIfResult.js';

const words = en.reviewing.whatIf;
const askAgainMs = 700;

/** Past calls decided again under another policy or model: asked for here, shown while it goes on. */
@customElement('cl-what-if')
export class WhatIf extends LitElement {
  static override styles = [base, controls, empty, css`
    .desk {
      display: grid;
      grid-template-columns: minmax(280px, 420px) minmax(0, 820px);
      justify-content: center;
      gap: 44px;
      padding: 24px 20px 64px;
    }
    form,
    .found {
      display: grid;
      gap: 28px;
      align-content: start;
      min-width: 0;
    }
    .runs {
      display: grid;
      gap: 14px;
      align-content: start;
    }
    fieldset {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 10px;
    }
    legend,
    h2 {
      font-size: var(--m);
      font-weight: 600;
      padding: 0 0 6px;
    }
    label {
      display: grid;
      gap: 4px;
    }
    label.wide,
    .wide {
      grid-column: 1 / -1;
    }
    label select,
    label input {
      width: 100%;
    }
    textarea {
      font: 0.8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
      color: var(--ink);
      background: var(--surface);
      border: 1px solid var(--line-strong);
      border-radius: var(--r);
      padding: 10px;
      width: 100%;
      min-height: 300px;
      resize: vertical;
      tab-size: 2;
      white-space: pre;
      overflow-wrap: normal;
    }
    .problems {
      display: grid;
      gap: 4px;
    }
    .past button {
      width: 100%;
      display: flex;
      justify-content: space-between;
      border: 0;
      padding-inline: 8px;
      margin-inline: -8px;
    }
    @media (max-width: 860px) {
      .desk {
        grid-template-columns: minmax(0, 1fr);
        padding: 16px 12px 48px;
      }
    }
  `];

  @state() private choices: WhatIfChoices | null = null;
  @state() private teams: SearchChoices['teams'] = [];
  @state() private filters: Filters = {};
  @state() private model = '';
  @state() private runs: WhatIfRun[] = [];
  @state() private run: WhatIfRun | null = null;
  @state() private problems: string[] = [];
  #asking: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.filters = readFilters(location.search);
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#asking);
  }

  private async load(): Promise<void> {
    try {
      const [choices, search, list] = await Promise.all([
        get<WhatIfChoices>('/api/v1/review/what-if/choices'), get<SearchChoices>('/api/v1/review/choices'), get<{ runs: WhatIfRun[] }>('/api/v1/review/what-if'),
      ]);
      this.choices = choices;
      this.teams = search.teams;
      this.runs = list.runs;
      if (this.run === null && list.runs[0] !== undefined) void this.show(list.runs[0].id);
    } catch (error) {
      this.problems = [messageOf(error)];
    }
  }

  private async show(id: string): Promise<void> {
    clearTimeout(this.#asking);
    try {
      this.run = await get<WhatIfRun>(`/api/v1/review/what-if/${encodeURIComponent(id)}`);
      if (this.run.state === 'waiting' || this.run.state === 'running') this.#asking = setTimeout(() => void this.show(id), askAgainMs);
      else this.runs = this.runs.map((one) => (one.id === id && this.run !== null ? this.run : one));
    } catch (error) {
      this.problems = [messageOf(error)];
    }
  }

  protected override render(): unknown {
    return html`<div class="desk"><div class="runs">${this.form()}${this.past()}</div>
      <div class="found"><cl-shadow examples></cl-shadow>${this.run === null ? html`<div class="empty"><h2>${words.emptyTitle}</h2><p>${words.emptyBody}</p></div>`
        : html`<cl-what-if-result .run=${this.run} @cancel-run=${this.cancel}></cl-what-if-result>`}</div></div>`;
  }

  private form(): unknown {
    const models = this.choices?.models ?? [];
    return html`<form data-testid="what-if-form" @submit=${this.start}>
      <fieldset><legend>${words.calls}</legend>
        <label>${en.reviewing.search.from}<input type="date" data-testid="what-if-from" .value=${this.filters.from ?? ''} @change=${this.typed('from')} /></label>
        <label>${en.reviewing.search.to}<input type="date" data-testid="what-if-to" .value=${this.filters.to ?? ''} @change=${this.typed('to')} /></label>
        ${this.choice('team', en.reviewing.search.team, this.teams.map((team) => [team.id, team.name]))}
        ${this.choice('category', en.reviewing.search.category, categories.map((category) => [category, en.category[category]]))}
        ${this.choice('severity', en.reviewing.search.severity, severities.map((severity) => [severity, en.severity[severity]]))}
        <label>${words.words}<input type="search" maxlength="200" .value=${this.filters.q ?? ''} @change=${this.typed('q')} /></label></fieldset>
      <fieldset><legend>${words.under}</legend>
        ${models.length < 2 ? nothing : html`<label class="wide">${words.model}<select data-testid="what-if-model" @change=${(e: Event) => (this.model = (e.target as HTMLSelectElement).value)}>
          ${models.map((model) => html`<option value=${model.isActive ? '' : model.name}>${model.name}${model.isActive ? words.active : ''}</option>`)}</select></label>`}
        <label class="wide">${words.policy}<textarea data-testid="what-if-policy" spellcheck="false" ?disabled=${this.choices === null} .value=${this.choices?.policy ?? ''}></textarea></label>
        <p class="wide small muted">${words.policyHint}</p></fieldset>
      ${this.problems.length === 0 ? nothing : html`<ul class="problems problem" role="alert" data-testid="what-if-problem">${this.problems.map((problem) => html`<li>${problem}</li>`)}</ul>`}
      <div><button class="primary" type="submit" data-testid="what-if-start" ?disabled=${this.choices === null}>${words.start}</button></div></form>`;
  }

  private choice(name: FilterName, label: string, values: readonly (readonly [string, string])[]): unknown {
    return values.length === 0 ? nothing : html`<label>${label}<select @change=${this.typed(name)}><option value="">${en.reviewing.search.any}</option>${
      values.map(([value, text]) => html`<option value=${value} ?selected=${this.filters[name] === value}>${text}</option>`)}</select></label>`;
  }

  private past(): unknown {
    return this.runs.length < 2 ? nothing : html`<section class="past"><h2>${words.past}</h2><ul>${this.runs.map((run) => html`<li>
      <button class="quiet" type="button" aria-current=${run.id === this.run?.id ? 'true' : nothing} @click=${() => this.show(run.id)}>
        <span>${run.policyAfter === run.policyBefore ? run.modelAfter : run.policyAfter}</span><span class="num muted">${words.summary(run.counts.gained, run.counts.lost)}</span></button></li>`)}</ul></section>`;
  }

  private typed = (name: FilterName) => (event: Event): void => {
    this.filters = { ...this.filters, [name]: (event.target as HTMLInputElement | HTMLSelectElement).value.trim() };
  };

  private async start(event: Event): Promise<void> {
    event.preventDefault();
    const yaml = this.renderRoot.querySelector('textarea')?.value ?? '';
    try {
      const run = await post<WhatIfRun>('/api/v1/review/what-if', {
        search: queryOf(this.filters).toString(), policy: yaml === this.choices?.policy ? null : yaml, model: this.model === '' ? null : this.model,
      });
      this.problems = [];
      this.run = run;
      this.runs = [run, ...this.runs];
      await this.show(run.id);
    } catch (error) {
      this.problems = problemsOf(error);
    }
  }

  private async cancel(): Promise<void> {
    if (this.run === null) return;
    try {
      await post(`/api/v1/review/what-if/${encodeURIComponent(this.run.id)}/cancel`);
    } catch (error) {
      this.problems = [messageOf(error)];
    }
  }
}

/** A policy that is refused comes with everything that is wrong in it, each with its line. */
function problemsOf(error: unknown): string[] {
  const body = (error as { body?: { problems?: { line: number; path: string; message: string; allowed: string[] | null }[] } }).body;
  const problems = body?.problems ?? [];
  return problems.length === 0 ? [messageOf(error)]
    : problems.map((one) => words.problem(one.line, `${one.path} ${one.message}${one.allowed === null ? '' : `: ${one.allowed.join(', ')}`}`));
}
