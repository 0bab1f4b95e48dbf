import type { Call, Category, Highlight, LadderStep, Severity, Speaker } from '../wire/types.js';

/** What the server says to reviewers, as `src/CivilLine.Server/Review` defines it. */

export type Target = 'agent' | 'company' | 'thirdParty' | 'situation' | 'self' | 'none';
export const targets: readonly Target[] = ['agent', 'company', 'thirdParty', 'situation', 'self', 'none'];

export interface LabelValue {
  categories: Category[];
  target: Target;
  severity: Severity | null;
  note: string | null;
}

export interface Label extends LabelValue {
  utteranceId: string;
  revision: number;
  labeller: string;
  mine: boolean;
  at: string;
  modelVersion: string;
  policyVersion: string;
}

export interface FragmentLabels {
  utteranceId: string;
  labels: Label[];
  others: number;
}

export interface CategoryAgreement {
  category: Category;
  pairs: number;
  bothYes: number;
  bothNo: number;
  onlyFirst: number;
  onlySecond: number;
  kappa: number | null;
}

export interface Agreement {
  pairs: number;
  alike: number;
  categories: CategoryAgreement[];
}

export interface CallLabels {
  fragments: FragmentLabels[];
  agreement: Agreement;
}

export type LabelReason = 'nearThreshold' | 'stagesDisagree' | 'dismissed' | 'secondOpinion' | 'chance';

export interface QueueItem {
  callId: string;
  utteranceId: string;
  revision: number;
  speaker: Speaker;
  text: string;
  startMs: number;
  receivedAt: string;
  before: { speaker: Speaker; text: string; startMs: number }[];
  reasons: { kind: LabelReason; category: Category | null; score: number | null; beside: number | null }[];
  others: number;
}

export interface LabelQueue {
  items: QueueItem[];
  considered: number;
}

/** Names of Perspective's. */
export type Attribute = 'TOXICITY' | 'SEVERE_TOXICITY' | 'INSULT' | 'PROFANITY' | 'THREAT' | 'IDENTITY_ATTACK' | 'SEXUALLY_EXPLICIT';

/** What a client of the Perspective API says that a text should have scored. */
export interface Suggestion {
  id: number;
  at: string;
  /** The name of the key it came with. */
  from: string;
  text: string;
  attributes: { name: Attribute; said: number; ours: number }[];
  /** Null where it does not say which. */
  categories: Category[] | null;
  modelVersion: string;
  modelCategories: Category[];
  modelSeverity: Severity | null;
}

export interface SuggestionPage {
  items: Suggestion[];
  waiting: number;
}

export const suggestionsPath = '/api/v1/review/suggestions';

export const labelsPath = (callId: string): string => `/api/v1/review/calls/${encodeURIComponent(callId)}/labels`;

export const isAlike = (one: LabelValue, other: LabelValue): boolean =>
  one.target === other.target && one.severity === other.severity
  && one.categories.length === other.categories.length && one.categories.every((category) => other.categories.includes(category));

export interface SearchHit {
  utteranceId: string;
  speaker: Speaker;
  startMs: number;
  text: string;
  spans: Highlight[];
  category: Category | null;
}

export interface FoundCall {
  call: Call;
  hits: SearchHit[];
  hitCount: number;
  labelled: number;
}

export interface SearchPage {
  calls: FoundCall[];
  next: string | null;
  waiting: number;
}

/** Where a search's words stand in one call, in the order of its transcript. */
export interface CallMatches {
  hits: SearchHit[];
}

export const searchPath = '/api/v1/review/calls/search';

export const matchesPath = (callId: string): string => `/api/v1/review/calls/${encodeURIComponent(callId)}/matches`;

export interface SearchChoices {
  teams: { id: string; name: string }[];
}

export const labelStates = ['none', 'labelled', 'wantsSecond', 'disputed', 'mine'] as const;

export type WhatIfChange = 'gained' | 'lost' | 'moved';

export interface WhatIfSide {
  category: Category;
  severity: Severity;
  score: number;
}

export interface WhatIfExample {
  change: WhatIfChange;
  callId: string;
  team: string | null;
  startedAt: string;
  utteranceId: string;
  startMs: number;
  text: string;
  before: WhatIfSide | null;
  after: WhatIfSide | null;
}

export interface WhatIfCounts {
  before: number;
  after: number;
  gained: number;
  lost: number;
  movedUp: number;
  movedDown: number;
  renamed: number;
}

export interface WhatIfRun {
  id: string;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  by: string;
  at: string;
  doneAt: string | null;
  search: string;
  policyBefore: string;
  policyAfter: string;
  modelBefore: string;
  modelAfter: string;
  done: number;
  total: number;
  failed: number;
  isCut: boolean;
  problem: string | null;
  counts: WhatIfCounts;
  categories: Partial<Record<Category, WhatIfCounts>>;
  steps: { step: LadderStep; before: number; after: number }[];
  examples: WhatIfExample[];
}

/** A second model that runs along; `model` is null where none is set. */
export interface ShadowView {
  model: string | null;
  thresholdsHash: string | null;
  active: string;
  since: string | null;
  calls: number;
  following: number;
  scored: number;
  dropped: number;
  waiting: number;
  limit: number;
  rows: { category: Category; severity: Severity; counts: Record<'same' | 'gained' | 'lost' | 'movedUp' | 'movedDown' | 'renamed', number> }[];
  examples: ShadowExample[];
}

export interface ShadowExample {
  change: WhatIfChange;
  callId: string;
  team: string | null;
  utteranceId: string;
  startMs: number;
  at: string;
  before: WhatIfSide | null;
  after: WhatIfSide | null;
}

export interface WhatIfChoices {
  models: { name: string; isActive: boolean }[];
  policy: string;
}
