import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property, state } from 'lit/decorators.js';
import type { Alert, Call, CallDetail, Fragment, HelpResponse, LadderMove } from '../wire/types.js';
import type { EarlierCall, Incident, WorkRules } from '../wire/work.js';
import { callPath, get, messageOf, post } from '../wire/api.js';
import type { LadderPanel } from './ladder.js';
import type { Lines } from './lines.js';
import type { Transcript } from '../live/transcript.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { helpGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { agentOf, endOf, placeOf, silenceMs } from './callCard.js';
import { hearPageKeys } from './pageKeys.js';
import { stepChip } from './stepChip.js';
import { dayAndTime } from '../text/time.js';
import type { WorkAct, WorkPanel } from './work.js';
import './alertCard.js';
import './falseAlarm.js';
import './ladder.js';
import './lines.js';
import './since.js';
import './today.js';
import './work.js';

const answers: readonly HelpResponse[] = ['listening', 'joining', 'takingOver'];

/** One live call beside the wall: what is being said, what its agent sees, and the answer to a call for help. */
@customElement('cl-drawer')
export class Drawer extends LitElement {
  static override styles = [base, controls, tones, css`
    .drawer {
      position: fixed;
      inset: 0 0 0 auto;
      z-index: 10;
      width: min(560px, 100vw);
      display: grid;
      grid-template-rows: auto auto minmax(0, 1fr);
      grid-template-columns: minmax(0, 1fr);
      background: var(--surface);
      border-inline-start: 1px solid var(--line);
      box-shadow: var(--shadow);
    }
    .top {
      padding: 14px 20px;
      display: grid;
      gap: 6px;
      border-bottom: 1px solid var(--line);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
    }
    .row .close {
      margin-inline-start: auto;
    }
    .state {
      display: grid;
      gap: 10px;
      padding: 12px 20px;
      border-bottom: 1px solid var(--line);
      max-height: 50dvh;
      overflow-y: auto;
    }
    .late {
      color: var(--caution);
      font-weight: 500;
    }
    .state > cl-since:empty {
      display: none;
    }
    .state:empty {
      display: none;
    }
    .answers {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      align-items: center;
    }
    .scroll {
      overflow-y: auto;
      padding: 14px 20px 40px;
      overscroll-behavior: contain;
    }
    .newest {
      position: absolute;
      bottom: 16px;
      left: 50%;
      translate: -50%;
      background: var(--accent);
      color: var(--on-accent);
      border-color: transparent;
    }
    .newest:hover {
      background: var(--accent-hover);
    }
    .say {
      font-size: var(--m);
    }
    summary {
      cursor: pointer;
      font-size: var(--s);
      color: var(--ink-2);
      font-weight: 500;
    }
    summary .num {
      color: var(--ink-3);
    }
    details > ul {
      display: grid;
      gap: 10px;
      padding-top: 8px;
    }
    h3 {
      font-size: var(--s);
      color: var(--ink-2);
      font-weight: 500;
    }
  `];

  @property() callId = '';
  @property({ attribute: false }) call: Call | null = null;
  @property({ attribute: false }) transcript: Transcript | null = null;
  @property({ attribute: false }) lines: Fragment[] = [];
  @property({ attribute: false }) alerts: readonly Alert[] = [];
  @property({ attribute: false }) incident: Incident | null = null;
  @property({ attribute: false }) rules: WorkRules | null = null;
  @property({ type: Boolean }) mayRespond = false;
  @property() me = '';
  @state() private moves: readonly LadderMove[] = [];
  @state() private earlier: readonly EarlierCall[] = [];
  @state() private following = true;
  @state() private problem: string | null = null;
  /** The words that the ladder's reasons were asked about. */
  @state() private pointed: string | null = null;
  #opener: Element | null = null;
  #scrolledTo = 0;

  constructor() {
    super();
    hearPageKeys(this, this.#escape);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#opener = deepActive();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#opener instanceof HTMLElement) this.#opener.focus();
  }

  #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.close();
  };

  /** A key for the incident of this call. */
  begin(act: WorkAct): void {
    void this.renderRoot.querySelector<WorkPanel>('cl-work')?.begin(act);
  }

