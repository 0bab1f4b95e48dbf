import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { fileOf, messageOf } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { sheet } from '../parts/sheet.js';
import { adminStyles, reasonField } from './adminStyles.js';

const text = en.keeping.export;

/** Takes out all that is kept of one caller or agent, as a file. */
@customElement('cl-person-export')
export class PersonExport extends LitElement {
  static override styles = [base, controls, sheet, adminStyles, css`
    .said:empty {
      margin-top: -12px;
    }
  `];

  @state() private kind: 'caller' | 'agentId' = 'caller';
  @state() private isWorking = false;
  @state() private said: string | null = null;
  @state() private problem: string | null = null;

  protected override render(): unknown {
    const { kind } = this;
    return html`<section aria-labelledby="export" data-testid="person-export"><h2 id="export">${text.title}</h2><p class="note">${text.note}</p>
      <form @submit=${this.get}>
        <label>${text.whose}<select name="kind" data-testid="export-kind" @change=${(e: Event) => (this.kind = (e.target as HTMLSelectElement).value as typeof kind)}>
          <option value="caller">${text.caller}</option><option value="agentId">${text.agent}</option></select></label>
        <label>${kind === 'caller' ? en.keeping.caller : en.keeping.agent}<input name="id" data-testid="export-id" required maxlength="128" autocomplete="off" spellcheck="false"
          placeholder=${en.keeping.callerHint} /></label>${reasonField()}
        <button data-testid="export-get" ?disabled=${this.isWorking}>${text.get}</button></form>
      <p role="status" class="note said" data-testid="export-said">${this.said}</p>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}</section>`;
  }

  private async get(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.said = this.problem = null;
    this.isWorking = true;
    try {
      const file = await fileOf('/api/v1/admin/export', { [this.kind]: String(form.get('id')).trim(), reason: form.get('reason') });
      if (file.size === 0) {
        this.said = text.nothing;
        return;
      }
      save(file, 'person.jsonl');
      this.said = text.done(text.lines((await file.text()).trimEnd().split('\n').length));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.isWorking = false;
    }
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
