import { css } from 'lit';

/** One thing after the other to be judged, and beside it what there is to know. */
export const deskStyles = css`
  .desk {
    display: grid;
    grid-template-columns: minmax(0, 680px) minmax(220px, 300px);
    justify-content: center;
    gap: 40px;
    padding: 28px 20px 64px;
  }
  .item {
    display: grid;
    gap: 18px;
    align-content: start;
    min-width: 0;
  }
  blockquote {
    font-size: var(--xl);
    line-height: 1.35;
    letter-spacing: -0.01em;
  }
  h2 {
    font-size: var(--s);
    color: var(--ink-3);
    font-weight: 500;
    padding-bottom: 4px;
  }
  aside {
    display: grid;
    gap: 28px;
    align-content: start;
    font-size: var(--s);
  }
  @media (max-width: 860px) {
    .desk {
      grid-template-columns: minmax(0, 1fr);
      padding: 16px 12px 48px;
    }
  }
`;
