import { describe, expect, it } from 'vitest';
import { highlightsOn, runsOf } from '../src/text/words.js';
import { clock, age } from '../src/text/time.js';

const lit = (text: string, ...spans: [start: number, length: number, weight?: number][]): string =>
  runsOf(text, spans.map(([start, length, weight]) => ({ start, length, weight: weight ?? 1 }))).map((run) => (run.weight > 0 ? `[${run.text}]` : run.text)).join('');
const veiled = (text: string): string[] => runsOf(text).filter((run) => run.blurred).map((run) => run.text);

describe('runsOf', () => {
  it('splits at highlights and keeps every character', () => {
    expect(lit('going to find you now', [9, 8])).toBe('going to [find you] now');
  });

  it('counts in UTF-16 units, past letters that take two', () => {
    expect(lit('😀 find you', [3, 4])).toBe('😀 [find] you');
  });

  it.each([[2, 1], [1, 1], [1, 2]])('lights a pair of units whole where a highlight of %d+%d cuts it', (start, length) => {
    expect(lit('a😀b', [start, length])).toBe('a[😀]b');
  });

  it('bears highlights outside the text, overlapping or empty', () => {
    expect(lit('abc', [-5, 6], [2, 99], [1, 0])).toBe('[a]b[c]');
    expect(lit('abcd', [0, 3], [1, 3])).toBe('[abcd]');
    expect(lit('', [0, 4])).toBe('');
  });

  it('weighs each run against the heaviest', () => {
    const runs = runsOf('ab', [{ start: 0, length: 1, weight: 4 }, { start: 1, length: 1, weight: 1 }]);
    expect(runs.map((run) => run.weight)).toEqual([1, 0.25]);
  });

  it.each([
    ['you stupid bitch', ['bitch']],
    ['what the FUCKING hell', ['FUCKING']],
    ['absolute bullshit this', ['bullshit']],
    ['a shitty shithole', ['shitty', 'shithole']],
    ['a right f***ing joke', ['f***ing']],
    ['you dickhead', ['dickhead']],
  ])('veils hard words in "%s"', (text, expected) => {
    expect(veiled(text)).toEqual(expected);
  });

  it.each(['i live in scunthorpe', 'mr dickson of penistone', 'a shiitake recipe', 'the cockpit and the assessment',
    'mrs hancock of cockfosters', 'raccoons in the attic'])('leaves "%s" alone', (text) => {
    expect(veiled(text)).toEqual([]);
  });

  it('veils what weighed in swearing, and no words of a threat', () => {
    const highlights = [{ start: 0, length: 4, weight: 1 }];
    expect(runsOf('damn thing', highlights, 'swearing')[0]).toMatchObject({ text: 'damn', blurred: true });
    expect(runsOf('find you', highlights, 'threat').some((run) => run.blurred)).toBe(false);
  });

  it('veils a single word of discrimination and no harmless phrase', () => {
    expect(runsOf('you xyz', [{ start: 4, length: 3, weight: 1 }], 'discrimination')[1]?.blurred).toBe(true);
    expect(runsOf('proper english', [{ start: 0, length: 14, weight: 1 }], 'discrimination')[0]?.blurred).toBe(false);
  });
});

describe('highlightsOn', () => {
  const joined = { text: "i'm going to find you and kill you", highlights: [{ start: 4, length: 8, weight: 1 }, { start: 26, length: 8, weight: 2 }] };
  const on = (fragment: string): string[] => runsOf(fragment, highlightsOn(fragment, joined)).filter((run) => run.weight > 0).map((run) => run.text);

  it('lights each piece of a joined text with what falls on it', () => {
    expect(on("i'm going to")).toEqual(['going to']);
    expect(on('find you and kill you')).toEqual(['kill you']);
  });

  it('stays where it was when the fragment has grown', () => {
    expect(on(`${joined.text} today`)).toEqual(['going to', 'kill you']);
  });

  it('lights nothing of other words', () => {
    expect(on('good morning')).toEqual([]);
    expect(on('')).toEqual([]);
  });
});

describe('time', () => {
  it.each([[0, '0:00'], [252_999, '4:12'], [3_852_000, '1:04:12'], [-5, '0:00']])('shows %d ms as %s', (ms, shown) => {
    expect(clock(ms)).toBe(shown);
  });

  it.each([[7_900, '7 s'], [60_000, '1 min'], [7_200_000, '2 h'], [86_400_000, '1 day'], [200_000_000, '2 days']])('says of %d ms that they are %s', (ms, said) => {
    expect(age(ms)).toBe(said);
  });
});
