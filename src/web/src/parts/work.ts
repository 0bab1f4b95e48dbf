import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { categories } from '../wire/types.js';
import { isClosed, type Incident, type WorkRules } from '../wire/work.js';
import { ApiError, messageOf, post } from '../wire/api.js';
import { rulesOf } from '../wire/teamRules.js';
import { en } from '../text/en.js';
import { timeOfDay } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import './since.js';

export type WorkAct = 'acknowledge' | 'claim' | 'release' | 'snooze' | 'resolve' | 'dismiss';
type Form = 'snooze' | 'resolve' | 'dismiss';

const snoozes = [5, 10, 30, 60];

/** Up to the longest that the team's policy lets anybody snooze, its own usual time among them. */
export function snoozesOf(rules: Pick<WorkRules, 'snoozeMinutes' | 'longestSnoozeMinutes'> | null): number[] {
  if (rules === null) return snoozes;
  const wanted = [...new Set([...snoozes, Math.round(rules.snoozeMinutes)])].filter((minutes) => minutes >= 1 && minutes <= rules.longestSnoozeMinutes);
  return wanted.length > 0 ? wanted.sort((a, b) => a - b) : [Math.max(1, Math.floor(rules.longestSnoozeMinutes))];
}

export const workOn = (incident: Incident, act: WorkAct, body: object = {}): Promise<Incident> =>
  post<Incident>(`/api/v1/incidents/${encodeURIComponent(incident.id)}/${act}`, body);

/** How an incident stands and what a supervisor does about it: one click each, and a short form where a reason is due. */
@customElement('cl-work')
export class WorkPanel extends LitElement {
  static override styles = [base, controls, css`
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 2px;
      align-items: center;
    }
    .row button:not(.quiet) {
      margin-inline-end: 3px;
      padding-inline: 9px;
    }
    .row button.quiet {
      padding-inline: 5px;
    }
    .state {
      flex: 1 0 100%;
      font-size: var(--s);
      color: var(--ink-2);
    }
    .state[data-waits] {
      color: var(--caution);
      font-weight: 600;
    }
    form {
      display: grid;
      gap: 8px;
      margin-top: 8px;
      padding: 10px 12px;
      background: var(--sunken);
      border-radius: var(--r);
    }
    form label {
      display: grid;
      gap: 3px;
    }
    .problem {
      margin-top: 6px;
    }
  `];

  @property({ attribute: false }) incident!: Incident;
  /** The centre's; those of the incident's team are asked for when a form needs them. */
  @property({ attribute: false }) rules: Pick<WorkRules, 'rootCauses' | 'snoozeMinutes' | 'longestSnoozeMinutes'> | null = null;
  @state() private own: { team: string; rules: WorkRules } | null = null;
  @property({ type: Boolean }) mayAct = false;
  /** Whose page it is: what another has claimed is not given back but taken over. */
  @property() me = '';
  @state() private form: Form | null = null;
  @state() private busy = false;
  @state() private problem: string | null = null;
  @state() private taken = false;

  /** What a key stands for: the act at once, or its form. */
  async begin(act: WorkAct): Promise<void> {
    if (!this.mayAct || isClosed(this.incident.work)) return;
    if (act !== 'snooze' && act !== 'resolve' && act !== 'dismiss') return this.act(act);
    this.form = this.form === act ? null : act;
    void this.learn(this.incident.team);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('form input, form button')?.focus();
  }

  /** Where they cannot be had the centre's stay, and the server says what it does not take. */
  private async learn(team: string | null): Promise<void> {
    if (team === null) return;
    const rules = await rulesOf(team).catch(() => null);
    if (rules !== null) this.own = { team, rules };
  }

  private get teamRules(): WorkPanel['rules'] {
    return this.own !== null && this.own.team === this.incident.team ? this.own.rules : this.rules;
  }

