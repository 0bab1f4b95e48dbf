import { css } from 'lit';

/** The severity scale as classes: `tone-…` sets two properties that the rules of a component use. */
export const tones = css`
  .tone-calm {
    --tone: var(--ink-3);
    --tone-soft: transparent;
  }
  .tone-info {
    --tone: var(--info);
    --tone-soft: var(--info-soft);
  }
  .tone-caution {
    --tone: var(--caution);
    --tone-soft: var(--caution-soft);
  }
  .tone-serious {
    --tone: var(--serious);
    --tone-soft: var(--serious-soft);
  }
  .tone-critical {
    --tone: var(--critical);
    --tone-soft: var(--critical-soft);
  }
  .tone-safe {
    --tone: var(--safe);
    --tone-soft: var(--safe-soft);
  }
  .tone-asks {
    --tone: var(--accent);
    --tone-soft: transparent;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: var(--s);
    font-weight: 600;
    color: var(--tone, var(--ink-2));
    background: var(--tone-soft, var(--sunken));
    border-radius: 4px;
    padding: 2px 8px 2px 6px;
    white-space: nowrap;
  }
  .chip.tone-calm {
    padding-inline: 0;
    font-weight: 500;
  }
  .chip.solid {
    background: var(--critical-solid);
    color: var(--on-critical);
  }
  .chip.asks {
    background: var(--accent);
    color: var(--on-accent);
  }
  .chip.over {
    color: var(--ink-3);
    background: transparent;
    padding-inline: 0;
    font-weight: 500;
  }
  .glyph {
    flex: none;
    vertical-align: -2px;
  }
`;
