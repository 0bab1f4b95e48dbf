import { LitElement, css, html, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Me } from '../wire/types.js';
import { ApiError, get, messageOf } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls, empty } from '../design/styles.js';
import type { PageName } from './bar.js';
import './bar.js';

/** A page: finds out who is looking, and shows nothing of the rest until that is known. */
export abstract class Page extends LitElement {
  static override styles: CSSResultGroup = [base, controls, empty, css`
    :host {
      --top: 53px;
      min-height: 100dvh;
      display: flex;
      flex-direction: column;
    }
    cl-bar {
      position: sticky;
      top: 0;
      z-index: 5;
    }
    .old {
      padding: 8px 20px;
      font-size: var(--s);
      background: var(--critical-soft);
      color: var(--critical);
      font-weight: 500;
    }
    /* On a narrow screen the bar has two rows: the pages scroll away, the connection stays. */
    @media (max-width: 720px) {
      :host {
        --top: 42px;
      }
      cl-bar {
        top: -40px;
      }
    }
  `];

  @state() protected me: Me | null = null;
  @state() protected stopped: 'signedOut' | 'forbidden' | string | null = null;

  protected abstract readonly page: PageName;
  protected abstract begin(me: Me): void;
  protected abstract body(me: Me): unknown;
  protected abstract allows(me: Me): boolean;

  protected barEnd(): unknown {
    return null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.findOut();
  }

  private async findOut(): Promise<void> {
    this.stopped = null;
    try {
      const me = await get<Me>('/api/v1/me');
      if ((me.role === 'agent' || me.role === 'operator') && this.page === 'live') {
        location.replace(me.role === 'agent' ? '/agent' : '/operator');
        return;
      }
      this.me = me;
      if (this.allows(me)) this.begin(me);
      else this.stopped = 'forbidden';
    } catch (error) {
      this.stopped = error instanceof ApiError && error.isSignedOut ? 'signedOut' : messageOf(error);
    }
  }

  protected override render(): unknown {
    const me = this.me;
    return html`<cl-bar .me=${me} .page=${this.page}>${me !== null && this.stopped === null ? this.barEnd() : null}</cl-bar>
      ${this.stopped !== null ? this.stop(this.stopped) : me === null ? null : this.body(me)}`;
  }

  private stop(why: string): TemplateResult {
    if (why === 'signedOut' || why === 'forbidden') {
      const { title, body } = why === 'signedOut' ? en.signedOut : en.forbidden;
      return html`<main class="empty" data-testid=${why === 'signedOut' ? 'signed-out' : 'forbidden'}><h1>${title}</h1><p>${body}</p>
        ${why === 'signedOut' ? html`<p><a href="/sign-in">${en.signIn.title}</a></p>` : null}</main>`;
    }
    return html`<main class="empty" role="alert" data-testid="page-error"><h1>${en.errors.load}</h1><p>${why}</p>
      <p><button type="button" @click=${() => this.findOut()}>${en.errors.retry}</button></p></main>`;
  }
}
