import { css, unsafeCSS } from 'lit';
import text from '../design/tokens.css?inline';

const blocks = [...text.matchAll(/:root\s*\{([^}]*)\}/g)].map((block) => inPixels(block[1] ?? ''));
const [light, dark] = [blocks[0] ?? '', blocks[1] ?? ''];

/** A foreign page may have set its root to any size. */
function inPixels(rules: string): string {
  return rules.replace(/([\d.]+)rem/g, (_, size: string) => `${Number(size) * 16}px`);
}

/** The pages' own tokens, carried along: nothing of the page around reaches in, and nothing here reaches out. */
export const carried = css`
  :host {
    all: initial;
    ${unsafeCSS(light)}
    --say: clamp(20px, 15px + 2.4cqi, 36px);
    color-scheme: light dark;
    display: block;
    container-type: inline-size;
    font: 400 15px/1.45 var(--font);
    color: var(--ink);
  }
  @media (prefers-color-scheme: dark) {
    :host {
      ${unsafeCSS(dark)}
    }
  }
  :host([theme='light']) {
    ${unsafeCSS(light)}
    --say: clamp(20px, 15px + 2.4cqi, 36px);
    color-scheme: light;
  }
  :host([theme='dark']) {
    ${unsafeCSS(dark)}
    color-scheme: dark;
  }
`;
