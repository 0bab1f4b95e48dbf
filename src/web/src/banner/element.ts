import { LitElement, html, css, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property, state } from 'lit/decorators.js';
import type { BreakRequest } from '../wire/care.js';
import type { Call } from '../wire/types.js';
import { AgentFeed } from '../live/agentFeed.js';
import { signalR } from '../live/port.js';
import { en } from '../text/en.js';
import { base, controls, empty } from '../design/styles.js';
import { wordsOf } from '../parts/connection.js';
import '../parts/banner.js';
import '../parts/ownBreak.js';
import { BannerSession } from './session.js';
import { carried } from './tokens.js';

const here = document.currentScript instanceof HTMLScriptElement && document.currentScript.src !== '' ? new URL(document.currentScript.src).origin : location.origin;

/**
 * `<civil-line-banner token="…">`: one agent's banner in any page. Empty between calls, one line while a call is calm.
 *
 * @attr server  the server's origin; by default where the script came from
 * @attr token   from `POST /api/v1/agents/{id}/banner-token`; without one, whoever is signed in at the server's own pages
 * @attr agent   whose calls, where the one signed in is not the agent
 * @attr theme   light or dark; by default as the system has it
 * @fires civil-line-token  the token has ended; `event.detail.give(promise)` brings another
 * @fires civil-line-step   a call came to another step: `{ callId, step }`
 * @fires civil-line-break  the agent asked their supervisors for a break: `{ callId }`
 * @fires civil-line-break-withdrawn  the agent took that back: `{ callId }`
 */
@customElement('civil-line-banner')
export class CivilLineBanner extends LitElement {
  static override styles = [base, controls, empty, carried, css`
    /* Its words stand in line with those of the page around it. */
    .empty {
      padding-inline: 0;
    }
    .calls {
      display: grid;
      gap: 12px;
    }
    .link {
      padding: 6px 2px;
      font-size: var(--s);
      color: var(--caution);
      font-weight: 500;
    }
    .link[data-state='cutOff'],
    .link[data-state='signedOut'] {
      color: var(--critical);
    }
  `];

  @property() server = here;
  @property() token: string | null = null;
  @property() agent: string | null = null;
  /** Says that there is no call, instead of nothing. */
  @property({ type: Boolean }) idle = false;
  @state() feed: AgentFeed | null = null;
  #session: BannerSession | null = null;
  #steps = new Map<string, string>();
  #leave: () => void = () => {};

  /** What a call's buttons do. */
  #act = async (path: string, body: unknown): Promise<Call> => {
    const call = await this.#session!.post<Call>(path, body);
    this.feed?.take([call]);
    return call;
  };

  #aboutBreak = (path: string): Promise<BreakRequest> => this.#session!.post<BreakRequest>(path);

  #askBreak = async (path: string): Promise<void> => {
    this.feed?.takeBreaks([await this.#aboutBreak(path)]);
  };

  #followBreak = (event: CustomEvent<BreakRequest>): void => {
    const { callId, withdrawnAt } = event.detail;
    this.feed?.takeBreaks([event.detail]);
    this.#say(withdrawnAt === null ? 'civil-line-break' : 'civil-line-break-withdrawn', { callId });
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#begin();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('server') || changed.has('token') || changed.has('agent')) this.#begin();
  }

  #begin(): void {
    this.#stop();
    const server = this.server.replace(/\/$/, '');
    const session = this.#session = new BannerSession(server, this.token, () => this.#ask());
    const feed = new AgentFeed(signalR(`${server}/hubs/agent`, session.isLent ? session.token : undefined), this.agent);
    this.#leave = feed.listen(() => this.#follow(feed));
    feed.start();
    this.feed = feed;
  }

  #stop(): void {
    this.#leave();
    void this.feed?.stop();
    this.feed = null;
  }

  #follow(feed: AgentFeed): void {
    for (const { callId, step, endedAt } of feed.calls) {
      const before = this.#steps.get(callId) ?? 'calm';
      if (before !== step && endedAt === null) this.#say('civil-line-step', { callId, step });
      this.#steps.set(callId, step);
    }
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('civil-line-state', { detail: feed.link.state.kind }));
  }

  /** Asks the page around for another token; where it has none to give, the banner says so and is still. */
  async #ask(): Promise<string | null> {
    let given: Promise<string> | string | null = null;
    this.#say('civil-line-token', { give: (token: Promise<string> | string) => (given = token) });
    return await given;
  }

  #say(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected override render(): unknown {
    const feed = this.feed;
    if (feed === null) return nothing;
    const state = feed.link.state;
    const trouble = state.kind !== 'connected' && state.kind !== 'connecting';
    return html`
      ${trouble ? html`<p class="link" role="status" data-state=${state.kind} data-testid="banner-link">${state.kind === 'signedOut' ? en.agent.tokenEnded : wordsOf(state)}</p>` : nothing}
      ${feed.calls.length > 0 ? html`<div class="calls">${repeat(feed.calls, (call) => call.callId, (call) => html`<cl-banner .call=${call} .act=${this.#act} .askBreak=${this.#askBreak}></cl-banner>`)}</div>`
        : this.idle && feed.ready ? html`<div class="empty" data-testid="agent-empty"><h2>${en.agent.idleTitle}</h2><p>${en.agent.idleBody}</p></div>` : nothing}
      ${this.rest(feed)}`;
  }

  /** Beside the calls and not in one: the next call may have begun before anybody answers. */
  private rest(feed: AgentFeed): unknown {
    return html`<cl-own-break closable ?mine=${this.agent === null || this.token !== null} .asked=${feed.rest} .send=${this.#aboutBreak} @break-changed=${this.#followBreak}></cl-own-break>`;
  }
}
