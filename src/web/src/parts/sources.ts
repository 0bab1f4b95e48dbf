import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Severity } from '../wire/types.js';
import type { Source, SourceState } from '../wire/operator.js';
import { en } from '../text/en.js';
import { base } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { lag, whole } from '../operator/figures.js';
import { sheet } from './sheet.js';
import './since.js';

const toneOf: Record<SourceState, Severity | null> = { heard: null, idle: null, never: null, silent: 'serious' };

/** Each configured source and each key with what it brings. */
@customElement('cl-sources')
export class Sources extends LitElement {
  static override styles = [base, tones, sheet, css`
    .card {
      overflow-x: auto;
    }
    .chip,
    .reason,
    td[data-label] > span {
      white-space: nowrap;
    }
    .reason + .reason {
      margin-inline-start: 6px;
    }
    .nothing {
      color: var(--ink-3);
    }
    th small {
      display: block;
      font-weight: 400;
    }
    .empty {
      padding: 14px;
      color: var(--ink-2);
    }
  `];

  @property({ attribute: false }) sources: Source[] = [];

  protected override render(): unknown {
    const text = en.operating.sources;
    if (this.sources.length === 0) return html`<div class="card"><p class="empty" data-testid="no-sources">${text.none}</p></div>`;
    return html`<div class="card" tabindex="0" role="group" aria-label=${text.title}><table>
      <thead><tr><th scope="col">${text.name}</th><th scope="col">${text.state}</th><th scope="col">${text.seen}</th>
        <th scope="col" class="figure">${text.perMinute}</th><th scope="col" class="figure">${text.rejected}</th><th scope="col" class="figure">${text.lag}</th>
        <th scope="col" class="figure">${text.masked}</th><th scope="col" class="figure">${text.calls}</th><th scope="col" class="figure">${text.streams}</th></tr></thead>
      <tbody>${this.sources.map((source) => this.row(source))}</tbody></table></div>`;
  }

  private row(source: Source): unknown {
    const [text, { counts }] = [en.operating.sources, source];
    const tone = toneOf[source.state];
    return html`<tr data-testid="source" data-source=${source.name} data-state=${source.state}>
      <th scope="row"><span>${source.name}</span>${source.format === null ? nothing : html`<small>${text.configured(source.format, source.key)}</small>`}</th>
      <td data-label=${text.state}><span>${tone === null ? text.states[source.state]
        : html`<span class="chip tone-${tone}">${severityGlyph(tone)}${text.states[source.state]}</span>`}</span></td>
      <td data-label=${text.seen} class="num"><span>${source.lastSeenAt === null ? text.never : html`<cl-since as="ago" .at=${source.lastSeenAt}></cl-since>`}</span></td>
      <td data-label=${text.perMinute} class="figure" data-testid="per-minute"><span>${whole(counts.perMinute)}</span></td>
      <td data-label=${text.rejected} class="figure" data-testid="rejected"><span>${whole(counts.rejectedPerMinute)}</span>
        ${counts.reasons.length === 0 ? nothing : html`<small title=${text.reasons}>${counts.reasons.map((one) => html`<span class="reason">${one.code} ${whole(one.count)}</span> `)}</small>`}</td>
      <td data-label=${text.lag} class="figure" data-testid="lag"><span>${counts.lag.medianMs === null || counts.lag.p90Ms === null
        ? html`<span class="nothing">${text.noTimes}</span>` : `${lag(counts.lag.medianMs)} / ${lag(counts.lag.p90Ms)}`}</span>
        ${counts.ours.medianMs === null || counts.ours.p90Ms === null ? nothing : html`<small data-testid="ours">${text.ours} ${lag(counts.ours.medianMs)} / ${lag(counts.ours.p90Ms)}</small>`}
        ${source.topic == null ? nothing : html`<small data-testid="backlog" title=${text.backlogMeans(source.topic.partitions.length)}>${text.backlog(whole(source.topic.lagMessages))}${
          source.topic.lagMs === 0 ? nothing : `, ${lag(source.topic.lagMs)}`}</small>`}</td>
      <td data-label=${text.masked} class="figure" data-testid="masked"><span>${whole(counts.masked)}</span>
        ${counts.masked === 0 ? nothing : html`<small>${text.ofFragments(whole(counts.fragments))}</small>`}
        ${source.profanityFilter === null ? nothing : html`<small data-testid="filter" title=${source.filterAdvice ?? nothing}>${text.filter(source.profanityFilter)}</small>`}
        ${counts.unscored === 0 ? nothing : html`<small>${text.unscored(whole(counts.unscored))}</small>`}</td>
      <td data-label=${text.calls} class="figure"><span>${whole(source.liveCalls)}</span>
        ${source.quietCalls === 0 ? nothing : html`<small data-testid="quiet">${text.quiet(source.quietCalls)}</small>`}</td>
      <td data-label=${text.streams} class="figure"><span>${whole(source.streams)}</span></td></tr>`;
  }
}
