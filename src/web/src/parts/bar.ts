import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Me } from '../wire/types.js';
import { post } from '../wire/api.js';
import { blur } from '../text/blur.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { Watching } from './watching.js';

export type PageName = 'live' | 'agent' | 'review' | 'care' | 'admin' | 'operator';

/** The bar over every page: where one is, who one is, whether hard words are blurred, and the connection. */
@customElement('cl-bar')
export class Bar extends LitElement {
  static override styles = [base, controls, css`
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 20px;
      padding: 8px 20px;
      background: var(--surface);
      border-bottom: 1px solid var(--line);
      min-height: 52px;
    }
    .mark {
      font-weight: 650;
      letter-spacing: -0.015em;
      display: inline-flex;
      gap: 8px;
      align-items: center;
      color: var(--ink);
      text-decoration: none;
    }
    nav ul {
      display: flex;
      gap: 2px;
    }
    nav a {
      display: block;
      padding: 6px 10px;
      border-radius: var(--r);
      font-size: var(--s);
      font-weight: 500;
      color: var(--ink-2);
      text-decoration: none;
    }
    nav a:hover {
      background: var(--sunken);
    }
    nav a[aria-current] {
      color: var(--ink);
      background: var(--sunken);
    }
    .end {
      margin-inline-start: auto;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
    }
    .who {
      font-size: var(--s);
      color: var(--ink-2);
    }
    .switch::before {
      content: '';
      width: 24px;
      height: 14px;
      border-radius: 7px;
      border: 1.5px solid var(--line-strong);
      background: radial-gradient(circle at 5.5px 50%, var(--ink-3) 3.5px, transparent 4px);
    }
    .switch[aria-checked='true']::before {
      background: radial-gradient(circle at 15.5px 50%, var(--accent) 3.5px, transparent 4px);
      border-color: var(--accent);
    }
    .short {
      display: none;
    }
    @media (max-width: 720px) {
      .long {
        display: none;
      }
      .short {
        display: inline;
      }
      header {
        padding: 6px 12px;
      }
      .who {
        display: none;
      }
      .end {
        gap: 4px;
      }
    }
    @media (max-width: 420px) {
      .mark span {
        display: none;
      }
      header {
        gap: 2px 8px;
      }
      /* An administrator has six pages: beside the mark, whatever the font, and never a row of their own. */
      nav {
        max-width: calc(100% - 28px);
        overflow-x: auto;
        scrollbar-width: none;
      }
      nav ul {
        gap: 0;
      }
      nav a {
        padding-inline: 5px;
      }
      nav a:focus-visible {
        outline-offset: -2px;
      }
      .end button.quiet {
        padding-inline: 4px;
      }
    }
  `];

  @property({ attribute: false }) me: Me | null = null;
  @property() page: PageName = 'live';

  constructor() {
    super();
    new Watching(this, blur);
  }

  protected override render(): unknown {
    return html`<header>
      <a class="mark" href="/" aria-label=${en.product}>
        <svg viewBox="0 0 20 14" width="20" height="14" aria-hidden="true">
          <path d="M1 7h4l2-4.5 3.5 9L13 7h6" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" />
        </svg><span>${en.product}</span></a>
      <nav aria-label=${en.nav.label}><ul>${this.pages().map(({ name, href }) => html`<li>
        <a href=${href} aria-current=${name === this.page ? 'page' : nothing}>${en.nav[name]}</a></li>`)}</ul></nav>
      <div class="end">
        <slot></slot>
        ${this.me === null ? nothing : html`
          <button class="quiet switch" type="button" role="switch" data-testid="blur-toggle" title=${en.blur.hint}
            aria-checked=${blur.on} @click=${() => blur.toggle()}><span class="long">${blur.on ? en.blur.on : en.blur.off}</span><span class="short">${en.blur.short}</span></button>
          <span class="who" data-testid="who">${this.me.name}</span>
          <button class="quiet" type="button" data-testid="sign-out" @click=${this.signOut}>${en.signOut}</button>`}
      </div>
    </header>`;
  }

  private pages(): { name: PageName; href: string }[] {
    const role = this.me?.role;
    if (role === undefined) return [];
    if (role === 'agent') return [{ name: 'agent', href: '/agent' }, { name: 'care', href: '/care' }];
    if (role === 'operator') return [{ name: 'operator', href: '/operator' }];
    const pages: { name: PageName; href: string }[] = [
      { name: 'live', href: '/' }, { name: 'agent', href: '/agent' }, { name: 'review', href: '/review' },
      { name: 'care', href: '/care' },
    ];
    if (role === 'administrator') pages.push({ name: 'admin', href: '/admin' }, { name: 'operator', href: '/operator' });
    return pages;
  }

  private async signOut(): Promise<void> {
    // Where the organisation's provider signs out too, the answer says where.
    const answer = await post<{ location: string } | null>('/sign-out').catch(() => null);
    location.assign(answer?.location ?? '/sign-in');
  }
}
