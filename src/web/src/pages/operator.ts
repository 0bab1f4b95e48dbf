import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import type { Me } from '../wire/types.js';
import type { Operator, PolicyChange, Queue } from '../wire/operator.js';
import { ApiError, get, messageOf } from '../wire/api.js';
import { en } from '../text/en.js';
import { dayAndTime } from '../text/time.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { findingsOf } from '../operator/findings.js';
import { bytes, whole } from '../operator/figures.js';
import { fillBar } from '../parts/fill.js';
import { Page } from '../parts/page.js';
import { Polling } from '../parts/polling.js';
import { sheet } from '../parts/sheet.js';
import '../parts/since.js';
import '../parts/sources.js';
import '../review/shadow.js';

const everyMs = 5000;
const problemsShown = 3;

/** How the installation is doing: what comes in, what waits, what decides, what is kept. */
@customElement('cl-operator')
export class OperatorPage extends Page {
  static override styles = [Page.styles, tones, sheet, css`
    .facts {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 20px;
      color: var(--ink-2);
      font-size: var(--s);
    }
    .findings {
      display: grid;
      gap: 2px;
      padding: 10px 14px;
    }
    .findings li {
      display: flex;
      gap: 10px;
      padding: 4px 0;
      color: var(--tone);
    }
    .findings svg {
      margin-top: 3px;
    }
    .findings span {
      color: var(--ink);
    }
    .well {
      padding: 12px 14px;
      color: var(--ink-2);
    }
    .gauge {
      width: 28%;
      vertical-align: middle;
    }
    dd ul {
      display: grid;
      gap: 4px;
    }
    @media (max-width: 720px) {
      .gauge {
        width: auto;
      }
    }
  `];

  protected readonly page = 'operator';
  @state() private now: Operator | null = null;
  @state() private problem: string | null = null;
  readonly #polling = new Polling(this, everyMs);

  protected allows(me: Me): boolean {
    return me.role === 'operator' || me.role === 'administrator';
  }

  protected begin(): void {
    void this.load();
    this.#polling.start(() => this.load());
  }

  private async load(): Promise<void> {
    try {
      this.now = await get<Operator>('/api/v1/operator');
      this.problem = null;
    } catch (error) {
      if (error instanceof ApiError && error.isSignedOut) this.stopped = 'signedOut';
      else if (this.now === null) this.stopped = messageOf(error);
      else this.problem = en.operating.stale;
    }
  }

  protected body(): unknown {
    const { now } = this;
    if (now === null) return nothing;
    return html`<main data-testid="operator">${this.lead(now)}${this.attention(now)}
      <section><h2>${en.operating.sources.title}</h2>
        <p class="note" data-testid="counts-since">${en.operating.sources.since}</p>
        <cl-sources .sources=${now.sources}></cl-sources><p class="note">${en.operating.sources.note}</p></section>
      ${this.me?.role === 'administrator' ? html`<cl-shadow></cl-shadow>` : nothing}
      <div class="two">${this.queues(now)}${this.store(now)}${this.policy(now)}${this.model(now)}</div></main>`;
  }

  private lead(now: Operator): unknown {
    const text = en.operating;
    const { server } = now;
    return html`<div class="lead"><h1>${text.title}</h1>
      <p class="facts"><span>${text.server(server.version, server.runtime, server.processors)}</span>
        <span class="num">${text.up} <cl-since as="clock" .at=${server.startedAt}></cl-since></span>
        <span class="num">${text.liveCalls} ${whole(server.liveCalls)}</span><span class="num">${text.memory} ${bytes(server.memoryBytes)}</span>
        <span class="num">${text.read} <cl-since as="ago" .at=${now.at}></cl-since></span></p>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}</div>`;
  }

  private attention(now: Operator): unknown {
    const found = findingsOf(now);
    return html`<section aria-labelledby="attention"><h2 id="attention">${en.operating.attention}</h2>
      <div class="card" role="status">${found.length === 0 ? html`<p class="well" data-testid="all-well">${en.operating.nothing}</p>`
        : html`<ul class="findings">${found.map((one) => html`<li class="tone-${one.severity}" data-testid="finding" data-severity=${one.severity}>
          ${severityGlyph(one.severity)}<span><span class="away">${en.severity[one.severity]}: </span>${one.text}</span></li>`)}</ul>`}</div></section>`;
  }

  private queues(now: Operator): unknown {
    const text = en.operating.queues;
    const { ingest, scoring, writer, pages, webhooks } = now.queues;
    const row = (name: string, queue: Queue): unknown => {
      const share = queue.limit === null ? 0 : queue.waiting / queue.limit;
      return html`<tr data-testid="queue" data-queue=${name}><th scope="row">${text.names[name]}</th>
        <td data-label=${text.waiting} class="figure"><span>${whole(queue.waiting)}</span></td>
        <td data-label=${text.limit} class="figure"><span>${queue.limit === null ? text.noLimit : whole(queue.limit)}</span></td>
        <td class="gauge">${queue.limit === null ? nothing : html`${fillBar(share)}<span class="away">${text.fill(Math.round(share * 100))}</span>`}</td></tr>`;
    };
    return html`<section aria-labelledby="queues"><h2 id="queues">${text.title}</h2><div class="card"><table>
      <thead><tr><th scope="col">${text.name}</th><th scope="col" class="figure">${text.waiting}</th><th scope="col" class="figure">${text.limit}</th><td></td></tr></thead>
      <tbody>${row('ingest', ingest)}${row('scoring', scoring)}${row('writer', writer)}${row('pages', pages)}
        <tr data-testid="queue" data-queue="webhooks"><th scope="row">${text.names['webhooks']}</th>
          <td data-label=${text.waiting} class="figure"><span>${whole(webhooks.waiting)}</span></td>
          <td colspan="2" class="figure small muted">${text.endpoints(webhooks.endpoints, webhooks.disabled)}, ${text.dead(webhooks.dead)}${webhooks.oldestAt === null ? nothing
            : html`<br />${text.oldest} <cl-since as="ago" .at=${webhooks.oldestAt}></cl-since>`}</td></tr></tbody></table></div></section>`;
  }

