import { css } from 'lit';

/** A page of figures: sections one below the other, tables that become cards where there is no room for columns. */
export const sheet = css`
  main {
    width: min(100%, 1280px);
    margin: 0 auto;
    padding: 20px 20px 64px;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 32px;
  }
  section {
    display: grid;
    gap: 12px;
    align-content: start;
    min-width: 0;
  }
  section > h2 {
    font-size: var(--l);
  }
  .lead {
    display: grid;
    gap: 6px;
  }
  .note {
    color: var(--ink-2);
    font-size: var(--s);
    max-width: 46rem;
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r-l);
    min-width: 0;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    text-align: start;
    padding: 10px 14px;
    vertical-align: top;
  }
  thead th {
    font-size: var(--s);
    font-weight: 500;
    color: var(--ink-3);
    padding-block: 8px;
  }
  tbody th {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  tbody th,
  tbody td {
    border-top: 1px solid var(--line);
  }
  td.figure,
  th.figure {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  td small {
    display: block;
    font-size: var(--s);
    color: var(--ink-3);
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 6px 18px;
    padding: 12px 14px;
  }
  dt {
    color: var(--ink-3);
    font-size: var(--s);
    padding-top: 1px;
  }
  dd {
    overflow-wrap: anywhere;
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
    gap: 32px;
  }
  .bar {
    display: block;
    width: 100%;
    min-width: 80px;
    height: 8px;
  }
  .bar .floor {
    fill: var(--sunken);
  }
  .bar .fill {
    fill: var(--ink-3);
  }
  @media (max-width: 720px) {
    main {
      padding: 14px 12px 48px;
      gap: 26px;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody {
      display: block;
    }
    tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      padding: 10px 14px;
      gap: 4px;
    }
    tbody tr + tr {
      border-top: 1px solid var(--line);
    }
    tbody th,
    tbody td {
      border: 0;
      padding: 0;
    }
    td.figure {
      text-align: start;
    }
    td:empty {
      display: none;
    }
    td[data-label] {
      display: grid;
      grid-template-columns: 9.5rem minmax(0, 1fr);
      gap: 0 10px;
    }
    td[data-label]::before {
      content: attr(data-label);
      color: var(--ink-3);
      font-size: var(--s);
      padding-top: 1px;
    }
    td[data-label] > small {
      grid-column: 2;
    }
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    dd + dt {
      margin-top: 8px;
    }
  }
`;
