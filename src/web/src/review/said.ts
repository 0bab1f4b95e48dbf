import { css, html, nothing } from 'lit';
import { en } from '../text/en.js';
import { isAlike, type FragmentLabels, type Label } from './wire.js';

const words = en.reviewing.label;

export const saidStyles = css`
  .labels {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    font-size: var(--s);
    color: var(--ink-2);
  }
  .labels b {
    font-weight: 600;
  }
  .labels .apart {
    color: var(--caution);
    font-weight: 600;
  }
`;

const says = (label: Label): string =>
  label.categories.length === 0 || label.severity === null ? words.none
    : `${label.categories.map((category) => en.category[category]).join(', ')} (${words.of(en.severity[label.severity].toLowerCase() as Label['severity'] & string, words.targets[label.target])})`;

/** The labels of a fragment side by side, and whether they agree. */
export function saidOf(known: FragmentLabels | undefined): unknown {
  if (known === undefined || (known.labels.length === 0 && known.others === 0)) return nothing;
  const [first, ...more] = known.labels;
  const alike = first !== undefined && more.every((label) => isAlike(first, label));
  return html`<span class="labels" data-testid="labels">${known.labels.map((label) => html`<span data-testid="label-said"
      title=${[label.note, words.versions(label.modelVersion, label.policyVersion)].filter(Boolean).join(' · ')}><b>${label.mine ? words.mine : words.said(label.labeller)}</b> ${says(label)}</span>`)}
    ${more.length === 0 ? nothing : html`<span class=${alike ? 'alike' : 'apart'} data-testid="label-agreement">${alike ? words.alike : words.apart}</span>`}
    ${known.others > known.labels.length - (known.labels.some((label) => label.mine) ? 1 : 0)
      ? html`<span>${words.othersHidden(known.others)}</span>` : nothing}</span>`;
}
