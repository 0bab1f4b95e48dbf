import type { Category, Help, LadderStep, Party, Severity, Work } from './types.js';

/** All that one call gives supervisors to do; `src/CivilLine.Server/Calls/IncidentViews.cs`. */
export interface Incident {
  id: string;
  version: number;
  callId: string;
  agentId: string | null;
  agentName: string | null;
  team: string | null;
  callEndedAt: string | null;
  severity: Severity | null;
  categories: Category[];
  count: number;
  openCount: number;
  /** False where all that it was about was taken back. */
  stands: boolean;
  help: Help | null;
  firstAt: string;
  lastAt: string;
  work: Work;
  claimedBy: string | null;
  openedAt: string;
  waitingSince: string | null;
  snoozedUntil: string | null;
  escalation: number;
  escalatedAt: string | null;
  dueAt: string | null;
  closedAt: string | null;
  closedBy: string | null;
  reason: string | null;
  rootCause: string | null;
  rootCauseNote: string | null;
}

export interface QuietHours {
  from: string;
  to: string;
  timeZone: string;
  /** On which they begin; null for every day. */
  days?: readonly Weekday[] | null;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface WorkRules {
  snoozeMinutes: number;
  longestSnoozeMinutes: number;
  rootCauses: string[];
  notificationsPerHour: number;
  quietHours: QuietHours | null;
  /** All of them; `quietHours` is the first. */
  quiet?: readonly QuietHours[];
  quietNow: boolean;
}

export interface EarlierCall {
  callId: string;
  startedAt: string;
  endedAt: string | null;
  team: string | null;
  agentId: string | null;
  peakSeverity: Severity | null;
  step: LadderStep;
  endedBy: Party | null;
  endReason: string | null;
  outcome: string | null;
}

export const isClosed = (work: Work): boolean => work === 'resolved' || work === 'dismissed';

/** Also of a server that knows of one alone. */
export const quietOf = (rules: Pick<WorkRules, 'quietHours' | 'quiet'>): readonly QuietHours[] =>
  rules.quiet ?? (rules.quietHours === null ? [] : [rules.quietHours]);
