import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import '../design/page.css';
import type { Alert, Call, CallPage, Category, HelpResponse, Me } from '../wire/types.js';
import type { BreakRequest } from '../wire/care.js';
import type { Incident, WorkRules } from '../wire/work.js';
import { get } from '../wire/api.js';
import { now } from '../wire/clock.js';
import { asksOf, noAsks, type Asks } from '../live/asks.js';
import { Bell } from '../live/bell.js';
import { categoriesByCall, filterFrom, isEverything, searchWith, showsCall, type Filter } from '../live/filter.js';
import { LiveFeed } from '../live/liveFeed.js';
import { signalR } from '../live/port.js';
import { blur } from '../text/blur.js';
import { en } from '../text/en.js';
import { Page } from '../parts/page.js';
import { isAlarm } from '../parts/alarm.js';
import type { BellButton } from '../parts/bell.js';
import type { Breaks } from '../parts/breaks.js';
import { agentOf } from '../parts/callCard.js';
import { cutOffNotice } from '../parts/connection.js';
import type { Drawer } from '../parts/drawer.js';
import type { Filters } from '../parts/filters.js';
import { isTyping, keysAreOn, type Keys } from '../parts/keys.js';
import { tellOutside } from '../parts/notice.js';
import type { Wall } from '../parts/wall.js';
import type { WorkAct } from '../parts/work.js';
import '../parts/bell.js';
import '../parts/drawer.js';
import '../parts/feed.js';
import '../parts/filters.js';
import '../parts/keys.js';
import '../parts/wall.js';

/** The supervisor's page: the wall of live calls and the feed of alerts beside it. */
@customElement('cl-supervisor')
export class Supervisor extends Page {
  static override styles = [Page.styles, css`
    main {
      flex: 1;
      display: grid;
      grid-template-columns: minmax(0, 1fr) clamp(340px, 32vw, 480px);
      min-height: 0;
    }
    cl-feed {
      border-inline-start: 1px solid var(--line);
    }
    .over {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 16px;
      padding: 8px 20px;
      border-bottom: 1px solid var(--line);
    }
    .keys {
      font-weight: 650;
    }
    .tabs {
      display: none;
    }
    @media (min-width: 981px) {
      :host {
        height: 100dvh;
      }
      main {
        overflow: hidden;
      }
      main > * {
        overflow-y: auto;
        position: relative;
        background: var(--paper);
      }
    }
    @media (max-width: 720px) {
      .keys {
        display: none;
      }
    }
    @media (max-width: 980px) {
      main {
        display: block;
      }
      cl-feed {
        border: 0;
      }
      .over {
        padding: 8px 12px;
        border: 0;
      }
      cl-filters {
        flex: 1 1 100%;
      }
      .tabs {
        display: flex;
        flex: 1 1 100%;
      }
      .tabs .choices {
        flex: 1;
      }
      .tabs button {
        flex: 1;
        justify-content: center;
      }
      main[data-tab='alerts'] cl-wall,
      main[data-tab='calls'] cl-feed {
        display: none;
      }
    }
  `];