  protected override render(): unknown {
    const { incident } = this;
    const open = !isClosed(incident.work) && incident.stands;
    return html`<div class="row" role="group" aria-label=${en.todo.region} data-testid="incident-work" data-work=${incident.work}>${this.standing()}
        ${!open || !this.mayAct ? nothing : html`
        ${incident.waitingSince === null || incident.work !== 'open' ? nothing : this.button('acknowledge')}
        ${incident.work === 'claimed' && incident.claimedBy !== this.me ? this.takeOver()
          : incident.work === 'claimed' || incident.work === 'snoozed' ? this.button('release') : this.button('claim')}
        ${(['snooze', 'resolve', 'dismiss'] as const).map((act) => act === 'snooze' && incident.work === 'snoozed' ? nothing
          : html`<button class="quiet" type="button" data-testid="incident-${act}" aria-expanded=${this.form === act} @click=${() => this.begin(act)}>${en.todo[act]}</button>`)}`}</div>
      ${open && this.form !== null ? this.ask(this.form) : nothing}
      ${this.problem === null ? nothing : html`<div class="problem" role="alert">${this.problem}
        ${this.taken ? this.takeOver() : nothing}</div>`}`;
  }

  private takeOver(): unknown {
    return html`<button type="button" data-testid="incident-take-over" ?disabled=${this.busy} @click=${() => this.act('claim', { takeOver: true })}>${en.todo.takeOver}</button>`;
  }

  private standing(): unknown {
    const { work, claimedBy, snoozedUntil, closedBy, waitingSince, escalation, stands, reason } = this.incident;
    if (!stands) return html`<span class="state">${en.todo.takenBack}</span>`;
    const words = {
      open: en.todo.open, acknowledged: en.todo.acknowledged, claimed: en.todo.claimedBy(claimedBy ?? ''),
      snoozed: en.todo.snoozedUntil(snoozedUntil === null ? '' : timeOfDay(snoozedUntil).slice(0, 5)),
      resolved: en.todo.resolvedBy(closedBy ?? ''), dismissed: en.todo.dismissedBy(closedBy ?? ''),
    }[work];
    if (waitingSince === null) return html`<span class="state" data-testid="incident-state">${words}${reason === null ? nothing : `: ${reason}`}</span>`;
    return html`<span class="state" data-testid="incident-state" ?data-waits=${escalation > 0}>${escalation > 0 ? `${en.todo.escalated(escalation)}. ` : nothing}${en.todo.waiting}
      <cl-since class="num" as="clock" .at=${waitingSince}></cl-since></span>`;
  }

  private button(act: 'acknowledge' | 'claim' | 'release'): unknown {
    return html`<button type="button" data-testid="incident-${act}" ?disabled=${this.busy} @click=${() => this.act(act)}>${en.todo[act]}</button>`;
  }

  private ask(form: Form): unknown {
    if (form === 'snooze') return html`<form class="row" @submit=${(e: Event) => e.preventDefault()}><span class="small">${en.todo.snoozeFor}</span>
      ${snoozesOf(this.teamRules).map((minutes) => html`<button type="button" data-testid="snooze-${minutes}" ?disabled=${this.busy} @click=${() => this.act('snooze', { minutes })}>${en.minutes(minutes)}</button>`)}</form>`;
    return html`<form data-testid="incident-form" @submit=${(e: Event) => this.submit(e, form)}>
      <label>${form === 'resolve' ? en.todo.reason : en.todo.dismissReason}
        <input name="reason" required maxlength="500" autocomplete="off" data-testid="incident-reason" /></label>
      ${form === 'resolve' ? html`<label>${en.todo.rootCause}<select name="rootCause" data-testid="incident-root-cause"><option value="">${en.todo.rootCauseNone}</option>
          ${(this.teamRules?.rootCauses ?? []).map((cause) => html`<option value=${cause}>${en.todo.rootCauses[cause] ?? cause}</option>`)}</select></label>`
        : html`<label>${en.todo.label}<select name="label" data-testid="incident-label"><option value="none">${en.todo.labelNone}</option>
          ${categories.map((category) => html`<option value=${category}>${en.category[category]}</option>`)}</select></label>`}
      <div class="row"><button class="primary" data-testid="incident-confirm" ?disabled=${this.busy}>${en.todo[form]}</button>
        <button class="quiet" type="button" @click=${() => (this.form = null)}>${en.todo.cancel}</button></div></form>`;
  }

  private submit(event: Event, form: Form): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    void this.act(form, Object.fromEntries([...given].filter(([, value]) => value !== '')));
  }

  private async act(act: WorkAct, body: object = {}): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    this.taken = false;
    try {
      const detail = await workOn(this.incident, act, body);
      // A form that was opened while another act was under way stays.
      if (this.form === act) this.form = null;
      this.dispatchEvent(new CustomEvent('incident-changed', { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
      this.taken = act === 'claim' && error instanceof ApiError && error.status === 409;
    } finally {
      this.busy = false;
    }
  }
}
