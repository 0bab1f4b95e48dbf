import { css } from 'lit';

export const callSearchStyles = css`
  .find {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px 4px;
    padding-bottom: 8px;
  }
  .find input[type='search'] {
    width: 100%;
  }
  .panel {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
    padding-bottom: 8px;
  }
  .panel label {
    display: grid;
    gap: 3px;
  }
  .panel select,
  .panel input {
    width: 100%;
    font-size: var(--s);
  }
  .panel button {
    grid-column: 1 / -1;
    justify-self: start;
  }
  :host > h2 {
    font-size: var(--s);
    color: var(--ink-3);
    font-weight: 500;
    padding: 12px 10px 4px;
  }
  .call {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 10px;
    padding: 8px 10px;
    border-radius: var(--r);
    color: inherit;
    text-decoration: none;
    font-size: var(--s);
  }
  .call:hover {
    background: var(--sunken);
  }
  .call[aria-current] {
    background: var(--surface);
    box-shadow: 0 0 0 1px var(--line-strong);
  }
  .call strong {
    font-size: var(--m);
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .call .end {
    text-align: end;
    color: var(--ink-3);
  }
  .call .chip {
    background: none;
    padding: 0;
    justify-self: end;
    font-weight: 500;
  }
  .wall {
    display: inline-block;
    padding: 0 10px 8px;
    font-size: var(--s);
  }
  .live {
    color: var(--ink);
    font-weight: 600;
  }
  .hits {
    grid-column: 1 / -1;
    display: grid;
    gap: 2px;
    padding-block: 2px;
  }
  .hit {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
  }
  .waiting {
    font-size: var(--s);
    color: var(--ink-3);
    padding: 8px 10px;
  }
`;
