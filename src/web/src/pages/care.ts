import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import type { Me } from '../wire/types.js';
import { isCalm, type AgentCare, type BreakRequest, type CareList } from '../wire/care.js';
import { inOrder, withBreaks } from '../live/breakBook.js';
import { ApiError, get, messageOf } from '../wire/api.js';
import { en } from '../text/en.js';
import { dayAndTime } from '../text/time.js';
import { Page } from '../parts/page.js';
import { Polling } from '../parts/polling.js';
import { sheet } from '../parts/sheet.js';
import '../parts/breaks.js';
import '../parts/causes.js';
import '../parts/exposure.js';
import '../parts/ownBreak.js';

const everyMs = 60_000;

/** Who could do with a break, by name; and what the company could mend. An agent sees their own and nobody else's. */
@customElement('cl-care')
export class Care extends Page {
  static override styles = [Page.styles, sheet, css`
    .offer {
      display: inline-block;
      font-weight: 600;
    }
    .because {
      display: block;
      color: var(--ink-2);
      font-size: var(--s);
    }
    .well {
      padding: 14px;
      color: var(--ink-2);
    }
    .own {
      padding: 14px;
    }
    tbody th {
      min-width: 10rem;
    }
    td {
      min-width: 11rem;
    }
    @media (max-width: 720px) {
      td {
        min-width: 0;
      }
      td[data-label] {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `];

  protected readonly page = 'care';
  @state() private list: CareList | null = null;
  @state() private own: AgentCare | null = null;
  @state() private breaks: ReadonlyMap<string, BreakRequest> = new Map();
  @state() private mayList = false;
  readonly #polling = new Polling(this, everyMs);

  /** Reviewers have the root causes; who had a hard day is for those who can offer a break. */
  protected allows(me: Me): boolean {
    return me.role !== 'operator';
  }

  protected begin(me: Me): void {
    this.mayList = me.role === 'supervisor' || me.role === 'administrator';
    const load = me.role === 'agent' ? () => this.loadOwn() : this.mayList ? () => this.loadList() : null;
    this.#polling.stop();
    if (load === null) return;
    void load();
    this.#polling.start(load);
  }

  private async loadOwn(): Promise<void> {
    await this.fetching(async () => {
      await this.loadBreaks();
      this.own = await get<AgentCare>('/api/v1/care/me');
    });
  }

  private async loadList(): Promise<void> {
    await this.fetching(async () => {
      await this.loadBreaks();
      this.list = await get<CareList>('/api/v1/care/agents');
    });
  }

  private async loadBreaks(): Promise<void> {
    this.breaks = withBreaks(new Map(), (await get<{ breaks: BreakRequest[] }>('/api/v1/care/breaks')).breaks);
  }

  private changeBreak(event: CustomEvent<BreakRequest>): void {
    this.breaks = withBreaks(this.breaks, [event.detail]);
  }

  private async fetching(fetch: () => Promise<unknown>): Promise<void> {
    try {
      await fetch();
    } catch (error) {
      this.stopped = error instanceof ApiError && error.isSignedOut ? 'signedOut' : messageOf(error);
    }
  }

  protected body(me: Me): unknown {
    if (me.role === 'agent') return html`<main data-testid="care">${this.own === null ? nothing : this.mine(this.own)}</main>`;
    return html`<main data-testid="care">${this.mayList ? this.agents() : html`<h1 class="away">${en.caring.title}</h1>`}<cl-causes></cl-causes></main>`;
  }

  private agents(): unknown {
    const [text, { list }] = [en.caring, this];
    return html`<section aria-labelledby="care"><h1 id="care">${text.title}</h1><p class="note">${text.intro}</p>
      <cl-breaks .breaks=${inOrder(this.breaks)} @break-changed=${this.changeBreak}></cl-breaks>
      ${list === null ? nothing : html`${list.agents.length === 0 ? html`<div class="card"><p class="well" data-testid="nobody">${text.noneHard}</p></div>`
        : html`<div class="card"><table><thead><tr><th scope="col">${en.role.agent}</th><th scope="col">${text.shift}</th><th scope="col">${text.week}</th>
          <th scope="col">${text.pause}</th></tr></thead><tbody>${list.agents.map((agent) => this.row(agent))}</tbody></table></div>`}
        ${list.calm === 0 ? nothing : html`<p class="note" data-testid="calm-others">${text.others(list.calm)}</p>`}
        <p class="note">${text.rules(list.rules)}</p>`}</section>`;
  }

  private row(agent: AgentCare): unknown {
    const text = en.caring;
    return html`<tr data-testid="agent-care" data-agent=${agent.agentId}><th scope="row">${agent.agentName ?? agent.agentId}</th>
      <td data-label=${text.shift}><cl-exposure .exposure=${agent.shift?.exposure ?? null}></cl-exposure></td>
      <td data-label=${text.week}><cl-exposure .exposure=${agent.week}></cl-exposure></td>
      <td>${this.breakOf(agent, text.offer)}</td></tr>`;
  }

  private breakOf(agent: AgentCare, words: string): unknown {
    if (agent.breakReasons.length === 0) return nothing;
    return html`<span class="offer" data-testid="offer-break">${words}</span>
      <small class="because">${agent.breakReasons.map((reason) => en.caring.because[reason]).join(', ')}</small>`;
  }

  private mine(own: AgentCare): unknown {
    const text = en.caring;
    return html`<section aria-labelledby="care"><h1 id="care">${text.title}</h1><p class="note">${text.introOwn}</p>
      <cl-own-break mine .asked=${[...this.breaks.values()].at(-1) ?? null} @break-changed=${this.changeBreak}></cl-own-break>
      ${isCalm(own.week) ? html`<div class="card"><p class="well" data-testid="calm-own">${text.calmOwn}</p></div>` : html`<dl class="card own" data-testid="own-care">
        <dt>${text.shift}</dt><dd><cl-exposure .exposure=${own.shift?.exposure ?? null}></cl-exposure>
          ${own.shift === null ? nothing : html`<span class="small muted num">${text.shiftSince(dayAndTime(own.shift.from))}</span>`}</dd>
        <dt>${text.week}</dt><dd><cl-exposure .exposure=${own.week}></cl-exposure></dd></dl>
        ${own.breakReasons.length === 0 ? nothing : html`<p>${this.breakOf(own, text.take)}</p>`}`}</section>`;
  }
}
