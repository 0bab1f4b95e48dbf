import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isCalm, type AgentCare } from '../wire/care.js';
import { get } from '../wire/api.js';
import { en } from '../text/en.js';
import { base } from '../design/styles.js';
import './exposure.js';

/** What an agent had to bear in this shift, for whoever can offer a break; nothing while the shift is calm. */
@customElement('cl-today')
export class Today extends LitElement {
  static override styles = [base, css`
    div {
      display: grid;
      gap: 4px;
    }
  `];

  @property() agentId: string | null = null;
  @state() private care: AgentCare | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('agentId')) return;
    this.care = null;
    if (this.agentId !== null) void this.load(this.agentId);
  }

  /** Beside a call this is an extra: where it cannot be had, nothing is said. */
  private async load(agentId: string): Promise<void> {
    const care = await get<AgentCare>(`/api/v1/care/agents/${encodeURIComponent(agentId)}`).catch(() => null);
    if (agentId === this.agentId) this.care = care;
  }

  protected override render(): unknown {
    const { care } = this;
    if (care === null || care.shift === null || isCalm(care.shift.exposure)) return nothing;
    const text = en.caring;
    return html`<div data-testid="today"><h3>${text.today}</h3><cl-exposure class="small" .exposure=${care.shift.exposure}></cl-exposure>
      ${care.breakReasons.length === 0 ? nothing : html`<p class="small"><strong>${text.offer}</strong>: ${care.breakReasons.map((reason) => text.because[reason]).join(', ')}</p>`}</div>`;
  }
}
