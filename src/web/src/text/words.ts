import type { Category, Highlight } from '../wire/types.js';

/** A run of shown text that is treated alike. `weight` is 0 to 1 against the heaviest run; 0 is plain. */
export interface Run {
  text: string;
  start: number;
  weight: number;
  blurred: boolean;
  /** It was searched for. */
  sought: boolean;
}

/**
 * Categories whose words themselves are what one may not want to read. A threat has to be read. Of
 * discrimination a slur is one word; "someone who speaks proper English" is several, each harmless to see.
 */
const blurs = (category: Category | null, words: string): boolean =>
  category === 'swearing' || category === 'sexual' || (category === 'discrimination' && !/\s/.test(words.trim()));

/**
 * Obscenities and slurs by their stems, for text that carries no highlights. It decides what is
 * blurred on a screen and nothing else: what is abuse, the model says.
 */
const stems = [
  '(?:mother)?f+u+c+k\\w*', 'shit(?:s|e|t\\w+|heads?|holes?|bags?|load)?', 'bull ?shit\\w*', 'c+u+n+t+\\w*', 'b+i+t+c+h+\\w*', 'wank\\w*', 'twat\\w*',
  'arse(?:hole|wipe)?s?', 'ass(?:hole|wipe)s?', 'bastards?', 'bollock\\w*', 'dick ?heads?',
  'knob ?heads?', 'bell ?ends?', 'pricks?', 'slags?', 'sluts?\\w*', 'whores?', 'tossers?', 'piss(?:ed)? off', 'pussy',
  'cock ?suck\\w*', 'blow ?jobs?', 'tits', 'n[i1]gg(?:er|a)s?', 'pakis?', 'chinks?', 'gooks?', 'spics?', 'kikes?',
  'fagg?ots?', 'fags?', 'dykes?', 'trann(?:y|ies)', 'retards?', 'retarded', 'spastics?', 'mongs?', 'gypp?os?', 'wogs?',
  'coons?', 'rag ?heads?', 'towel ?heads?', 'wetbacks?', 'effing', 'f\\*+\\w*', 's\\*+t\\w*', 'c\\*+t\\w*',
];
const obscene = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${stems.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');

/** Whether there is anything in it that could be blurred. */
export const hasHard = (text: string): boolean => text.search(obscene) >= 0;

/** Splits at highlights and at words to blur. Offsets are UTF-16 units, as JavaScript's own are. */
export function runsOf(text: string, highlights: readonly Highlight[] = [], category: Category | null = null, sought: readonly Highlight[] = []): Run[] {
  const inside = highlights
    .map((h) => ({ start: clamp(h.start, text, -1), end: clamp(h.start + h.length, text, 1), weight: h.weight }))
    .filter((h) => h.end > h.start);
  const heaviest = Math.max(...inside.map((h) => h.weight), Number.MIN_VALUE);
  const hidden = [...text.matchAll(obscene)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
  hidden.push(...inside.filter((h) => blurs(category, text.slice(h.start, h.end))));

  const found = sought.map((h) => ({ start: clamp(h.start, text, -1), end: clamp(h.start + h.length, text, 1) }));

  const cuts = new Set([0, text.length]);
  for (const span of [...inside, ...hidden, ...found]) cuts.add(span.start).add(span.end);
  const edges = [...cuts].sort((a, b) => a - b);

  const runs: Run[] = [];
  for (let i = 1; i < edges.length; i++) {
    const [start, end] = [edges[i - 1]!, edges[i]!];
    const covers = (span: { start: number; end: number }): boolean => span.start <= start && span.end >= end;
    const weight = inside.filter(covers).reduce((most, h) => Math.max(most, h.weight / heaviest), 0);
    const run = { text: text.slice(start, end), start, weight, blurred: hidden.some(covers), sought: found.some(covers) };
    const last = runs.at(-1);
    if (last !== undefined && last.weight === run.weight && last.blurred === run.blurred && last.sought === run.sought) last.text += run.text;
    else runs.push(run);
  }
  return runs;
}

/**
 * An alert's highlights as they fall on one fragment: its words may be joined from several fragments,
 * and a fragment may have grown since. None where the two have nothing in common.
 */
export function highlightsOn(fragment: string, alert: { text: string; highlights: readonly Highlight[] }): readonly Highlight[] {
  if (fragment.startsWith(alert.text)) return alert.highlights;
  const from = fragment === '' ? -1 : alert.text.indexOf(fragment);
  return from < 0 ? [] : alert.highlights.map((highlight) => ({ ...highlight, start: highlight.start - from }));
}

/** Never between the halves of a surrogate pair: a lone half cannot be drawn, so the whole is lit. */
function clamp(offset: number, text: string, outward: -1 | 1): number {
  const at = Math.max(0, Math.min(text.length, offset));
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at + outward : at;
}
