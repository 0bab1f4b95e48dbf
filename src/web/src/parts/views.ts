import { css } from 'lit';

/** The parts of a page, of which one is shown: `nav.views` with links. */
export const viewStyles = css`
  .views {
    display: flex;
    gap: 16px;
    padding: 0 0 14px;
  }
  .views a {
    font-size: var(--s);
    font-weight: 500;
    color: var(--ink-2);
    text-decoration: none;
    padding: 4px 0;
    border-bottom: 2px solid transparent;
  }
  .views a:hover {
    color: var(--ink);
  }
  .views a[aria-current] {
    color: var(--ink);
    border-color: var(--accent);
  }
`;
