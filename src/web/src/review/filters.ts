/** What is looked for, as it stands in the address, so that a search can be sent to a colleague. */
export const filterNames = ['q', 'team', 'category', 'severity', 'from', 'to', 'labels'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export function readFilters(search: string): Filters {
  const asked = new URLSearchParams(search);
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = asked.get(name);
    if (value !== null && value !== '') filters[name] = value;
  }
  return filters;
}

/** The fragment of an open call that is shown, of those in which the search's words stand. */
export const hitOf = (search: string): string | null => new URLSearchParams(search).get('hit') || null;

/** With the question mark; empty where nothing is asked for. */
export function addressOf(filters: Filters, hit: string | null = null): string {
  const asked = new URLSearchParams();
  for (const name of filterNames) {
    const value = filters[name];
    if (value !== undefined && value !== '') asked.set(name, value);
  }
  if (hit !== null) asked.set('hit', hit);
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
}

/** As the server wants it: a day is one's own, from midnight to midnight, and the last day counts whole. */
export function queryOf(filters: Filters): URLSearchParams {
  const query = new URLSearchParams(addressOf(filters));
  const from = midnight(filters.from, 0);
  const to = midnight(filters.to, 1);
  query.delete('from');
  query.delete('to');
  if (from !== null) query.set('from', from);
  if (to !== null) query.set('to', to);
  return query;
}

function midnight(day: string | undefined, later: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '') ?? [];
  if (year === undefined) return null;
  const at = new Date(Number(year), Number(month) - 1, Number(date) + later);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
