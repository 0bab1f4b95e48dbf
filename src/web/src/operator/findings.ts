import type { Severity } from '../wire/types.js';
import type { Operator } from '../wire/operator.js';
import { en } from '../text/en.js';
import { age, timeOfDay } from '../text/time.js';
import { bytes, whole } from './figures.js';

export interface Finding { severity: Severity; text: string }

const lateMs = 10_000;
const nearlyFull = 0.8;
const littleDisk = 2 * 1024 ** 3;

/** What an operator would have to find among the figures, in words, the worst first. */
export function findingsOf(now: Operator): Finding[] {
  const text = en.operating.findings;
  const found: Finding[] = [];
  const { writerRuns, writerFails, writerTrouble, slowCommitMs } = now.queues;
  if (writerFails || !writerRuns) found.push({ severity: 'critical', text: text.writer(writerTrouble ?? 'its writer has ended') });
  else if (writerTrouble !== null) found.push({ severity: 'critical', text: text.trouble(writerTrouble) });
  else if (slowCommitMs !== null) found.push({ severity: 'serious', text: text.slowDisk(slowCommitMs) });
  for (const source of now.sources) {
    const { counts } = source;
    const { topic } = source;
    const connection = source.connection ?? topic;
    if (topic && topic.lagMs >= lateMs) found.push({ severity: topic.isBusy ? 'serious' : 'caution', text: text.behind(source.name, whole(topic.lagMessages), age(topic.lagMs)) });
    if (connection && !connection.isConnected) found.push({ severity: 'serious', text: text.lost(source.name, timeOfDay(connection.since), connection.error ?? '') });
    if (source.state === 'silent') found.push({ severity: 'serious', text: text.silent(source.name, source.liveCalls) });
    // What a configured source brings is counted under its key: said once, of the source.
    const said = source.format === null && now.sources.some((other) => other.key === source.name);
    const advice = source.filterAdvice === null ? '' : ` ${source.filterAdvice}`;
    if (source.profanityFilter === true) found.push({ severity: 'serious', text: text.filtered(source.name) + advice });
    else if (counts.masked > 0 && !said) found.push({ severity: 'caution', text: text.masked(source.name, counts.masked) + advice });
    if (source.quietCalls > 0 && source.quietSince !== null && source.state !== 'silent' && !said) {
      found.push({ severity: 'caution', text: text.quiet(source.name, source.quietCalls, timeOfDay(source.quietSince)) });
    }
    if (counts.unscored > 0 && !said) found.push({ severity: 'caution', text: text.unscored(source.name, counts.unscored) });
    if (counts.rejectedPerMinute > 0) {
      found.push({ severity: 'caution', text: text.rejected(source.name, counts.rejectedPerMinute, mostOf(counts.reasons)) });
    }
    if ((counts.lag.medianMs ?? 0) >= lateMs) found.push({ severity: 'caution', text: text.late(source.name, age(counts.lag.medianMs ?? 0)) });
  }
  for (const name of ['ingest', 'writer', 'pages'] as const) {
    const { waiting, limit } = now.queues[name];
    if (limit !== null && waiting >= limit * nearlyFull) {
      found.push({ severity: 'serious', text: text.full(en.operating.queues.names[name] ?? name, whole(waiting), whole(limit)) });
    }
  }
  if (now.queues.webhooks.dead > 0) found.push({ severity: 'caution', text: text.dead(now.queues.webhooks.dead) });
  if (now.policy.refused !== null) found.push({ severity: 'caution', text: text.policy(timeOfDay(now.policy.refused.at)) });
  const { freeBytes } = now.store;
  if (freeBytes !== null && freeBytes < littleDisk) found.push({ severity: 'serious', text: text.disk(bytes(freeBytes)) });
  const order: Severity[] = ['critical', 'serious', 'caution', 'info'];
  return found.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

const mostOf = (reasons: readonly { code: string; count: number }[]): string =>
  reasons.reduce((most, one) => (one.count > most.count ? one : most), { code: '', count: 0 }).code;
