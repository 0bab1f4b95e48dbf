import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { linesOf, messageOf } from '../wire/api.js';
import { whole } from '../operator/figures.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { sheet } from '../parts/sheet.js';
import { adminStyles } from './adminStyles.js';
import { ChainCheck, emptyHead, readHead, type Head } from './auditChain.js';

const text = en.auditing;
const exportPath = '/api/v1/admin/audit.ndjson';
const faultsShown = 5;
const tellEvery = 500;

/** Whether the record is whole: computed here from all of it, so that the server's own word is not what it rests on. */
@customElement('cl-chain')
export class Chain extends LitElement {
  static override styles = [base, controls, sheet, tones, adminStyles, css`
    .card {
      display: grid;
      gap: 12px;
      padding: 14px;
    }
    form input {
      width: min(100%, 26rem);
    }
    form label {
      flex: 0 1 26rem;
    }
    .verdict {
      display: flex;
      gap: 10px;
      color: var(--tone);
      font-weight: 500;
    }
    .verdict svg {
      margin-top: 4px;
    }
    .verdict :is(p, li) + :is(p, li),
    .verdict ul {
      font-weight: 400;
      color: var(--ink-2);
      font-size: var(--s);
    }
  `];

  /** The last entry, as the list told it. */
  @property({ attribute: false }) head: Head = emptyHead;
  @state() private read: number | null = null;
  @state() private verdict: { faults: string[]; entries: number; isKnown: boolean } | null = null;
  @state() private problem: string | null = null;

  protected override render(): unknown {
    const { head, read } = this;
    return html`<section aria-labelledby="chain"><h2 id="chain">${text.chain}</h2><div class="card">
      <p>${text.chainBody(whole(head.number + 1))}</p><p><code data-testid="chain-head">${head.number} ${head.hash}</code></p><p class="note">${text.chainNote}</p>
      <form @submit=${this.check}>
        <label>${text.known}<input name="known" data-testid="chain-known" autocomplete="off" spellcheck="false" maxlength="90" placeholder=${text.knownHint} /></label>
        <button class="primary" data-testid="chain-check" ?disabled=${read !== null}>${text.check}</button>
        <a class="button" href=${exportPath} download="audit.ndjson" data-testid="audit-export">${text.export}</a></form>
      <div role="status">${read !== null ? html`<p class="note num">${text.checking(whole(read))}</p>` : this.verdict === null ? nothing : this.said(this.verdict)}</div>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}</div></section>`;
  }

  private said({ faults, entries, isKnown }: { faults: string[]; entries: number; isKnown: boolean }): unknown {
    if (faults.length === 0) {
      return html`<div class="verdict tone-safe" data-testid="chain-verdict" data-whole="true">${severityGlyph('info')}
        <div><p>${text.whole(whole(entries))}</p><p>${isKnown ? text.wholeKnown : text.wholeUnknown}</p></div></div>`;
    }
    return html`<div class="verdict tone-critical" data-testid="chain-verdict" data-whole="false">${severityGlyph('critical')}
      <div><p>${text.broken(faults.length)}</p><ul>${faults.slice(0, faultsShown).map((fault) => html`<li>${fault}</li>`)}
        ${faults.length > faultsShown ? html`<li>${text.moreFaults(faults.length - faultsShown)}</li>` : nothing}</ul></div></div>`;
  }

  private async check(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const given = String(new FormData(event.target as HTMLFormElement).get('known') ?? '').trim();
    const known = given === '' ? null : readHead(given);
    this.verdict = this.problem = null;
    // Browsers have it in pages alone that came over TLS, or from this machine.
    if (!('subtle' in crypto)) this.problem = text.noCrypto;
    else if (given !== '' && known === null) this.problem = text.badKnown;
    if (this.problem !== null) return;
    this.read = 0;
    try {
      const check = new ChainCheck([this.head, ...(known === null ? [] : [known])]);
      let entries = 0;
      for await (const line of linesOf(exportPath)) {
        await check.take(line);
        if (++entries % tellEvery === 0) this.read = entries;
      }
      check.end();
      this.verdict = { faults: check.faults, entries, isKnown: known !== null };
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.read = null;
    }
  }
}
