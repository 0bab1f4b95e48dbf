import { LitElement, html, css, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property, state } from 'lit/decorators.js';
import { isShown, type BreakRequest } from '../wire/care.js';
import { now } from '../wire/clock.js';
import type { Call } from '../wire/types.js';
import { AgentFeed } from '../live/agentFeed.js';
import { signalR } from '../live/port.js';
import { en } from '../text/en.js';
import { timeOfDay } from '../text/time.js';
import { base, controls, empty } from '../design/styles.js';
import { wordsOf } from '../parts/connection.js';
import '../parts/banner.js';
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
 */
@customElement('civil-line-banner')
export class CivilLineBanner extends LitElement {
  static override styles = [base, controls, empty, carried, css`
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
    .rest {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
      justify-content: space-between;
      margin-top: 12px;
      padding: 8px 14px;
      border: 1px solid var(--line);
      border-radius: 14px;
      background: var(--surface);
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
  /** The answer that was put away. */
  @state() private away: string | null = null;
  #session: BannerSession | null = null;
  #steps = new Map<string, string>();
  #leave: () => void = () => {};

  /** What a call's buttons do. */
  #act = async (path: string, body: unknown): Promise<Call> => {
    const call = await this.#session!.post<Call>(path, body);
    this.feed?.take([call]);
    return call;
  };

  #askBreak = async (path: string): Promise<void> => {
    this.feed?.takeBreaks([await this.#session!.post<BreakRequest>(path)]);
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
      ${this.rest(feed.rest)}`;
  }

  /** Beside the calls and not in one: the next call may have begun before anybody answers. */
  private rest(asked: BreakRequest | null): unknown {
    if (asked === null || !isShown(asked, now()) || this.away === whatOf(asked)) return nothing;
    const text = en.caring.breaks;
    return html`<div class="rest" data-testid="break-state" data-answer=${asked.answer ?? 'none'}><p role="status"><strong>${text.own}</strong>
      ${asked.answer === null ? text.asked(timeOfDay(asked.askedAt).slice(0, 5)) : text.told(asked.answer, asked.answeredBy ?? '')}</p>
      ${asked.answer === null ? nothing : html`<button class="quiet" type="button" data-testid="break-close" @click=${() => (this.away = whatOf(asked))}>${text.putAway}</button>`}</div>`;
  }
}

const whatOf = (asked: BreakRequest): string => `${asked.askedAt} ${asked.answer ?? ''}`;
