import { css } from 'lit';

/** What every component starts from. Shadow roots inherit the tokens, but no rule. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  blockquote {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: var(--l);
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  h2,
  h3 {
    font-size: var(--m);
    font-weight: 600;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  code {
    font: 0.875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
    background: var(--sunken);
    padding: 0.1em 0.35em;
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .muted {
    color: var(--ink-3);
  }
  .small {
    font-size: var(--s);
  }
  .away {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  /* Where nothing has corners of its own: a button keeps those that it has. */
  :where(:focus-visible) {
    border-radius: 3px;
  }
`;

export const controls = css`
  button,
  .button {
    font: inherit;
    font-size: var(--s);
    font-weight: 500;
    color: var(--ink);
    background: transparent;
    border: 1px solid var(--line-strong);
    border-radius: var(--r);
    min-height: 32px;
    padding: 4px 12px;
    cursor: pointer;
    text-decoration: none;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  button:hover,
  .button:hover {
    background: var(--sunken);
  }
  button:active {
    transform: translateY(0.5px);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover:not(:disabled) {
    background: var(--accent-hover);
    border-color: var(--accent-hover);
  }
  button.quiet {
    border-color: transparent;
    color: var(--ink-2);
    padding-inline: 8px;
  }
  button.big {
    font-size: var(--m);
    min-height: 48px;
    padding: 8px 22px;
  }
  input,
  select {
    font: inherit;
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--line-strong);
    border-radius: var(--r);
    min-height: 36px;
    padding: 4px 10px;
    max-width: 100%;
  }
  input[type='checkbox'] {
    width: 24px;
    height: 24px;
    min-height: 0;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }
  label {
    font-size: var(--s);
    color: var(--ink-2);
  }
  /* Without the browser's frame; what it holds is laid out by its form. */
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .choices {
    display: inline-flex;
    background: var(--sunken);
    border-radius: var(--r);
    padding: 2px;
    gap: 1px;
  }
  .choices button {
    border: 0;
    min-height: 28px;
    padding: 2px 10px;
    color: var(--ink-2);
    border-radius: 4px;
  }
  .choices button[aria-pressed='true'] {
    background: var(--surface);
    color: var(--ink);
    box-shadow: 0 0 0 1px var(--line-strong);
  }
  .problem {
    color: var(--critical);
    font-size: var(--s);
  }
  @media (pointer: coarse) {
    button,
    .button,
    .choices button {
      min-height: 40px;
    }
  }
`;

export const empty = css`
  .empty {
    padding: 40px 24px;
    max-width: 34rem;
    color: var(--ink-2);
    display: grid;
    gap: 10px;
  }
  .empty h2 {
    color: var(--ink);
    font-size: var(--l);
  }
`;
