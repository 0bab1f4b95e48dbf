import type { LadderReasons } from './ladder.js';
import type { BreakRequest } from './care.js';
import type { Incident } from './work.js';

/** What the server says, as `src/CivilLine.Server/Calls/Views.cs` defines it. Times are ISO 8601 in UTC. */

export type Category = 'swearing' | 'threat' | 'hostility' | 'discrimination' | 'sexual' | 'safeguarding' | 'escalation';
export const categories: readonly Category[] = [
  'swearing', 'threat', 'hostility', 'discrimination', 'sexual', 'safeguarding', 'escalation',
];

export type Severity = 'info' | 'caution' | 'serious' | 'critical';
export const severities: readonly Severity[] = ['info', 'caution', 'serious', 'critical'];

export type LadderStep = 'calm' | 'caution' | 'warn' | 'finalWarning' | 'mayEnd';
export const steps: readonly LadderStep[] = ['calm', 'caution', 'warn', 'finalWarning', 'mayEnd'];

export type Speaker = 'unknown' | 'customer' | 'agent';
export type Party = Speaker | 'supervisor';
export type Detection = 'provisional' | 'confirmed' | 'withdrawn';
export type Work = 'open' | 'acknowledged' | 'claimed' | 'snoozed' | 'resolved' | 'dismissed';
export type HelpResponse = 'listening' | 'joining' | 'takingOver';
export type Role = 'agent' | 'supervisor' | 'qa' | 'operator' | 'administrator';

/** A run of the text in UTF-16 units, and how much it added to the score. */
export interface Highlight {
  start: number;
  length: number;
  weight: number;
}

export interface Alert {
  id: string;
  version: number;
  incidentId: string;
  callId: string;
  agentId: string | null;
  team: string | null;
  category: Category;
  target: string;
  severity: Severity;
  detection: Detection;
  work: Work;
  claimedBy: string | null;
  score: number;
  text: string;
  highlights: Highlight[];
  utteranceIds: string[];
  startMs: number;
  endMs: number;
  raisedAt: string;
  modelVersion: string;
  policyVersion: string;
  /** A threat that is still being said and counts already. */
  held?: boolean;
  snoozedUntil?: string | null;
  /** Of a false alarm, what would have been right: a category or "none". */
  label?: string | null;
}

export interface Banner {
  step: LadderStep;
  headline: string | null;
  may: string | null;
  say: string | null;
  canConfirm: boolean;
  safeguarding: boolean;
  words: string | null;
  saidMsAgo: number | null;
  since: string | null;
  /** After a hard call, the policy's words for the agent. */
  support?: string | null;
}

export interface Help {
  askedAt: string;
  askedBy: string;
  how: HelpResponse | null;
  answeredBy: string | null;
  answeredAt: string | null;
  /** How often it escalated while nobody answered. */
  escalation?: number;
}

export interface Call {
  callId: string;
  agentId: string | null;
  agentName: string | null;
  team: string | null;
  queue: string | null;
  startedAt: string;
  lastHeardAt: string;
  endedAt: string | null;
  endedBy: Party | null;
  endReason: string | null;
  step: LadderStep;
  stepRule: string | null;
  frozen: boolean;
  heat: number;
  recent: number[];
  lastWords: string | null;
  lastSpeaker: Speaker;
  saidMsAgo: number | null;
  peakSeverity: Severity | null;
  help: Help | null;
  banner: Banner;
  openAlerts: number;
  /** Who said that they ended it, and where the ladder stood then. */
  endedByName?: string | null;
  endStep?: LadderStep | null;
  /** Why it stands on its step; null while it is calm. */
  ladder?: LadderReasons | null;
  /** Its source's rhythm: live and not heard for longer, it is not calm but unheard. */
  quietAfterMs?: number;
  /** Finals in a language that no model reads, and the newest such language. */
  unscored?: number;
  unscoredLanguage?: string | null;
  /** Where messages of the source never came. */
  gaps?: Gap[];
}

/** Messages that never came, before the words that were said at `atMs`. */
export interface Gap {
  from: number;
  to: number;
  atMs: number;
  count: number;
}

export interface Fragment {
  callId: string;
  utteranceId: string;
  revision: number;
  isFinal: boolean;
  speaker: Speaker;
  text: string;
  startMs: number;
  endMs: number;
  receivedAt: string;
  late: boolean;
  scores: Partial<Record<Category, number>>;
  categories: Category[];
  severity: Severity | null;
  target: string;
  language?: string | null;
  /** In a language that no model reads. */
  unscored?: boolean;
}

export interface AlertChange {
  alertId: string;
  version: number;
  at: string;
  category: Category;
  severity: Severity;
  detection: Detection;
  work: Work;
  by: string | null;
  reason: string | null;
}

export interface LadderMove {
  at: string;
  from: LadderStep;
  to: LadderStep;
  rule: string;
  because: string;
  utteranceIds: string[];
  policyVersion: string;
  modelVersion: string;
  by: string | null;
}

export interface CallAct {
  at: string;
  kind: string;
  by: string;
  detail: string | null;
}

export interface CallDetail {
  call: Call;
  fragments: Fragment[];
  alerts: Alert[];
  alertChanges: AlertChange[];
  moves: LadderMove[];
  acts: CallAct[];
}

export interface AlertPage {
  alerts: Alert[];
  next: number;
  more: boolean;
}

export interface LiveSnapshot extends AlertPage {
  calls: Call[];
  incidents?: Incident[];
  breaks?: BreakRequest[];
  blurByDefault: boolean;
}

export interface CallPage {
  calls: Call[];
  next: string | null;
}

export interface Me {
  id: string;
  name: string;
  role: Role;
  agentId: string | null;
  teams: string[];
}

export const atLeast = (severity: Severity | null, floor: Severity): boolean =>
  severity !== null && severities.indexOf(severity) >= severities.indexOf(floor);
