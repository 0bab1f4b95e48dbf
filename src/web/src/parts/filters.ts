import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { categories, severities } from '../wire/types.js';
import { everything, isEverything, type Filter } from '../live/filter.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';

/** What of all calls and alerts is shown. Says `filter` with the whole filter at every choice. */
@customElement('cl-filters')
export class Filters extends LitElement {
  static override styles = [base, controls, css`
    form {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      align-items: center;
    }
    select {
      font-size: var(--s);
      min-height: 32px;
      padding: 2px 6px;
      max-width: 11rem;
      background: transparent;
      border-color: var(--line-strong);
    }
    select[data-set] {
      background: var(--surface);
      border-color: var(--accent);
      box-shadow: 0 0 0 1px var(--accent);
    }
    option {
      background: var(--surface);
      color: var(--ink);
    }
    @media (max-width: 480px) {
      form {
        display: grid;
        grid-template-columns: 1fr 1fr;
      }
      select {
        max-width: none;
        width: 100%;
      }
    }
  `];

  @property({ attribute: false }) filter: Filter = everything;
  @property({ attribute: false }) teams: readonly string[] = [];
  @property({ attribute: false }) queues: readonly string[] = [];

  focusFirst(): void {
    this.renderRoot.querySelector('select')?.focus();
  }

  protected override render(): unknown {
    return html`<form role="search" aria-label=${en.filters.label} @submit=${(e: Event) => e.preventDefault()}>
      ${this.choice('team', this.teams.map((team) => [team, team]))}
      ${this.choice('queue', this.queues.map((queue) => [queue, queue]))}
      ${this.choice('category', categories.map((category) => [category, en.category[category]]))}
      ${this.choice('severity', severities.map((severity) => [severity, en.filters.atLeast(en.severity[severity])]))}
      ${isEverything(this.filter) ? nothing : html`<button class="quiet" type="button" data-testid="filter-clear" @click=${() => this.say(everything)}>${en.filters.clear}</button>`}
    </form>`;
  }

  private choice(name: keyof Filter, options: readonly (readonly [string, string])[]): unknown {
    const chosen = this.filter[name];
    // What stands in the address is offered even where no call of it is live just now.
    const all = chosen === null || options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen] as const];
    return html`<select name=${name} aria-label=${en.filters[name]} data-testid="filter-${name}" ?data-set=${chosen !== null}
      @change=${(e: Event) => this.say({ ...this.filter, [name]: (e.target as HTMLSelectElement).value || null })}>
      <option value="" ?selected=${chosen === null}>${en.filters.any[name]}</option>
      ${all.map(([value, label]) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`)}</select>`;
  }

  private say(filter: Filter): void {
    this.dispatchEvent(new CustomEvent<Filter>('filter', { detail: filter }));
  }
}
