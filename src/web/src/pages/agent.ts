import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import type { Call, CallPage, Me } from '../wire/types.js';
import { get, messageOf } from '../wire/api.js';
import type { AgentFeed } from '../live/agentFeed.js';
import { en } from '../text/en.js';
import { oldMs } from '../text/time.js';
import { Page } from '../parts/page.js';
import { agentOf, endOf, placeOf } from '../parts/callCard.js';
import '../banner/element.js';
import type { CivilLineBanner } from '../banner/element.js';
import { cutOffNotice } from '../parts/connection.js';
import '../parts/since.js';
import '../parts/words.js';

/** An agent's own screen; a supervisor may look at one with `?agent=`. */
@customElement('cl-agent')
export class Agent extends Page {
  static override styles = [Page.styles, css`
    main {
      width: min(100%, 820px);
      margin: 0 auto;
      padding: 20px 20px 48px;
      display: grid;
      gap: 14px;
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      align-items: baseline;
      color: var(--ink-2);
    }
    .facts .num {
      font-size: var(--l);
      color: var(--ink);
    }
    .last {
      color: var(--ink-2);
      font-size: var(--s);
    }
    .late {
      color: var(--caution);
      font-weight: 500;
    }
    .agents {
      display: grid;
      gap: 6px;
    }
    form {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: end;
    }
    form label {
      display: grid;
      gap: 4px;
    }
    @media (max-width: 720px) {
      main {
        padding: 12px 12px 32px;
      }
    }
  `];

  protected readonly page = 'agent';
  @state() private feed: AgentFeed | null = null;
  /** Null for the one who is signed in; unset until it is known. */
  @state() private agentId: string | null | undefined;
  @state() private choices: Call[] | null = null;
  #asked = new URLSearchParams(location.search).get('agent');

  protected allows(me: Me): boolean {
    return me.role !== 'operator';
  }

  protected begin(me: Me): void {
    if (this.#asked === null && me.agentId === null) void this.findAgents();
    else this.agentId = me.role === 'agent' || this.#asked === me.agentId ? null : this.#asked;
  }

  private async findAgents(): Promise<void> {
    try {
      const { calls } = await get<CallPage>('/api/v1/calls?live=true&limit=200');
      this.choices = calls.filter((call, i) => call.agentId !== null && calls.findIndex((c) => c.agentId === call.agentId) === i);
    } catch (error) {
      this.stopped = messageOf(error);
    }
  }

  protected override barEnd(): unknown {
    return this.feed === null ? nothing : html`<cl-connection .link=${this.feed.link}></cl-connection>`;
  }

  protected body(): unknown {
    if (this.agentId === undefined) return this.choose();
    const feed = this.feed;
    return html`
      ${feed === null ? nothing : cutOffNotice(feed.link.state)}
      <main>
        <h1 class=${this.#asked === null ? 'away' : ''}>${this.#asked === null ? en.agent.title : en.agent.viewing(this.#asked)}</h1>
        ${feed === null || feed.ready ? nothing : html`<p class="muted">${en.wall.loading}</p>`}
        ${feed === null ? nothing : repeat(feed.calls, (call) => call.callId, (call) => this.facts(call))}
        <civil-line-banner idle .agent=${this.agentId} @civil-line-state=${this.follow}></civil-line-banner>
        ${feed === null ? nothing : repeat(feed.calls, (call) => call.callId, (call) => this.lastWords(call))}
      </main>`;
  }

  private follow(event: Event): void {
    this.feed = (event.target as CivilLineBanner).feed;
    if (this.feed?.link.state.kind === 'signedOut') this.stopped = 'signedOut';
    this.requestUpdate();
  }

  private facts(call: Call): unknown {
    return html`<p class="facts" data-testid="agent-call" data-call=${call.callId}><span class="num"><cl-since .at=${call.startedAt} .until=${call.endedAt}></cl-since></span>
      <span>${[agentOf(call), placeOf(call)].filter(Boolean).join(' · ')}</span>
      ${call.endedAt === null ? nothing : html`<span data-testid="ended">${endOf(call)}</span>`}</p>`;
  }

  private lastWords(call: Call): unknown {
    return call.lastWords === null ? nothing : html`<p class="last" data-testid="last-words">${en.speaker[call.lastSpeaker]}:
      <cl-words .text=${call.lastWords}></cl-words>
      ${(call.saidMsAgo ?? 0) > oldMs ? html`<span class="late" title=${en.saidAgoHint}><cl-since as="said"
        .at=${Date.parse(call.lastHeardAt) - call.saidMsAgo!}></cl-since></span>` : nothing}</p>`;
  }

  private choose(): unknown {
    return html`<main><div><h1>${en.agent.noAgent}</h1><p class="muted">${en.agent.noAgentBody}</p></div>
      ${this.choices === null ? nothing : this.choices.length === 0 ? html`<p>${en.agent.noAgents}</p>` : html`<ul class="agents" data-testid="agents">
        ${this.choices.map((call) => html`<li><a href="/agent?agent=${encodeURIComponent(call.agentId ?? '')}">${agentOf(call)}</a>
          <span class="muted small">${placeOf(call)}</span></li>`)}</ul>`}
      <form method="get" action="/agent"><label>${en.agent.byId}<input name="agent" required maxlength="128" autocomplete="off" /></label>
        <button>${en.agent.show}</button></form></main>`;
  }
}
