import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import { get, messageOf, refusal } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import '../parts/bar.js';

/** Behind a one-time link: the button spends it, so that a mail scanner that only looks does not. */
@customElement('cl-sign-in')
export class SignIn extends LitElement {
  static override styles = [base, controls, css`
    main {
      max-width: 28rem;
      padding: 12vh 24px 48px;
      margin: 0 auto;
      display: grid;
      gap: 16px;
      justify-items: start;
    }
    h1 {
      font-size: var(--xl);
    }
    p {
      color: var(--ink-2);
    }
    p.problem {
      color: var(--critical);
      font-size: var(--m);
    }
  `];

  @state() private working = false;
  @state() private problem: string | null = failed(location.href) ? en.signIn.spent : refused();
  @state() private way: { name: string; href: string } | null = null;
  #token = new URLSearchParams(location.search).get('token');

  override connectedCallback(): void {
    super.connectedCallback();
    get<{ openId: { name: string; href: string } | null }>('/api/v1/sign-in').then(({ openId }) => (this.way = openId), () => undefined);
  }

  protected override render(): unknown {
    return html`<cl-bar></cl-bar><main>
      <h1>${en.signIn.title}</h1>
      ${this.#token === null ? (this.way !== null ? this.offer(this.way) : this.problem === null ? html`<p data-testid="sign-in-missing">${en.signIn.missing}</p>` : nothing) : html`<p>${en.signIn.body}</p>
        <button class="primary big" type="button" data-testid="sign-in" ?disabled=${this.working}
          @click=${this.signIn}>${this.working ? en.signIn.working : en.signIn.button}</button>`}
      ${this.problem === null ? nothing : html`<p class="problem" role="alert" data-testid="sign-in-problem">${this.problem}</p>`}
    </main>`;
  }

  private offer({ name, href }: { name: string; href: string }): unknown {
    return html`<button class="primary big" type="button" data-testid="sign-in-openid" @click=${() => location.assign(href)}>${en.signIn.way(name)}</button>
      <p>${en.signIn.or}</p>`;
  }

  private async signIn(): Promise<void> {
    this.working = true;
    this.problem = null;
    try {
      const response = await fetch('/sign-in', {
        method: 'POST',
        headers: { 'x-civilline': '1', accept: 'application/json, text/html' },
        body: new URLSearchParams({ token: this.#token ?? '' }),
      });
      if (!response.ok) throw await refusal(response);
      // The answer redirects to the page of the person's role, or back here where the link is spent.
      // Replacing drops the token from history.
      if (failed(response.url)) this.stop(en.signIn.spent);
      else location.replace(response.redirected ? response.url : '/');
    } catch (error) {
      this.stop(error instanceof TypeError ? en.errors.unreachable : messageOf(error));
    }
  }

  private stop(problem: string): void {
    this.problem = problem;
    this.working = false;
  }
}

/** Why a sign-in service's answer did not bring somebody in, in words; null where none was refused. */
function refused(): string | null {
  const code = new URL(location.href).searchParams.get('refused');
  return code === null ? null : en.signIn.refused[code] ?? en.signIn.refused['failed'] ?? null;
}

/** A declaration, not a constant: the element is there already when its class is defined, and asks this at once. */
function failed(url: string): boolean {
  return new URL(url).searchParams.has('failed');
}
