/**
 * What is looked for, as it stands in the address, so that a search can be sent to a colleague. Words that were said on calls
 * stand behind the number sign, which no browser sends: what it does send is kept by servers' and proxies' logs.
 */
export const filterNames = ['q', 'team', 'category', 'severity', 'from', 'to', 'labels'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

/** Both as `location` has them. */
export function readFilters(search: string, hash = ''): Filters {
  const asked = new URLSearchParams(search);
  const filters: Filters = {};
  for (const name of filterNames) {
    // Bookmarks of an earlier version have the words among the rest.
    const value = (name === 'q' ? behindNumberSign(hash).get('q') : null) ?? asked.get(name);
    if (value !== null && value !== '') filters[name] = value;
  }
  return filters;
}

const behindNumberSign = (hash: string): URLSearchParams => new URLSearchParams(hash.replace(/^#/, ''));

/** The alert that is pointed at: what stands behind the number sign without a name. */
export const alertOf = (hash: string): string | null => [...behindNumberSign(hash)].find(([name, value]) => name !== '' && value === '')?.[0] ?? null;

/** The fragment of an open call that is shown, of those in which the search's words stand. */
export const hitOf = (search: string): string | null => new URLSearchParams(search).get('hit') || null;

/** From the question mark on; empty where nothing is asked for. */
export function addressOf(filters: Filters, hit: string | null = null, alertId: string | null = null): string {
  const asked = queryText({ ...filters, q: '' }, hit);
  const words = queryText(filters.q === undefined ? {} : { q: filters.q });
  const behind = [alertId === null ? '' : encodeURIComponent(alertId), words].filter(Boolean).join('&');
  return (asked === '' ? '' : `?${asked}`) + (behind === '' ? '' : `#${behind}`);
}

function queryText(filters: Filters, hit: string | null = null): string {
  const asked = new URLSearchParams();
  for (const name of filterNames) {
    const value = filters[name];
    if (value !== undefined && value !== '') asked.set(name, value);
  }
  if (hit !== null) asked.set('hit', hit);
  return asked.toString();
}

/** As the server wants it: a day is one's own, from midnight to midnight, and the last day counts whole. */
export function queryOf(filters: Filters): URLSearchParams {
  const query = new URLSearchParams(queryText(filters));
  const from = midnight(filters.from, 0);
  const to = midnight(filters.to, 1);
  query.delete('from');
  query.delete('to');
  if (from !== null) query.set('from', from);
  if (to !== null) query.set('to', to);
  return query;
}

/** As a body. */
export const searchOf = (filters: Filters): Record<string, string> => Object.fromEntries(queryOf(filters));

function midnight(day: string | undefined, later: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '') ?? [];
  if (year === undefined) return null;
  const at = new Date(Number(year), Number(month) - 1, Number(date) + later);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
