import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Call } from '../wire/types.js';
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
    .calm {
      color: var(--ink-2);
    }
  `];

  @property({ attribute: false }) call!: Call;
  @state() private busy = false;
  @state() private problem: string | null = null;

  protected override render(): unknown {
    const { banner, help, step, endedAt } = this.call;
    const calm = banner.headline === null && banner.say === null && banner.step === 'calm' && !banner.safeguarding;
    const waits = help !== null && help.how === null;
    const tone = banner.safeguarding ? 'safe' : toneOf[banner.step];
    return html`<section class="tone-${tone} ${calm ? '' : 'raised'}" data-testid="banner" data-step=${step} ?data-calm=${calm}
      ?data-safeguarding=${banner.safeguarding} aria-live="polite" aria-atomic="false">
      <p class="step" data-testid="banner-step">${stepGlyph(banner.step)}${banner.safeguarding ? en.category.safeguarding : en.step[banner.step]}
        ${banner.since === null || calm ? nothing : html`<span class="small num"><cl-since as="ago" .at=${banner.since}></cl-since></span>`}</p>
      ${calm ? html`<p class="calm">${en.agent.calmBody}</p>` : this.raised()}
      ${help === null ? nothing : html`<p class="help" role="status" data-testid="banner-help">${helpGlyph}${
        help.how === null ? en.agent.helpSent : en.help.answer(help.how, help.answeredBy ?? '')}</p>`}
      ${endedAt !== null || (!banner.canConfirm && waits) ? nothing : html`<div class="acts">
        ${banner.canConfirm ? html`<button class="primary big" type="button" data-testid="said-it" ?disabled=${this.busy}
          @click=${() => this.send('steps')}>${en.agent.saidIt}</button>` : nothing}
        ${waits ? nothing : html`<button class="big" type="button" data-testid="need-help" ?disabled=${this.busy}
          @click=${() => this.send('help')}>${en.agent.needHelp}</button>`}</div>`}
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
    </section>`;
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

  private async send(what: 'steps' | 'help'): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      const changed = await post<Call>(`${callPath(this.call.callId)}/${what}`);
      this.dispatchEvent(new CustomEvent('call-changed', { detail: changed, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}
