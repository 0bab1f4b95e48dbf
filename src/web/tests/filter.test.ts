import { describe, expect, it } from 'vitest';
import { categoriesByCall, everything, filterFrom, searchWith, showsAlert, showsCall } from '../src/live/filter.js';
import { alert, call } from './samples.js';

describe('filter', () => {
  it('comes back from the address that it was kept in', () => {
    const filter = { team: 'billing & co', queue: 'inbound', category: 'threat', severity: 'serious' } as const;
    expect(filterFrom(searchWith(filter, ''))).toEqual(filter);
  });

  it('leaves out what an address names and nobody knows', () => {
    expect(filterFrom('?category=rudeness&severity=awful&team=')).toEqual(everything);
  });

  it('leaves alone what else stands in the address', () => {
    expect(searchWith({ ...everything, team: 'a' }, '?agent=a-7&team=b')).toBe('?agent=a-7&team=a');
    expect(searchWith(everything, '?team=b')).toBe('');
  });

  it('shows a call of its team and queue', () => {
    const filter = { ...everything, team: 'billing', queue: 'inbound' };
    expect(showsCall(filter, call('c', { team: 'billing', queue: 'inbound' }), undefined)).toBe(true);
    expect(showsCall(filter, call('c', { team: 'billing', queue: 'sales' }), undefined)).toBe(false);
  });

  it('shows a call that is this severe or worse', () => {
    const filter = { ...everything, severity: 'serious' } as const;
    expect(showsCall(filter, call('c', { peakSeverity: 'critical' }), undefined)).toBe(true);
    expect(showsCall(filter, call('c', { peakSeverity: 'caution' }), undefined)).toBe(false);
    expect(showsCall(filter, call('c'), undefined)).toBe(false);
  });

  it('shows a call for a category that still stands in it', () => {
    const raised = categoriesByCall([
      alert('a', 1, { callId: 'c-1', category: 'threat' }), alert('b', 2, { callId: 'c-2', category: 'threat', detection: 'withdrawn' }),
    ]);
    const filter = { ...everything, category: 'threat' } as const;
    expect(showsCall(filter, call('c-1'), raised.get('c-1'))).toBe(true);
    expect(showsCall(filter, call('c-2'), raised.get('c-2'))).toBe(false);
  });

  it('knows the queue of an alert by its call', () => {
    const filter = { ...everything, queue: 'inbound' };
    expect(showsAlert(filter, alert('a', 1), { queue: 'inbound' })).toBe(true);
    expect(showsAlert(filter, alert('a', 1), undefined)).toBe(false);
  });
});
