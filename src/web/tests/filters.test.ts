import { describe, expect, it } from 'vitest';
import { addressOf, alertOf, queryOf, readFilters } from '../src/review/filters.js';

describe('filters', () => {
  it('come back from the address as they went in', () => {
    const filters = { q: 'a "b c" & d', team: 'billing', from: '2026-03-01' };
    const { search, hash } = new URL(addressOf(filters), 'http://x/');
    expect(readFilters(search, hash)).toEqual(filters);
  });

  it('keep words out of what a browser sends', () => {
    expect(new URL(addressOf({ q: 'stupid cow', team: 'billing' }, 'u-1', 'al-1'), 'http://x/review').search).toBe('?team=billing&hit=u-1');
    expect(addressOf({ q: 'stupid cow' }, null, 'al-1')).toBe('#al-1&q=stupid+cow');
  });

  it('stand beside an alert that is pointed at', () => {
    expect(alertOf('#al-1&q=cow')).toBe('al-1');
    expect(alertOf('#al-1')).toBe('al-1');
    expect(alertOf('#q=cow')).toBeNull();
    expect(readFilters('', '#al-1&q=cow')).toEqual({ q: 'cow' });
  });

  it('take the words from where they stood in earlier bookmarks', () => {
    expect(readFilters('?q=cow')).toEqual({ q: 'cow' });
  });

  it('leave the address alone where nothing is asked for', () => {
    expect(addressOf({ q: '' })).toBe('');
    expect(readFilters('?view=label&x=1')).toEqual({});
  });

  it('count the last day whole, as the one who looks has it', () => {
    const query = queryOf({ from: '2026-03-01', to: '2026-03-01' });
    expect(Date.parse(query.get('to')!) - Date.parse(query.get('from')!)).toBe(86_400_000);
    expect(new Date(query.get('from')!).getHours()).toBe(0);
  });

  it('ask for no day that is none', () => {
    expect(queryOf({ from: '2026-3' }).has('from')).toBe(false);
  });
});
