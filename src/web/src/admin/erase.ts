import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ErasedCall, Erasure } from '../wire/privacy.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { dayAndTime } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { sheet } from '../parts/sheet.js';
import { adminStyles, reasonField } from './adminStyles.js';

const text = en.keeping.erase;
const path = '/api/v1/admin/erase';
const callsShown = 20;

type Kind = 'callId' | 'caller';
interface Asked { kind: Kind; id: string; reason: string }

/** Erases a call or a caller: first what would go, then only with the id typed once more. */
@customElement('cl-erase')
export class Erase extends LitElement {
  static override styles = [base, controls, sheet, adminStyles, css`
    .outcome {
      display: grid;
      gap: 12px;
      padding: 14px;
    }
    .calls {
      display: grid;
      grid-template-columns: fit-content(50%) minmax(0, 1fr);
      gap: 4px 18px;
      overflow-wrap: anywhere;
    }
    .calls li {
      display: grid;
      grid-template-columns: subgrid;
      grid-column: 1 / -1;
    }
    .beyond li {
      padding: 2px 0;
    }
    .outcome h3 {
      font-size: var(--s);
      color: var(--ink-2);
    }
    .beyond {
      font-size: var(--s);
      color: var(--ink-2);
      max-width: 46rem;
    }
    .id {
      font-weight: 600;
    }
    @media (max-width: 720px) {
      .calls {
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
    }
  `];

  @state() private kind: Kind = 'callId';
  @state() private asked: Asked | null = null;
  @state() private answer: { erasure: Erasure; isDone: boolean } | null = null;
  @state() private typed = '';
  @state() private isWorking = false;
  @state() private problem: string | null = null;

  protected override render(): unknown {
    const { asked, answer, kind } = this;
    return html`<section aria-labelledby="erase" data-testid="erase"><h2 id="erase">${text.title}</h2><p class="note">${text.note}</p>
      <form data-testid="erase-form" @submit=${this.look} @input=${() => this.forget()}>
        <label>${text.what}<select name="kind" data-testid="erase-kind" @change=${(e: Event) => (this.kind = (e.target as HTMLSelectElement).value as Kind)}>
          <option value="callId">${text.one}</option><option value="caller">${text.all}</option></select></label>
        <label>${kind === 'callId' ? en.keeping.call : en.keeping.caller}<input name="id" data-testid="erase-id" required maxlength="128" autocomplete="off" spellcheck="false"
          placeholder=${kind === 'callId' ? en.keeping.callHint : en.keeping.callerHint} /></label>${reasonField()}
        <button data-testid="erase-look" ?disabled=${this.isWorking}>${text.look}</button></form>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${asked === null || answer === null ? nothing : answer.isDone ? this.done(answer.erasure) : this.preview(asked, answer.erasure)}</section>`;
  }

  private preview(asked: Asked, erasure: Erasure): unknown {
    const goes = erasure.calls.filter((call) => call.outcome === 'wouldErase').length;
    return html`<div class="card outcome" data-testid="erase-preview" role="status">
      <p>${erasure.calls.length === 0 ? text.none : goes === 0 ? text.nothing : text.would(goes)}</p>${this.calls(erasure.calls)}
      ${goes === 0 ? nothing : html`${this.beyond(erasure)}<form @submit=${this.erase}>
        <label>${text.type(asked.id)}<input data-testid="erase-typed" autocomplete="off" spellcheck="false" placeholder=${text.typeHint}
          .value=${this.typed} @input=${(e: Event) => (this.typed = (e.target as HTMLInputElement).value)} /></label>
        <button class="primary" data-testid="erase-confirm" ?disabled=${this.typed.trim() !== asked.id || this.isWorking}>${this.isWorking ? text.working : text.confirm(goes)}</button>
        <button class="quiet" type="button" @click=${() => this.forget()}>${en.keeping.cancel}</button></form>`}</div>`;
  }

  private done(erasure: Erasure): unknown {
    return html`<div class="card outcome" data-testid="erase-done" role="status">
      <p>${text.done(erasure.calls.filter((call) => call.outcome === 'erased').length)}${erasure.index ? '' : ` ${text.index}`}</p>
      ${this.calls(erasure.calls)}${this.beyond(erasure)}
      <p><button type="button" @click=${() => this.forget()}>${text.again}</button></p></div>`;
  }

  private calls(calls: readonly ErasedCall[]): unknown {
    return html`<ul class="calls">${calls.slice(0, callsShown).map(({ callId, outcome, rows }) => html`<li data-testid="erase-call" data-call=${callId} data-outcome=${outcome}>
      <span class="id">${callId}</span><span>${text.outcome[outcome]}
        ${rows === null ? nothing : html`<span class="muted small">${text.rows(rows.fragments, rows.alerts, rows.incidents)}</span>`}</span></li>`)}
      ${calls.length > callsShown ? html`<li class="muted">${text.more(calls.length - callsShown)}</li>` : nothing}</ul>`;
  }

  private beyond({ exports, backups, notes }: Erasure): unknown {
    const known = [
      ...exports.map((one) => text.takenBy([text.taken[one.kind] ?? one.kind, one.callId].filter(Boolean).join(' '), one.by, dayAndTime(one.at))),
      ...backups.map((one) => text.backup(one.file, dayAndTime(one.at))),
    ];
    return html`<div class="beyond"><h3>${text.beyond}</h3><ul>${[...known, ...notes].map((note) => html`<li>${note}</li>`)}</ul></div>`;
  }

  private forget(): void {
    this.asked = this.answer = this.problem = null;
    this.typed = '';
  }

  private async look(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.forget();
    this.asked = { kind: this.kind, id: String(form.get('id')).trim(), reason: String(form.get('reason')) };
    await this.send(this.asked, false);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-testid=erase-typed]')?.focus();
  }

  private async erase(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.asked === null || this.typed.trim() !== this.asked.id) return;
    await this.send(this.asked, true);
    if (this.problem === null) this.renderRoot.querySelector<HTMLFormElement>('[data-testid=erase-form]')?.reset();
    this.kind = 'callId';
  }

  private async send({ kind, id, reason }: Asked, isDone: boolean): Promise<void> {
    this.problem = null;
    this.isWorking = true;
    try {
      this.answer = { erasure: await post<Erasure>(path, { [kind]: id, reason, dryRun: !isDone }), isDone };
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.isWorking = false;
    }
  }
}
