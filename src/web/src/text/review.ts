import type { LabelReason, Target } from '../review/wire.js';
import type { Severity } from '../wire/types.js';

const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;
const share = (score: number | null): string => (score === null ? '–' : score.toFixed(2));

/** What the review page says about labels, search, evidence and what-if; part of `en`. */
export const reviewing = {
  views: { calls: 'Calls', label: 'Label', whatIf: 'What if' },
  viewsLabel: 'Review',
  label: {
    open: 'Label',
    change: 'Change label',
    title: 'What is it?',
    nothing: 'Nothing applies',
    target: 'At whom',
    targets: {
      agent: 'The agent', company: 'The company', thirdParty: 'Somebody else', situation: 'The situation', self: 'Themselves', none: 'Nobody',
    } satisfies Record<Target, string>,
    strength: 'How strong',
    note: 'Note (optional)',
    save: 'Save label',
    saving: 'Saving',
    cancel: 'Cancel',
    needs: 'Choose what applies, or that nothing does.',
    needsStrength: 'Say how strong it is.',
    said: (labeller: string) => `${labeller}:`,
    mine: 'You:',
    none: 'nothing applies',
    of: (severity: Severity, target: string) => `${severity}, ${target.toLowerCase()}`,
    alike: 'Agreed',
    apart: 'Not agreed',
    othersHidden: (n: number) => `${many(n, 'reviewer has', 'reviewers have')} labelled this. You see what they said once you have.`,
    versions: (model: string, policy: string) => `Said under model ${model}, policy ${policy}`,
  },
  agreement: {
    title: 'Agreement of two reviewers',
    none: 'Nothing has been labelled by two people yet.',
    alike: (alike: number, pairs: number) => `${alike} of ${many(pairs, 'fragment', 'fragments')} labelled alike.`,
    category: 'Category',
    kappa: 'Kappa',
    both: 'Both',
    apart: 'One only',
    unknown: 'not known',
    hint: 'Cohen’s kappa: 1 is full agreement, 0 what chance alone would give. “Not known” where both always said the same one thing.',
  },
  desk: {
    title: 'Label queue',
    hint: 'What would teach the model most comes first. The keys beside the answers give them; Enter saves.',
    why: 'Why this one',
    reasons: {
      nearThreshold: (category, score, beside) => `Near the threshold of ${category}: scored ${share(score)}, counts from ${share(beside)}`,
      stagesDisagree: (category, score, beside) => `The model’s two stages disagree on ${category}: the first says ${share(beside)}, both together ${share(score)}`,
      dismissed: (category) => `A supervisor dismissed the alert on it (${category})`,
      secondOpinion: () => 'One reviewer has labelled it; yours is the second opinion',
      chance: () => 'Drawn by chance: one in five is, to learn how often the model is wrong where it is sure',
    } satisfies Record<LabelReason, (category: string, score: number | null, beside: number | null) => string>,
    skip: 'Skip',
    openCall: 'Open the call',
    left: (n: number, considered: number) => `${n} in the queue, chosen from the newest ${many(considered, 'fragment', 'fragments')}`,
    done: (n: number) => `${many(n, 'label', 'labels')} saved in this sitting`,
    emptyTitle: 'Nothing to label',
    emptyBody: 'You have labelled everything that is worth asking about. More comes with the next calls.',
    refresh: 'Look again',
    exportTitle: 'Take the labels away',
    export: 'Download labels',
    privacy: 'One line for each fragment whose label is settled, in the form of the training corpus. They are words of real callers: numbers and addresses are redacted, names and what people tell of themselves are not. Calls, agents, teams and times are left out. Keep the file as you would a recording. Each download is recorded with your name.',
  },
};