  protected readonly page = 'live';
  @state() private feed: LiveFeed | null = null;
  @state() private filter: Filter = filterFrom(location.search);
  @state() private rules: WorkRules | null = null;
  @state() private tab: 'calls' | 'alerts' = 'calls';
  @state() private openId: string | null = null;
  @state() private spoken = '';
  @query('cl-wall') private wall!: Wall | null;
  @query('cl-drawer') private drawer!: Drawer | null;
  #bell: Bell | null = null;
  #reminding: ReturnType<typeof setInterval> | undefined;
  /** Handed on only when it is another: the wall and the feed render when what they are given changed. */
  #raised: ReadonlyMap<string, ReadonlySet<Category>> = new Map();
  #raisedFrom: readonly Alert[] = [];
  #asks = noAsks;
  #shows = (call: Call): boolean => showsCall(this.filter, call, this.#raised.get(call.callId));

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#keyed);
    addEventListener('popstate', this.#walked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#keyed);
    removeEventListener('popstate', this.#walked);
    clearInterval(this.#reminding);
  }

  protected allows(me: Me): boolean {
    return me.role !== 'operator';
  }

  protected begin(me: Me): void {
    const feed = new LiveFeed(signalR('/hubs/live'));
    const bell = new Bell(me.id, localStorage, now);
    bell.tell = (news, sound) => tellOutside(news, agentOf(feed.known.get(news.callId) ?? news.incident ?? { agentId: null }), bell.choice.desktop, sound, () => this.show(news.callId));
    let known = false;
    feed.listen(() => {
      const asks = asksOf(feed.callList, this.#asks);
      if (feed.ready && !known) bell.begin(feed.incidents.values(), asks);
      else if (feed.ready && asks !== this.#asks) this.hearAsks(feed, bell, asks);
      if (feed.ready) this.#asks = asks;
      known = feed.ready;
      if (feed.ready) bell.hearBreaks(feed.breaks.values());
      this.follow(feed);
    });
    feed.onNews = (news) => this.announce(feed, news);
    feed.onIncidents = (incidents, before) => bell.hear(incidents, before);
    feed.start();
    this.feed = feed;
    this.#bell = bell;
    const asked = new URLSearchParams(location.search).get('call');
    if (asked !== null) this.show(asked);
    clearInterval(this.#reminding);
    this.#reminding = setInterval(() => bell.hearBreaks(feed.breaks.values()), remindEveryMs);
    get<WorkRules>('/api/v1/work/rules').then((rules) => {
      this.rules = bell.rules = rules;
    }, () => undefined);
    // Older alerts belong to calls that are over: who took them is in the list of past calls, or stays an id.
    get<CallPage>('/api/v1/calls?live=false&limit=200').then(({ calls }) => feed.remember(calls), () => undefined);
  }

  protected override barEnd(): unknown {
    if (this.feed === null || this.#bell === null) return nothing;
    return html`<cl-connection .link=${this.feed.link}></cl-connection>
      <button class="quiet keys" type="button" data-testid="keys-open" aria-label=${en.keys.open} title=${en.keys.open} @click=${this.showKeys}>?</button>
      <cl-bell .bell=${this.#bell} .calls=${this.feed.known} @open-call=${this.open} @open-breaks=${this.showBreaks}></cl-bell>`;
  }

  protected body(me: Me): unknown {
    const feed = this.feed;
    if (feed === null) return nothing;
    const state = feed.link.state;
    const mayAct = me.role !== 'qa';
    const { filter } = this;
    const calls = feed.callList;
    if (this.#raisedFrom !== feed.alerts) {
      this.#raisedFrom = feed.alerts;
      this.#raised = categoriesByCall(feed.alerts);
    }
    return html`
      <p class="away" role="alert" data-testid="announcement">${this.spoken}</p>
      ${cutOffNotice(state)}
      <cl-alarm .mayAct=${mayAct} .alerts=${feed.alerts.filter(isAlarm)} .calls=${feed.known} @open-call=${this.open} @alert-changed=${this.changed}></cl-alarm>
      <div class="over"><div class="tabs"><div class="choices">
        ${(['calls', 'alerts'] as const).map((tab) => html`<button type="button" aria-pressed=${tab === this.tab} data-testid="tab-${tab}"
          @click=${() => (this.tab = tab)}>${tab === 'calls' ? en.wall.title : en.alerts.title}</button>`)}</div></div>
        <cl-filters .filter=${filter} .teams=${this.teams(calls)} .queues=${this.queues(calls)} @filter=${(e: CustomEvent<Filter>) => this.choose(e.detail)}></cl-filters></div>
      <main data-tab=${this.tab} @open-call=${this.open} @alert-changed=${this.changed} @incident-changed=${this.worked}
        @break-changed=${(e: CustomEvent<BreakRequest>) => feed.takeBreaks([e.detail])}>
        <cl-wall .calls=${calls} .shows=${this.shows(filter)} .openId=${this.openId} .ready=${feed.ready} .mayAct=${mayAct} .administrator=${me.role === 'administrator'}></cl-wall>
        <cl-feed .mayAct=${mayAct} .me=${me.name} .alerts=${feed.alerts} .incidents=${feed.incidents} .asks=${this.#asks} .breaks=${feed.breaks} .filter=${filter} .calls=${feed.known} .rules=${this.rules} .ready=${feed.ready}></cl-feed>
      </main>
      ${this.openId === null ? nothing : html`<cl-drawer .call=${feed.calls.get(this.openId) ?? null} .callId=${this.openId}
        .transcript=${feed.watched} .alerts=${feed.alerts} .lines=${feed.watched?.lines ?? []} .incident=${this.incidentOf(this.openId)} .rules=${this.rules} .mayRespond=${mayAct} .me=${me.name}
        @close=${this.close} @incident-changed=${this.worked} @alert-changed=${this.changed} @call-changed=${(e: CustomEvent) => feed.takeCalls([e.detail])}></cl-drawer>`}
      <cl-keys></cl-keys>`;
  }

  /** A function of its own for each filter, so that the wall sees that it changed; the alerts come to it by reference. */
  #showing: { filter: Filter; shows: (call: Call) => boolean } | null = null;

  private shows(filter: Filter): (call: Call) => boolean {
    if (this.#showing?.filter !== filter) this.#showing = { filter, shows: isEverything(filter) ? () => true : (call) => this.#shows(call) };
    return this.#showing.shows;
  }

  private teams = once((calls: readonly Call[]) => namesOf(calls.map((call) => call.team)));
  private queues = once((calls: readonly Call[]) => namesOf(calls.map((call) => call.queue)));

  private incidentOf(callId: string): Incident | null {
    for (const incident of this.feed?.incidents.values() ?? []) if (incident.callId === callId) return incident;
    return null;
  }

  private follow(feed: LiveFeed): void {
    blur.byDefault = feed.blurByDefault;
    if (feed.link.state.kind === 'signedOut') this.stopped = 'signedOut';
    const alarms = feed.alerts.filter(isAlarm).length;
    document.title = alarms > 0 ? `${en.alerts.titleBadge(alarms)} · ${en.product}` : `${en.nav.live} · ${en.product}`;
    this.requestUpdate();
  }

  /** Only what alarms is spoken: a screen reader that reads every alert is soon turned off. */
  private announce(feed: LiveFeed, news: readonly Alert[]): void {
    const alarm = news.find(isAlarm);
    if (alarm === undefined) return;
    const agent = agentOf(feed.known.get(alarm.callId) ?? { agentId: alarm.agentId });
    this.spoken = `${en.alerts.critical(en.category[alarm.category], agent)}: ${alarm.text}`;
  }

  private hearAsks(feed: LiveFeed, bell: Bell, asks: Asks): void {
    bell.hearAsks(asks, (callId) => this.incidentOf(callId));
    const fresh = [...asks.keys()].find((callId) => !this.#asks.has(callId));
    if (fresh !== undefined) this.spoken = en.wall.asked(agentOf(feed.known.get(fresh) ?? { agentId: null }));
  }

  private choose(filter: Filter): void {
    this.filter = filter;
    history.replaceState(history.state, '', location.pathname + searchWith(filter, location.search));
  }

  #walked = (): void => {
    this.filter = filterFrom(location.search);
  };

  private open(event: CustomEvent<string>): void {
    this.show(event.detail);
  }

  private show(callId: string): void {
    this.openId = callId;
    void this.feed?.watch(callId);
  }

  private close(): void {
    this.openId = null;
    void this.feed?.unwatch();
  }

  private changed(event: CustomEvent<Alert>): void {
    this.feed?.takeAlerts([event.detail]);
    this.requestUpdate();
  }

  private worked(event: CustomEvent<Incident>): void {
    this.feed?.takeIncidents([event.detail]);
  }

  private async showBreaks(): Promise<void> {
    this.tab = 'alerts';
    await this.updateComplete;
    this.renderRoot.querySelector('cl-feed')?.shadowRoot?.querySelector<Breaks>('cl-breaks')?.focusFirst();
  }

  private showKeys(): void {
    this.renderRoot.querySelector<Keys>('cl-keys')?.show();
  }

  #keyed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || this.feed === null) return;
    if (event.key === 'Escape') this.renderRoot.querySelector<BellButton>('cl-bell')?.close();
    if (event.key === '?') this.showKeys();
    else if (keysAreOn() && !this.renderRoot.querySelector<Keys>('cl-keys')?.isOpen) this.pressed(event.key, event);
  };

  private pressed(key: string, event: KeyboardEvent): void {
    const work = workKeys[key];
    const answer = answerKeys[key];
    if (key === 'j' || key === 'k') this.wall?.step(key === 'j' ? 1 : -1);
    else if (key === 'g') this.wall?.sort();
    else if (key === 'b') this.renderRoot.querySelector<BellButton>('cl-bell')?.toggle();
    else if (key === 'f') this.renderRoot.querySelector<Filters>('cl-filters')?.focusFirst();
    else if (key in agreeKeys) void this.agree(agreeKeys[key]!);
    else if (work !== undefined || answer !== undefined) void this.act(work, answer);
    else return;
    event.preventDefault();
  }

  /** On the open call alone; a chosen one is opened first, so that what is agreed to has been seen. */
  private async agree(agrees: boolean): Promise<void> {
    if (this.openId !== null) this.drawer?.agree(agrees);
    else if (this.wall?.focused != null) this.show(this.wall.focused);
  }

  /** On the open call, else on the one that has the focus, which is opened for it: one sees what one acts on. */
  private async act(work: WorkAct | undefined, answer: HelpResponse | undefined): Promise<void> {
    const chosen = this.openId ?? this.wall?.focused ?? null;
    if (chosen === null) return;
    if (this.openId === null) this.show(chosen);
    await this.updateComplete;
    await this.drawer?.updateComplete;
    if (work !== undefined) this.drawer?.begin(work);
    if (answer !== undefined) this.drawer?.answer(answer);
  }
}

const remindEveryMs = 15_000;
const agreeKeys: Record<string, boolean> = { y: true, n: false };
const workKeys: Record<string, WorkAct> = { a: 'acknowledge', c: 'claim', s: 'snooze', r: 'resolve', d: 'dismiss' };
const answerKeys: Record<string, HelpResponse> = { 1: 'listening', 2: 'joining', 3: 'takingOver' };

/** Another list only where the names are others: a choice that is open must not be drawn anew under the mouse. */
function once(namesIn: (calls: readonly Call[]) => string[]): (calls: readonly Call[]) => readonly string[] {
  let [from, names]: [readonly Call[] | null, readonly string[]] = [null, []];
  return (calls) => {
    if (calls === from) return names;
    from = calls;
    const found = namesIn(calls);
    if (found.join('\n') !== names.join('\n')) names = found;
    return names;
  };
}

const namesOf = (names: readonly (string | null)[]): string[] => [...new Set(names.filter((name) => name !== null))].sort();
