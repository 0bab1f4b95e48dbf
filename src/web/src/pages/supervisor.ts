import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import type { Alert, CallPage, Me } from '../wire/types.js';
import { get } from '../wire/api.js';
import { LiveFeed } from '../live/liveFeed.js';
import { signalR } from '../live/port.js';
import { blur } from '../text/blur.js';
import { en } from '../text/en.js';
import { Page } from '../parts/page.js';
import { isAlarm } from '../parts/alarm.js';
import { agentOf } from '../parts/callCard.js';
import { cutOffNotice } from '../parts/connection.js';
import '../parts/wall.js';
import '../parts/feed.js';
import '../parts/drawer.js';

/** The supervisor's page: the wall of live calls and the feed of alerts beside it. */
@customElement('cl-supervisor')
export class Supervisor extends Page {
  static override styles = [Page.styles, css`
    main {
      flex: 1;
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(340px, 420px);
      min-height: 0;
    }
    cl-feed {
      border-inline-start: 1px solid var(--line);
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
      }
    }
    @media (max-width: 980px) {
      main {
        display: block;
      }
      cl-feed {
        border: 0;
      }
      .tabs {
        display: flex;
        padding: 10px 12px 0;
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
  @state() private tab: 'calls' | 'alerts' = 'calls';
  @state() private openId: string | null = null;
  @state() private spoken = '';

  protected allows(): boolean {
    return true;
  }

  protected begin(_me: Me): void {
    const feed = new LiveFeed(signalR('/hubs/live'));
    feed.listen(() => this.follow(feed));
    feed.onNews = (news) => this.announce(feed, news);
    feed.start();
    this.feed = feed;
    // Older alerts belong to calls that are over: who took them is in the list of past calls, or stays an id.
    get<CallPage>('/api/v1/calls?live=false&limit=200').then(({ calls }) => feed.remember(calls), () => undefined);
  }

  protected override barEnd(): unknown {
    return this.feed === null ? nothing : html`<cl-connection .link=${this.feed.link}></cl-connection>`;
  }

  protected body(me: Me): unknown {
    const feed = this.feed;
    if (feed === null) return nothing;
    const state = feed.link.state;
    const mayAct = me.role !== 'qa';
    const alarms = feed.alerts.filter(isAlarm);
    return html`
      <p class="away" role="alert" data-testid="announcement">${this.spoken}</p>
      ${cutOffNotice(state)}
      <cl-alarm .mayAct=${mayAct} .alerts=${alarms} .calls=${feed.known} @open-call=${this.open} @alert-changed=${this.changed}></cl-alarm>
      <div class="tabs"><div class="choices">
        ${(['calls', 'alerts'] as const).map((tab) => html`<button type="button" aria-pressed=${tab === this.tab} data-testid="tab-${tab}"
          @click=${() => (this.tab = tab)}>${tab === 'calls' ? en.wall.title : en.alerts.title}</button>`)}</div></div>
      <main data-tab=${this.tab} @open-call=${this.open} @alert-changed=${this.changed}>
        <cl-wall .calls=${[...feed.calls.values()]} .ready=${feed.ready} .administrator=${me.role === 'administrator'}></cl-wall>
        <cl-feed .mayAct=${mayAct} .alerts=${feed.alerts} .calls=${feed.known} .ready=${feed.ready}></cl-feed>
      </main>
      ${this.openId === null ? nothing : html`<cl-drawer .call=${feed.calls.get(this.openId) ?? null} .callId=${this.openId}
        .transcript=${feed.watched} .alerts=${feed.alerts} .lines=${feed.watched?.lines ?? []} .mayRespond=${mayAct}
        @close=${this.close} @call-changed=${(e: CustomEvent) => feed.takeCalls([e.detail])}></cl-drawer>`}`;
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

  private open(event: CustomEvent<string>): void {
    this.openId = event.detail;
    void this.feed?.watch(event.detail);
  }

  private close(): void {
    this.openId = null;
    void this.feed?.unwatch();
  }

  private changed(event: CustomEvent<Alert>): void {
    this.feed?.takeAlerts([event.detail]);
    this.requestUpdate();
  }
}
