import type { Category } from './types.js';

/** What the server says of what it keeps, as `src/CivilLine.Server/Privacy` defines it. */

export interface RetentionRule {
  /** Null for every team without times of its own. */
  team: string | null;
  /** Null for calls without an alert of a category that has days of its own. */
  category: Category | null;
  /** Null for ever. */
  days: number | null;
}

export interface RetentionRun { at: string; tookMs: number; erased: number; held: number; openIncidents: number; failed: number }

export interface Retention {
  rules: RetentionRule[];
  nextAt: string | null;
  /** Newest first. */
  runs: RetentionRun[];
  legalHolds: number;
}

export interface Hold { callId: string; reason: string; by: string; at: string }

export const erasureOutcomes = ['wouldErase', 'erased', 'held', 'openIncident', 'live', 'busy', 'erasedBefore', 'notFound'] as const;
export type ErasureOutcome = (typeof erasureOutcomes)[number];

export interface ErasedCall {
  callId: string;
  outcome: ErasureOutcome;
  rows: { fragments: number; alerts: number; incidents: number; acts: number; steps: number; deliveries: number } | null;
}

export interface Erasure {
  calls: ErasedCall[];
  /** Whether search has forgotten the words too. */
  index: boolean;
  exports: { at: string; by: string; kind: string; callId: string | null }[];
  backups: { at: string; file: string }[];
  notes: string[];
}

export const scanPlaces = ['fragments', 'alerts', 'outbox', 'labels', 'suggestions', 'index'] as const;
export type ScanPlace = (typeof scanPlaces)[number];

export interface Scan {
  at: string;
  tookMs: number;
  read: Partial<Record<ScanPlace, number>>;
  findings: { place: ScanPlace; kind: string; count: number; callIds: string[] }[];
  fixed: number;
  left: number;
}
