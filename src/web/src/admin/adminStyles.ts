import { css, html, type TemplateResult } from 'lit';
import { en } from '../text/en.js';

/** Tables with acts at the end of a row and the form that adds to them below, beside those of `sheet`. */
export const adminStyles = css`
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  tbody :is(td, th) {
    vertical-align: middle;
    padding-block: 8px;
  }
  tr[data-off] :is(td, th) {
    color: var(--ink-3);
  }
  cl-sure {
    display: inline-block;
  }
  td.acts {
    text-align: end;
    white-space: nowrap;
  }
  /* As far in as the words of a button that would stand there. */
  td.acts > span {
    font-size: var(--s);
    padding-inline: 9px;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 12px;
    align-items: end;
  }
  form label {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  form input {
    width: 180px;
  }
  form .reason {
    flex: 1 1 16rem;
    max-width: 26rem;
  }
  form .reason input {
    width: 100%;
  }
  form > :is(button, .button) {
    min-height: 36px;
  }
  select[multiple] {
    min-height: 36px;
    height: auto;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  legend {
    font-size: var(--s);
    color: var(--ink-2);
    padding: 0 0 4px;
  }
  fieldset label {
    display: flex;
    align-items: center;
    min-height: 36px;
    gap: 6px;
    color: var(--ink);
  }
  fieldset input {
    width: 24px;
    height: 24px;
    min-height: 0;
  }
  .none {
    color: var(--ink-2);
  }
  @media (max-width: 720px) {
    tbody :is(td, th) {
      padding-block: 0;
    }
    cl-sure {
    display: inline-block;
  }
  td.acts {
      text-align: start;
      margin-inline-start: -10px;
    }
    form > label {
      flex: 1 1 100%;
    }
    form > label > * {
      width: 100%;
    }
    form .reason {
      flex-basis: 100%;
      max-width: none;
    }
  }
`;

/** What the server demands with whatever cannot be taken back. */
export const reasonField = (label: string = en.keeping.reason): TemplateResult => html`<label class="reason">${label}<input
  name="reason" required maxlength="500" autocomplete="off" placeholder=${en.keeping.reasonHint} /></label>`;
