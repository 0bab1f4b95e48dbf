import { describe, expect, it } from 'vitest';
import { addressOf, queryOf, readFilters } from '../src/review/filters.js';

describe('filters', () => {
  it('come back from the address as they went in', () => {
    const filters = { q: 'a "b c" & d', team: 'billing', from: '2026-03-01' };
    expect(readFilters(addressOf(filters))).toEqual(filters);
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