  /** Only where the question can be read: agreeing unseen is not agreeing. */
  agree(agrees: boolean): void {
    this.renderRoot.querySelector<LadderPanel>('cl-ladder')?.answer(agrees);
  }

  answer(how: HelpResponse): void {
    if (this.mayRespond && this.call !== null && this.call.endedAt === null) void this.respond(how);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('call') as Call | null | undefined;
    const moved = changed.has('call') && (before?.step !== this.call?.step || before?.stepRule !== this.call?.stepRule || before?.ladder?.awaits !== this.call?.ladder?.awaits);
    if (changed.has('callId')) {
      this.moves = [];
      this.earlier = [];
      this.pointed = null;
      this.following = true;
      this.#scrolledTo = 0;
      void this.learnEarlier(this.callId);
    }
    if (changed.has('callId') || moved) void this.learnMoves(this.callId);
  }

  private async learnMoves(callId: string): Promise<void> {
    const detail = await get<CallDetail>(callPath(callId)).catch(() => null);
    if (detail !== null && callId === this.callId) this.moves = detail.moves;
  }

  private async learnEarlier(callId: string): Promise<void> {
    const found = await get<{ calls: EarlierCall[] }>(`${callPath(callId)}/earlier`).catch(() => null);
    if (found !== null && callId === this.callId) this.earlier = found.calls;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
  }

  protected override updated(): void {
    void this.keepUp();
  }

  protected override render(): unknown {
    const call = this.call;
    const agent = call === null ? this.callId : agentOf(call);
    return html`<div class="drawer" role="dialog" aria-label=${en.wall.openCall(agent)} data-testid="drawer" data-call=${this.callId}>
      <div class="top">
        <div class="row"><h2>${agent}</h2>
          ${call === null ? nothing : html`<span class="num small muted"><cl-since .at=${call.startedAt} .until=${call.endedAt}></cl-since></span>`}
          <button class="close" type="button" data-testid="drawer-close" @click=${this.close}>${en.drawer.close}</button></div>
        <div class="row">${call === null ? nothing : html`${stepChip(call.step, call.frozen)}<span class="small muted">${placeOf(call)}</span>`}
          <a class="small" href="/review/${encodeURIComponent(this.callId)}">${en.drawer.review}</a></div>
      </div>
      <div class="state">${call === null ? nothing : this.state(call, agent)}</div>
      <div class="scroll" tabindex="0" role="log" aria-live="off" aria-label=${en.drawer.transcript} @scroll=${this.scrolled}>
        ${this.lines.length > 0 ? html`<cl-lines .fragments=${this.lines} .alerts=${this.alerts} .startedAt=${call?.startedAt ?? null} .gaps=${call?.gaps ?? []} .current=${this.pointed} live></cl-lines>`
          : html`<p class="muted">${this.transcript?.loading ? en.drawer.loading : this.transcript?.failed ? en.drawer.failed : en.drawer.empty}</p>`}
        ${this.following ? nothing : html`<button class="newest" type="button" @click=${() => (this.following = true)}>${en.drawer.newest}</button>`}
      </div></div>`;
  }

