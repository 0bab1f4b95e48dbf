import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Hold } from '../wire/privacy.js';
import { get, messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { dayAndTime } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { sheet } from '../parts/sheet.js';
import { adminStyles, reasonField } from './adminStyles.js';

const text = en.keeping.holds;
const path = '/api/v1/admin/holds';

/** Calls that nothing erases, each with who said so and why. */
@customElement('cl-holds')
export class Holds extends LitElement {
  static override styles = [base, controls, sheet, adminStyles, css`
    .lift {
      padding: 14px;
    }
  `];

  @state() private holds: Hold[] | null = null;
  @state() private lifting: string | null = null;
  @state() private problem: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.run(() => Promise.resolve());
  }

  protected override render(): unknown {
    const { holds, lifting } = this;
    if (holds === null && this.problem === null) return nothing;
    return html`<section aria-labelledby="holds" data-testid="holds"><h2 id="holds">${text.title}</h2><p class="note">${text.note}</p>
      ${holds === null ? nothing : holds.length === 0 ? html`<p class="none">${text.none}</p>` : html`<div class="card scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${en.keeping.call}</th><th scope="col">${en.keeping.reason}</th><th scope="col">${text.by}</th><th scope="col">${text.since}</th><th><span class="away">${text.lift}</span></th></tr></thead>
        <tbody>${holds.map((hold) => html`<tr data-testid="hold" data-call=${hold.callId}><th scope="row"><a href="/review/${encodeURIComponent(hold.callId)}">${hold.callId}</a></th>
          <td data-label=${en.keeping.reason}><span>${hold.reason}</span></td><td data-label=${text.by}><span>${hold.by}</span></td>
          <td class="num" data-label=${text.since}><span>${dayAndTime(hold.at)}</span></td>
          <td class="acts"><button class="quiet" type="button" data-testid="hold-lift" @click=${() => this.ask(hold.callId)}>${text.lift}</button></td></tr>`)}</tbody></table></div>`}
      ${lifting === null ? nothing : html`<form class="card lift" data-testid="hold-lifting" @submit=${(e: SubmitEvent) => this.send(e, `${path}/lift`, lifting)}
        @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && (this.lifting = null)}>
        ${reasonField(text.lifting(lifting))}<button class="primary" data-testid="hold-lift-confirm">${text.confirm}</button>
        <button class="quiet" type="button" @click=${() => (this.lifting = null)}>${en.keeping.cancel}</button></form>`}
      <form data-testid="hold-form" @submit=${(e: SubmitEvent) => this.send(e, path)}>
        <label>${en.keeping.call}<input name="callId" required maxlength="128" autocomplete="off" placeholder=${en.keeping.callHint} /></label>${reasonField()}
        <button data-testid="hold-put">${text.put}</button></form>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}</section>`;
  }

  private async ask(callId: string): Promise<void> {
    this.lifting = callId;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.lift input')?.focus();
  }

  /** @param of The call, where the form does not ask for it. */
  private async send(event: SubmitEvent, to: string, of?: string): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    await this.run(async () => {
      await post(to, { callId: of ?? form.get('callId'), reason: form.get('reason') });
      element.reset();
      if (of !== undefined) this.lifting = null;
    });
  }

  private async run(act: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    try {
      await act();
      this.holds = await get<Hold[]>(path);
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}
