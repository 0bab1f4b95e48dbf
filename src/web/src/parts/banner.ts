import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Call, Help } from '../wire/types.js';
import { callPath, messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { oldMs } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { helpGlyph, stepGlyph, toneOf } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import './since.js';
import './words.js';

/**
 * What an agent sees of a call that turned: what happened, what they may do, the sentence to say. It is
 * read mid-sentence with a headset on, so there is little of it and the sentence is the largest thing there.
 */
@customElement('cl-banner')
export class BannerPanel extends LitElement {
  static override styles = [base, controls, tones, css`
    section {
      display: grid;
      gap: 20px;
      padding: clamp(18px, 3vw, 32px);
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: 14px;
    }
    section.raised {
      border: 2px solid var(--tone);
    }
    .step {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      color: var(--tone);
      font-weight: 650;
      font-size: var(--l);
    }
    .step .glyph {
      width: 33px;
      height: 21px;
    }
    .step span.small {
      font-weight: 400;
      color: var(--ink-3);
      margin-inline-start: auto;
    }
    .headline {
      font-size: var(--l);
      line-height: 1.4;
    }
    .heard {
      color: var(--ink-2);
      font-size: var(--m);
    }
    .say {
      display: grid;
      gap: 6px;
    }
    .say blockquote {
      font-size: var(--say);
      line-height: 1.25;
      font-weight: 500;
      letter-spacing: -0.015em;
      text-wrap: balance;
    }
    .may {
      display: grid;
      gap: 4px;
    }
    h2 {
      font-size: var(--s);
      font-weight: 500;
      color: var(--ink-3);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 10px;
      align-items: center;
    }
    .help {
      display: inline-flex;
      gap: 8px;
      align-items: center;
      color: var(--safe);
      background: var(--safe-soft);
      padding: 10px 14px;
      border-radius: var(--r);
      font-weight: 500;
    }
    .late {
      color: var(--caution);
      font-weight: 500;
    }
    .top {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .top .step {
      flex: 1;
    }
    section[data-calm] {
      padding: 10px 14px;
      gap: 10px;
    }
    section[data-calm] .step {
      font-size: var(--m);
      font-weight: 500;
    }
    section[data-calm] .step .glyph {
      width: 22px;
      height: 14px;
    }
    section[data-away] {
      padding: 8px 14px;
    }
    form label {
      display: grid;
      gap: 4px;
      flex: 1 1 240px;
    }
    .support {
      display: grid;
      gap: 12px;
      padding: 6px 0;
    }
    .support p {
      font-size: var(--l);
      line-height: 1.45;
      text-wrap: pretty;
    }
  `];

  @property({ attribute: false }) call!: Call;
  /** Sends what a button says. */
  @property({ attribute: false }) act: (path: string, body: unknown) => Promise<Call> = post;
  /** Asks for a break after this call. */
  @property({ attribute: false }) askBreak: (path: string) => Promise<unknown> = post;
  @state() private busy = false;
  @state() private problem: string | null = null;
  @state() private ending = false;
  /** What was put away, until it is something else. */
  @state() private away: string | null = null;

  protected override render(): unknown {
    const { banner, help, step, endedAt } = this.call;
    const calm = banner.headline === null && banner.say === null && banner.step === 'calm' && !banner.safeguarding;
    const tone = banner.safeguarding ? 'safe' : toneOf[banner.step];
    const away = !calm && this.away === this.#what();
    return html`<section role="group" class="tone-${tone} ${calm ? '' : 'raised'}" data-testid="banner" data-call=${this.call.callId} data-step=${step} ?data-calm=${calm}
      ?data-safeguarding=${banner.safeguarding} ?data-away=${away} aria-label=${en.agent.region} aria-live="polite" aria-atomic="false">
      <div class="top"><p class="step" data-testid="banner-step">${stepGlyph(banner.step)}${banner.safeguarding ? en.category.safeguarding : en.step[banner.step]}
        ${banner.since === null || calm ? nothing : html`<span class="small num"><cl-since as="ago" .at=${banner.since}></cl-since></span>`}</p>
        ${calm && endedAt === null ? html`<div class="acts">${this.helpButton(true)}</div>` : nothing}
        ${calm ? nothing : html`<button class="quiet" type="button" data-testid="banner-hide" aria-expanded=${!away} @click=${() => (this.away = away ? null : this.#what())}>${
          away ? en.agent.unhide : en.agent.hide}</button>`}</div>
      ${calm || away ? nothing : this.raised()}
      ${help === null ? nothing : html`<p class="help" role="status" data-testid="banner-help">${helpGlyph}<span>${this.helpWords(help)}</span></p>`}
      ${calm || away || endedAt !== null ? nothing : this.acts()}
      ${banner.support == null || this.away === 'support' ? nothing : this.support(banner.support)}
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
    </section>`;
  }

  #what = (): string => `${this.call.banner.step} ${this.call.banner.headline ?? ''}`;

  private helpWords(help: Help): string {
    if (help.how !== null) return en.help.answer(help.how, help.answeredBy ?? '');
    return (help.escalation ?? 0) > 0 ? en.agent.helpEscalated : en.agent.helpSent;
  }

  private helpButton(small = false): unknown {
    const waits = this.call.help !== null && this.call.help.how === null;
    return waits ? nothing : html`<button class=${small ? '' : 'big'} type="button" data-testid="need-help" ?disabled=${this.busy}
      @click=${() => this.send('help')}>${en.agent.needHelp}</button>`;
  }

  private acts(): unknown {
    const { banner, step } = this.call;
    if (this.ending) return html`<form class="acts" @submit=${this.ended}><label>${en.agent.endReason}<input name="reason" maxlength="500" autocomplete="off" data-testid="end-reason" /></label>
      <button class="primary big" data-testid="end-confirm" ?disabled=${this.busy}>${en.agent.endConfirm}</button>
      <button class="quiet" type="button" @click=${() => (this.ending = false)}>${en.todo.cancel}</button></form>`;
    return html`<div class="acts">
      ${banner.canConfirm ? html`<button class="primary big" type="button" data-testid="said-it" ?disabled=${this.busy}
        @click=${() => this.send('steps')}>${en.agent.saidIt}</button>` : nothing}
      ${this.helpButton()}
      ${banner.safeguarding ? nothing : html`<button class=${step === 'mayEnd' ? 'big' : 'quiet'} type="button" data-testid="call-ended" @click=${this.end}>${en.agent.callEnded}</button>`}</div>`;
  }

  private support(words: string): unknown {
    return html`<div class="support" data-testid="support"><p>${words}</p>
      <div class="acts"><button type="button" data-testid="break" ?disabled=${this.busy} @click=${this.rest}>${en.agent.break}</button>
        <button class="quiet" type="button" data-testid="support-close" @click=${() => (this.away = 'support')}>${en.agent.fine}</button></div>
      <span class="small muted" data-testid="break-hint">${en.agent.breakHint}</span></div>`;
  }

  private raised(): unknown {
    const { headline, may, say, words, saidMsAgo, since } = this.call.banner;
    return html`
      ${headline === null ? nothing : html`<p class="headline" data-testid="banner-headline">${headline}</p>`}
      ${words === null ? nothing : html`<p class="heard" data-testid="banner-words">${en.agent.becauseOf}: “<cl-words .text=${words}></cl-words>”
        ${saidMsAgo !== null && saidMsAgo > oldMs && since !== null ? html`<span class="late" data-testid="banner-late" title=${en.saidAgoHint}><cl-since
          as="said" .at=${Date.parse(since) - saidMsAgo}></cl-since></span>` : nothing}</p>`}
      ${say === null ? nothing : html`<div class="say"><h2>${en.agent.sayTitle}</h2><blockquote data-testid="banner-say">${say}</blockquote></div>`}
      ${may === null ? nothing : html`<div class="may"><h2>${en.agent.mayTitle}</h2><p data-testid="banner-may">${may}</p></div>`}`;
  }

  private async end(): Promise<void> {
    this.ending = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('form input')?.focus();
  }

  private async ended(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.renderRoot.querySelector<HTMLInputElement>('form input')?.value.trim() ?? '';
    await this.send('end', reason === '' ? {} : { reason });
    this.ending = this.problem !== null;
  }

  /** The page around may have something to do about it as well. */
  private async rest(): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await this.askBreak(`${callPath(this.call.callId)}/break`);
      this.away = 'support';
      this.dispatchEvent(new CustomEvent('civil-line-break', { detail: { callId: this.call.callId }, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }

  private async send(what: 'steps' | 'help' | 'end', body: object = {}): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      const changed = await this.act(`${callPath(this.call.callId)}/${what}`, body);
      this.dispatchEvent(new CustomEvent('call-changed', { detail: changed, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}