  private state(call: Call, agent: string): unknown {
    const { banner, help } = call;
    return html`
      ${call.endedAt === null ? nothing : html`<p class="small muted" data-testid="ended">${endOf(call)}</p>`}
      ${call.endedAt !== null ? nothing : html`<cl-since class="late small" data-testid="drawer-silence" as="silence" .from=${call.quietAfterMs || silenceMs} .at=${call.lastHeardAt}></cl-since>`}
      ${!call.unscored || !call.unscoredLanguage ? nothing : html`<p class="small late" data-testid="drawer-unscored" title=${en.unscoredHint}>${en.unscoredLines(call.unscored, call.unscoredLanguage)}</p>`}
      ${this.incident === null ? nothing : html`<cl-work .incident=${this.incident} .rules=${this.rules} .mayAct=${this.mayRespond} .me=${this.me}></cl-work>`}
      <cl-ladder .callId=${call.callId} .ladder=${call.ladder ?? null} .moves=${this.moves} .lines=${this.lines} .mayAct=${this.mayRespond && call.endedAt === null}
        @show-line=${(e: CustomEvent<string>) => this.showLine(e.detail)}></cl-ladder>
      ${banner.headline === null ? nothing : html`<div data-testid="drawer-banner"><h3>${en.drawer.agentSees}</h3><p class="say">${banner.headline}</p></div>`}
      ${help === null ? nothing : html`<p><span class="chip tone-safe" data-testid="help-sign">${helpGlyph}${help.how === null
        ? html`${en.help.wanted(agent)} <cl-since class="num" .at=${help.askedAt}></cl-since>` : en.help.answer(help.how, help.answeredBy ?? '')}</span></p>`}
      ${!this.mayRespond || call.endedAt !== null ? nothing : html`<div class="answers" role="group" aria-label=${en.help.respondLabel}>
        <span class="small muted">${en.help.respondLabel}</span>
        ${answers.map((how) => html`<button type="button" class=${help !== null && help.how === null && how === 'listening' ? 'primary' : ''}
          data-testid="respond-${how}" aria-pressed=${help?.how === how} @click=${() => this.respond(how)}>${en.help.respond[how]}</button>`)}</div>`}
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${this.found()}
      ${this.mayRespond ? html`<cl-today .agentId=${call.agentId}></cl-today>` : nothing}
      ${this.earlier.length === 0 ? nothing : html`<details data-testid="earlier"><summary>${en.drawer.earlier} <span class="num">${this.earlier.length}</span></summary>
        <ul>${this.earlier.slice(0, 5).map((one) => html`<li class="small"><a href="/review/${encodeURIComponent(one.callId)}">${dayAndTime(one.startedAt)}</a>
          <span class="muted">${[one.team, one.outcome === null ? null : en.drawer.outcome[one.outcome] ?? one.outcome, one.endReason].filter(Boolean).join(' · ')}</span></li>`)}</ul></details>`}`;
  }

  private found(): unknown {
    const alerts = this.alerts.filter((alert) => alert.callId === this.callId).sort((a, b) => b.startMs - a.startMs);
    if (alerts.length === 0) return nothing;
    return html`<details data-testid="drawer-alerts"><summary>${en.drawer.alerts} <span class="num">${alerts.length}</span></summary>
      <ul>${repeat(alerts, (alert) => alert.id, (alert) => html`<li><cl-alert .alert=${alert} weighed></cl-alert>
        ${this.mayRespond ? html`<cl-false-alarm .alert=${alert}></cl-false-alarm>` : nothing}</li>`)}</ul></details>`;
  }

  /** Once the parts have drawn: new words lengthen the transcript, and the ladder above takes of its room. */
  private async keepUp(): Promise<void> {
    for (const part of this.renderRoot.querySelectorAll<LitElement>('cl-lines, cl-ladder')) await part.updateComplete;
    const scroll = this.renderRoot.querySelector('.scroll');
    if (this.following && scroll !== null) scroll.scrollTop = scroll.scrollHeight;
  }

  private async showLine(utteranceId: string): Promise<void> {
    this.pointed = utteranceId;
    this.following = false;
    await this.updateComplete;
    const lines = this.renderRoot.querySelector<Lines>('cl-lines');
    await lines?.updateComplete;
    lines?.showNow(true);
    this.following = isAtEnd(this.renderRoot.querySelector('.scroll')!);
  }

  private scrolled(event: Event): void {
    const scroll = event.currentTarget as HTMLElement;
    // Words that came since are no scrolling back: only a reader's hand goes up.
    if (isAtEnd(scroll)) this.following = true;
    else if (scroll.scrollTop < this.#scrolledTo) this.following = false;
    this.#scrolledTo = scroll.scrollTop;
  }

  private async respond(how: HelpResponse): Promise<void> {
    this.problem = null;
    try {
      const changed = await post<Call>(`${callPath(this.callId)}/respond`, { how });
      this.dispatchEvent(new CustomEvent('call-changed', { detail: changed }));
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

const isAtEnd = (scroll: Element): boolean => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40;

function deepActive(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
