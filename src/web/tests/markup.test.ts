import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sources = new URL('../src/', import.meta.url);
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

// Ways by which text becomes markup or script. Lit's templates put values in as text and attributes, never as markup.
const ways = /\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe|unsafeHTML|unsafeSVG|unsafeStatic|document\.write|eval|new Function|srcdoc)\b|javascript:/;

describe('text from a caller', () => {
  it('is looked for in all sources', () => expect(files.length).toBeGreaterThan(50));

  it.each(files)('is nowhere made markup in %s', file => {
    expect(readFileSync(new URL(file, sources), 'utf8')).not.toMatch(ways);
  });
});
