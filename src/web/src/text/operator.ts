import type { SourceState } from '../wire/operator.js';

const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

/** What the operator's page says; part of `en`. */
export const operating = {
  title: 'Operator',
  read: 'Read',
  stale: 'The server did not answer the last question; what you see is old.',
  server: (version: string, runtime: string, processors: number) =>
    `CivilLine ${version} on ${runtime}, ${many(processors, 'processor', 'processors')}`,
  up: 'Running for',
  liveCalls: 'Live calls',
  memory: 'Memory',
  attention: 'Needs attention',
  nothing: 'Nothing needs attention.',
  findings: {
    lost: (name: string, at: string, why: string) => `${name} is not connected since ${at}${why === '' ? '' : `: ${why}`}. It is dialled again.`,
    behind: (name: string, messages: string, age: string) => `${name} is behind with its topic: ${messages} messages wait, the oldest that was read for ${age}.`,
    silent: (name: string, calls: number) => `${name} has ${many(calls, 'call', 'calls')} open and sends nothing. A call that nobody hears is not a calm one.`,
    masked: (name: string, words: number) => `${name} hides words: ${words} came masked since the start. So much swearing is of unknown strength.`,
    filtered: (name: string) => `${name} says that its profanity filter is on: swearing comes hidden.`,
    quiet: (name: string, calls: number, at: string) => `${many(calls, 'call', 'calls')} of ${name} not heard for longer than usual, the longest since ${at}.`,
    unscored: (name: string, n: number) => `${many(n, 'line', 'lines')} of ${name} came in a language that no model reads, and were not scored.`,
    rejected: (name: string, n: number, why: string) => `${name} had ${many(n, 'event', 'events')} refused in the last minute${why === '' ? '' : `, mostly as “${why}”`}.`,
    late: (name: string, age: string) => `Words of ${name} are ${age} old when they arrive.`,
    writer: 'The store takes nothing: the last commit failed or the writer has ended. Sources are told to wait.',
    full: (name: string, waiting: string, limit: string) => `The queue “${name}” is nearly full: ${waiting} of ${limit}.`,
    dead: (n: number) => `${many(n, 'webhook delivery was', 'webhook deliveries were')} given up. They are kept and can be sent again under Admin.`,
    policy: (at: string) => `A policy was refused at ${at}. The one before it still applies.`,
    disk: (left: string) => `The disk has ${left} left.`,
  },
  sources: {
    title: 'Sources',
    none: 'No source is configured and none has a key yet. Make a key under Admin, and send events with it.',
    since: (at: string) => `Refused and masked are counted since ${at}, when the server started.`,
    note: 'Lag is how old words were when they arrived, where the source gives times; ours, how long they then took until they could be shown. Both over five minutes.',
    name: 'Source', state: 'State', seen: 'Last heard', perMinute: 'Events/min', rejected: 'Refused/min', lag: 'Lag, median / p90', ours: 'ours',
    masked: 'Masked words', calls: 'Calls', streams: 'Streams',
    backlog: (n: string) => `${n} behind`,
    backlogMeans: (partitions: number) => `Messages of its topic that are not durable here yet, and how long the oldest that was read has waited. This server reads ${many(partitions, 'partition', 'partitions')}.`,
    noTimes: 'no times', never: 'never',
    states: { heard: 'Heard', idle: 'Idle', silent: 'Silent', never: 'Never heard' } satisfies Record<SourceState, string>,
    reasons: 'Refused since the start',
    configured: (format: string, key: string | null) => (key === null ? format : `${format}, kept under ${key}`),
    filter: (isOn: boolean) => (isOn ? 'filter on' : 'filter off'),
    quiet: (n: number) => `${n} not heard`,
    unscored: (n: string) => `${n} not scored`,
    ofFragments: (n: string) => `in ${n} fragments`,
  },
  queues: {
    title: 'Queues', name: 'Queue', waiting: 'Waiting', limit: 'Limit', noLimit: 'bounded before',
    names: { ingest: 'Way in', scoring: 'Scoring', writer: 'Writer', pages: 'Pages', webhooks: 'Webhooks' } as Record<string, string>,
    fill: (share: number) => `${share} % full`,
    oldest: 'Oldest',
    endpoints: (n: number, off: number) => `${many(n, 'endpoint', 'endpoints')}${off === 0 ? '' : `, ${off} switched off`}`,
    dead: (n: number) => `${n} given up`,
  },
  model: {
    title: 'Model', version: 'Version', thresholds: 'Thresholds', since: 'Since', second: 'Second stage',
    yes: 'asked where the first is unsure', no: 'none',
  },
  policy: {
    title: 'Policy', version: 'Version', hash: 'SHA-256', since: 'Since', file: 'File', teams: 'Teams with rules of their own', noTeams: 'none',
    standard: 'The standard one; no file is there yet', refused: 'Last refused', none: 'None since this one applies',
    problem: (line: number, path: string, message: string) => `Line ${line}, ${path}: ${message}`,
    more: (n: number) => `and ${n} more`,
  },
  store: {
    title: 'Store', folder: 'Folder', size: 'On the disk', free: 'Free', unknown: 'not known', oldest: 'Oldest call', noCalls: 'no call yet',
    calls: 'Calls', fragments: 'Fragments', retention: 'Retention', days: (n: number) => many(n, 'day', 'days'),
    forever: 'Everything is kept; nothing is removed by itself',
  },
};
