import type { BreakAnswer, BreakReason, CareList } from '../wire/care.js';

const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

/** What the page about care says; part of `en`. */
export const caring = {
  title: 'Care',
  intro: 'Who had hostile, threatening, sexual or discriminatory words aimed at them, so that a break can be offered. By name; nobody is ranked.',
  introOwn: 'What was said to you, so that you can take a break when you need one. You and your supervisors see it; it says nothing about your work.',
  agents: 'Agents',
  own: 'My calls',
  shift: 'This shift',
  shiftSince: (at: string) => `since ${at}`,
  noShift: 'no shift now',
  today: 'The agent’s shift so far',
  week: 'Last seven days',
  calm: 'Calm',
  calmOwn: 'Nothing hard in the last seven days.',
  noneHard: 'Nobody had a hard call in the last seven days.',
  others: (n: number) => (n === 0 ? '' : `${many(n, 'other agent', 'other agents')} took calls, all of them calm.`),
  calls: (n: number, minutes: number) => `${many(n, 'hard call', 'hard calls')}, ${minutes < 1 ? 'under 1' : Math.round(minutes)} min`,
  serious: (n: number) => many(n, 'serious moment', 'serious moments'),
  critical: (n: number) => many(n, 'critical moment', 'critical moments'),
  ended: (n: number) => `${many(n, 'call', 'calls')} ended`,
  pause: 'Break',
  offer: 'Offer a break',
  take: 'Take a few minutes if you want them',
  because: {
    criticalMoment: 'a critical moment', seriousMoments: 'several serious moments', longExposure: 'a long time on hard calls',
    callEnded: 'a call had to be ended',
  } satisfies Record<BreakReason, string>,
  rules: ({ critical, serious, hardMinutes, callsEnded }: CareList['rules']) => {
    const reasons = [
      critical > 0 ? many(critical, 'critical moment', 'critical moments') : null,
      serious > 0 ? many(serious, 'serious one', 'serious ones') : null,
      hardMinutes > 0 ? `${Math.round(hardMinutes)} minutes on hard calls` : null,
      callsEnded > 0 ? many(callsEnded, 'call that had to be ended', 'calls that had to be ended') : null,
    ].filter((reason) => reason !== null);
    const first = reasons.length === 0 ? 'Your centre’s policy suggests no break by itself.'
      : `A break is suggested from ${reasons.join(', or ')}, in one shift, by your centre’s policy; a team’s own may say otherwise.`;
    return `${first} A shift ends with five hours without a call.`;
  },
  breaks: {
    title: 'Asked for a break',
    answer: { now: 'Yes, take it', soon: 'In a few minutes' } satisfies Record<BreakAnswer, string>,
    answered: (answer: BreakAnswer, by: string) => (answer === 'now' ? `${by}: yes, take it` : `${by}: in a few minutes`),
    answerTo: (agent: string) => `Answer to ${agent}`,
    own: 'Your break',
    asked: (at: string) => `Asked for at ${at}. Your supervisors can see it; nobody has answered yet.`,
    told: (answer: BreakAnswer, by: string) => (answer === 'now' ? `${by}: yes, take your break.` : `${by}: in a few minutes.`),
    takeBack: 'I no longer need it',
    takenBack: 'You took it back. Ask again whenever you like.',
    again: 'Ask again',
    withdrawn: 'no longer needs it',
    putAway: 'Close',
  },
  causes: {
    title: 'What the company did wrong',
    intro: 'Added up from resolved incidents: what to mend, so that fewer callers are angry in the first place.',
    period: 'Over',
    days: (n: number) => `${n} days`,
    none: 'No resolved incident names a cause in this time.',
    named: (n: number, all: number) => `${n} of ${many(all, 'resolved incident names', 'resolved incidents name')} a cause.`,
    cause: 'Cause', incidents: 'Incidents', newest: 'Newest', open: (callId: string) => `Open call ${callId}`,
  },
};
