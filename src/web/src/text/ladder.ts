import type { LadderNeed, LadderRelief } from '../wire/ladder.js';
import type { LadderStep } from '../wire/types.js';

/** Each rule of the ladder as a sentence of its own. */
const rules: Record<string, string> = {
  breach: 'Words against the policy',
  'repeated-breach': 'More words against the policy, aimed at the agent',
  'breach-after-warning': 'Words against the policy after a warning was said',
  'breach-after-final-warning': 'Words against the policy after the final warning',
  'warning-said': 'The agent said a warning',
  'final-warning-said': 'The agent said the final warning',
  'agreement-asked': 'Words against the policy; a supervisor was asked to agree to the next step',
  agreed: 'A supervisor agreed to this step',
  'not-agreed': 'A supervisor did not agree to the next step',
  apology: 'The caller apologised',
  quiet: 'Nothing against the policy was said for a while',
  dismissed: 'What led higher was dismissed as a false alarm',
  withdrawn: 'What led higher was taken back by the words that followed',
  safeguarding: 'Held: somebody may be in danger',
  'safeguarding-released': 'No longer held: that alert does not stand',
};

/** Of these the server's words name what was said; of the others they say the same again. */
const namesWords = ['breach', 'repeated-breach', 'breach-after-warning', 'breach-after-final-warning'];

/** What the drawer says of the ladder; part of `en`. */
export const climbing = {
  why: 'Why this step',
  because: (rule: string | null, because: string | null): string => {
    const known = rule === null ? undefined : rules[rule];
    if (known === undefined) return because ?? '';
    return because !== null && namesWords.includes(rule!) ? `${known}: ${because}` : known;
  },
  by: (name: string) => `by ${name}`,
  words: (at: string) => `Show the words at ${at}`,
  record: 'The ladder so far',
  needs: (step: string) => `What “${step}” needs`,
  held: 'What lets it go on',
  taken: (next: LadderStep, asks: boolean) => {
    const words = `the next words ${next === 'caution' ? 'against the policy' : 'aimed at the agent'}`;
    return asks ? `A supervisor is asked at ${words} that find the rest met.` : `It comes with ${words} that find all of this met.`;
  },
  need: ({ kind, wanted, text }: Pick<LadderNeed, 'kind' | 'wanted' | 'text'>, next: LadderStep | null): string => {
    switch (kind) {
      case 'points':
        return next === 'caution' ? 'Points of words against the policy' : 'Points of words against the policy, or a warning that the agent says';
      case 'warningSaid': return 'A warning, said by the agent or confirmed with a click';
      case 'finalWarningSaid': return 'The final warning, said by the agent or confirmed with a click';
      case 'breaches': return wanted === 1 ? 'Words aimed at the agent after that' : 'Times words were aimed at the agent after that';
      case 'coolDown': return 'A moment between two steps';
      case 'agreement': return 'A supervisor who agrees';
      case 'release': return 'The safeguarding alert is dismissed or withdrawn';
      default: return text;
    }
  },
  /** How far it is met: figures where there are figures. */
  standing: ({ isMet, have, wanted, at }: Pick<LadderNeed, 'isMet' | 'have' | 'wanted' | 'at'>, atTime: string): string => {
    if (have !== null && wanted !== null) return `${Math.floor(have * 10) / 10} of ${wanted}`;
    if (isMet) return 'Met';
    return at === null ? 'Not yet' : `Over at ${atTime}`;
  },
  lowers: 'What would lower it',
  relief: ({ kind, text }: Pick<LadderRelief, 'kind' | 'text'>, at: string, alerts = 1): string => {
    switch (kind) {
      case 'quiet': return `Nothing more against the policy until ${at}`;
      case 'apology': return 'An apology by the caller';
      case 'dismissal': return alerts === 1 ? 'This, dismissed as a false alarm:' : 'Any of these, dismissed as a false alarm:';
      default: return text;
    }
  },
  to: (step: string) => `to ${step}`,
  counts: 'What counts',
  points: (n: number) => {
    const shown = Math.round(n * 100) / 100;
    return shown === 1 ? '1 point' : `${shown} points`;
  },
  phrase: (phrase: string) => `the policy’s phrase “${phrase}”`,
  policy: (version: string) => `Decided by the policy ${version}`,
  asks: (step: string) => `Do you agree to “${step}”?`,
  asked: (step: string) => `A supervisor is asked to agree to “${step}”.`,
  agree: 'Agree',
  disagree: 'Do not agree',
  settled: 'This is not asked any more: another supervisor has answered, or the call has moved on.',
};
