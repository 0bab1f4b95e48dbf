import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AuditPage } from '../wire/admin.js';
import type { Scan } from '../wire/privacy.js';
import { get, messageOf, post } from '../wire/api.js';
import { lag, whole } from '../operator/figures.js';
import { en } from '../text/en.js';
import { dayAndTime } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { sheet } from '../parts/sheet.js';
import { adminStyles } from './adminStyles.js';
import './sure.js';

const text = en.keeping.scan;
const path = '/api/v1/admin/scan-redaction';
const callsShown = 5;

/** Stored texts past today's rules of redaction: when that was last looked at, by whom, and what is found now. */
@customElement('cl-scan')
export class ScanView extends LitElement {
  static override styles = [base, controls, sheet, adminStyles, css`
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 12px;
      align-items: center;
    }
  `];

  @state() private last: string | null = null;
  @state() private scan: Scan | null = null;
  @state() private isWorking = false;
  @state() private problem: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  /** The record knows of every scan; its findings are told to whoever asks for one. */
  private async load(): Promise<void> {
    try {
      const { entries } = await get<AuditPage>(`/api/v1/admin/audit?${new URLSearchParams({ what: `POST ${path}`, limit: '1' })}`);
      const one = entries[0];
      this.last = one === undefined ? text.never : text.last(dayAndTime(one.at), one.by ?? en.auditing.server);
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  protected override render(): unknown {
    const { scan } = this;
    return html`<section aria-labelledby="scan" data-testid="scan"><h2 id="scan">${text.title}</h2><p class="note">${text.note}</p>
      <p class="acts"><button type="button" data-testid="scan-run" ?disabled=${this.isWorking} @click=${() => this.run(false)}>${this.isWorking ? text.running : text.run}</button>
        ${scan === null || scan.left === 0 ? nothing : html`<cl-sure data-testid="scan-fix" .label=${text.fix} ?disabled=${this.isWorking} @sure=${() => this.run(true)}></cl-sure>`}
        <span class="note num" data-testid="scan-last">${scan === null ? this.last : nothing}</span></p>
      <div role="status">${scan === null ? nothing : html`<p data-testid="scan-result">${text.read(whole(Object.values(scan.read).reduce((sum, n) => sum + n, 0)), lag(scan.tookMs))}
        ${scan.findings.length === 0 ? text.clean : scan.fixed === 0 ? text.had(scan.left) : `${text.fixed(scan.fixed)} ${text.left(scan.left)}`}</p>`}</div>
      ${scan === null || scan.findings.length === 0 ? nothing : this.findings(scan.findings)}
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}</section>`;
  }

  private findings(findings: Scan['findings']): unknown {
    return html`<div class="card scroll" tabindex="0"><table>
      <thead><tr><th scope="col">${text.found}</th><th scope="col">${text.kind}</th><th scope="col" class="figure">${text.count}</th><th scope="col">${text.calls}</th></tr></thead>
      <tbody>${findings.map(({ place, kind, count, callIds }) => html`<tr data-testid="scan-finding"><th scope="row">${text.places[place]}</th>
        <td data-label=${text.kind}><span><code>[${kind}]</code></span></td><td class="figure" data-label=${text.count}><span>${whole(count)}</span></td>
        <td data-label=${text.calls}><span>${callIds.slice(0, callsShown).map((id, i) => html`${i === 0 ? '' : ', '}<a href="/review/${encodeURIComponent(id)}">${id}</a>`)}
          ${callIds.length > callsShown ? text.more(callIds.length - callsShown) : nothing}</span></td></tr>`)}</tbody></table></div>`;
  }

  private async run(fix: boolean): Promise<void> {
    this.problem = null;
    this.isWorking = true;
    try {
      this.scan = await post<Scan>(path, { fix });
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.isWorking = false;
    }
  }
}