  private store(now: Operator): unknown {
    const [text, { store }] = [en.operating.store, now];
    return html`<section aria-labelledby="store"><h2 id="store">${text.title}</h2><dl class="card" data-testid="store">
      <dt>${text.size}</dt><dd class="num" data-testid="store-size">${bytes(store.bytes)}</dd>
      <dt>${text.free}</dt><dd class="num">${store.freeBytes === null ? text.unknown : bytes(store.freeBytes)}</dd>
      <dt>${text.oldest}</dt><dd class="num">${store.oldestCallAt === null ? text.noCalls : dayAndTime(store.oldestCallAt)}</dd>
      <dt>${text.calls}</dt><dd class="num">${whole(store.calls)}</dd><dt>${text.fragments}</dt><dd class="num">${whole(store.fragments)}</dd>
      <dt>${text.retention}</dt><dd data-testid="retention">${store.retentionDays !== null ? text.days(store.retentionDays)
        : store.nextRetentionAt === null ? text.forever : text.forOthers}${this.retention(now)}</dd>
      <dt>${text.folder}</dt><dd><code>${store.folder}</code></dd></dl></section>`;
  }

  private retention(now: Operator): unknown {
    const [text, { lastRetention: last, nextRetentionAt: next }] = [en.operating.store, now.store];
    if (last === null || next === null)
      return nothing;
    const kept = text.kept(last.held, last.openIncidents, last.failed);
    return html`<span class="small muted" data-testid="retention-run"><br />${text.ran(last.erased)} <cl-since as="ago" .at=${last.at}></cl-since>${
      kept === '' ? nothing : html`<br />${kept}`}<br />${text.next} <span class="num">${dayAndTime(next)}</span></span>`;
  }

  private policy(now: Operator): unknown {
    const [text, { policy }] = [en.operating.policy, now];
    const { refused } = policy;
    return html`<section aria-labelledby="policy"><h2 id="policy">${text.title}</h2><dl class="card" data-testid="policy">
      <dt>${text.version}</dt><dd><code>${policy.version}</code></dd><dt>${text.since}</dt><dd class="num">${dayAndTime(policy.since)}</dd>
      <dt>${text.file}</dt><dd>${policy.source === 'standard' ? html`${text.standard}<br />` : nothing}<code>${policy.file}</code></dd>
      <dt>${text.teams}</dt><dd>${policy.teams.length === 0 ? text.noTeams : policy.teams.join(', ')}</dd>
      <dt>${text.hash}</dt><dd><code>${policy.hash}</code></dd>
      <dt>${text.refused}</dt><dd data-testid="refused">${refused === null ? text.none : html`<span class="num">${dayAndTime(refused.at)}</span>
        <ul>${refused.why === null ? nothing : html`<li>${refused.why}</li>`}
          ${refused.problems.slice(0, problemsShown).map((one) => html`<li>${text.problem(one.line, one.path, one.message)}</li>`)}
          ${refused.problems.length > problemsShown ? html`<li>${text.more(refused.problems.length - problemsShown)}</li>` : nothing}</ul>`}</dd>
      <dt>${text.changes}</dt><dd data-testid="policy-changes">${policy.changes.length === 0 ? text.noChanges
        : html`<ul>${policy.changes.map((one) => this.change(one))}</ul>`}</dd></dl></section>`;
  }

  private change({ at, version, by, refused }: PolicyChange): unknown {
    const text = en.operating.policy;
    return html`<li data-testid="policy-change" ?data-refused=${refused !== null}><span class="num">${dayAndTime(at)}</span>
      ${refused === null ? html`<code>${version}</code>` : text.wasRefused} <span class="muted">${by ?? text.nobody}</span>
      ${refused === null ? nothing : html`<br /><span class="small muted">${refused}</span>`}</li>`;
  }

  private model(now: Operator): unknown {
    const [text, { model }] = [en.operating.model, now];
    return html`<section aria-labelledby="model"><h2 id="model">${text.title}</h2><dl class="card" data-testid="model">
      <dt>${text.version}</dt><dd><code>${model.version}</code></dd><dt>${text.thresholds}</dt><dd><code>${model.thresholdsHash}</code></dd>
      <dt>${text.since}</dt><dd class="num">${dayAndTime(model.since)}</dd><dt>${text.second}</dt><dd>${model.hasSecondStage ? text.yes : text.no}</dd></dl></section>`;
  }
}
