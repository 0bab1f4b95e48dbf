import { get } from './api.js';
import type { WorkRules } from './work.js';

const keepMs = 60_000;
const kept = new Map<string, { at: number; rules: Promise<WorkRules> }>();

/** What the policy says of working on a team's alerts; the centre's rules where a call has no team. A minute old at most. */
export function rulesOf(team: string | null): Promise<WorkRules> {
  const known = kept.get(team ?? '');
  if (known !== undefined && Date.now() - known.at < keepMs) return known.rules;
  const rules = get<WorkRules>(`/api/v1/work/rules${team === null ? '' : `?team=${encodeURIComponent(team)}`}`);
  kept.set(team ?? '', { at: Date.now(), rules });
  rules.catch(() => kept.delete(team ?? ''));
  return rules;
}
