/** What `GET /api/v1/operator` answers; `src/CivilLine.Server/Health/OperatorViews.cs`. */
export type SourceState = 'heard' | 'idle' | 'silent' | 'never';

export interface Spread { count: number; medianMs: number | null; p90Ms: number | null }

export interface SourceCounts {
  lastAt: string | null;
  perMinute: number;
  rejectedPerMinute: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  reasons: { code: string; count: number }[];
  lag: Spread;
  fragments: number;
  masked: number;
  maskedAt: string | null;
  /** From receipt until durable. */
  ours: Spread;
  unscored: number;
  late: number;
}

export interface Source {
  keyId: string;
  name: string;
  state: SourceState;
  lastSeenAt: string | null;
  liveCalls: number;
  streams: number;
  counts: SourceCounts;
  /** Of a configured source; null of a key. */
  format: string | null;
  key: string | null;
  /** Whether the vendor says that it hides words. */
  profanityFilter: boolean | null;
  filterAdvice: string | null;
  quietAfterMs: number | null;
  quietCalls: number;
  quietSince: string | null;
  /** Of a source that is dialled; null of others. */
  connection?: { isConnected: boolean; since: string; error: string | null; isLeftAlone: boolean } | null;
  /** Of a source that is read from a topic; null of others. */
  topic?: Topic | null;
}

/** This server's part of a topic: others of its group have the rest. */
export interface Topic {
  isConnected: boolean;
  since: string;
  error: string | null;
  partitions: { number: number; lagMessages: number; lagMs: number; isBusy: boolean }[];
  messages: number;
  refused: number;
  lastRefusal: string | null;
  isBusy: boolean;
  /** That wait in the topic or here and are not durable. */
  lagMessages: number;
  /** How long the oldest that is here has waited. */
  lagMs: number;
}

export interface Queue { waiting: number; limit: number | null }

export interface WebhookQueue { endpoints: number; disabled: number; waiting: number; dead: number; oldestAt: string | null }

export interface PolicyProblem { line: number; path: string; message: string }

/** A policy came into force; or, with a reason, was refused, and `version` stayed. `by` is null of a changed file and of a start. */
export interface PolicyChange { at: string; version: string; by: string | null; refused: string | null }

export interface Operator {
  at: string;
  server: { version: string; runtime: string; startedAt: string; processors: number; memoryBytes: number; liveCalls: number };
  sources: Source[];
  model: { version: string; thresholdsHash: string; since: string; hasSecondStage: boolean };
  policy: {
    version: string;
    hash: string;
    source: 'standard' | 'file';
    file: string;
    since: string;
    teams: string[];
    refused: { at: string; why: string | null; problems: PolicyProblem[] } | null;
    /** The latest few, newest first. */
    changes: PolicyChange[];
  };
  queues: {
    ingest: Queue;
    scoring: Queue;
    writer: Queue;
    pages: Queue;
    webhooks: WebhookQueue;
    writerRuns: boolean;
    writerFails: boolean;
    /** What keeps the store from being written, or damaged it, in words. */
    writerTrouble: string | null;
    /** What each of the last commits took at least, where the disk is slow. */
    slowCommitMs: number | null;
  };
  store: {
    folder: string;
    bytes: number;
    freeBytes: number | null;
    oldestCallAt: string | null;
    calls: number;
    fragments: number;
    retentionDays: number | null;
    /** Null where nothing is ever erased by itself, and before the first run. */
    lastRetention: RetentionRun | null;
    nextRetentionAt: string | null;
  };
}

/** How often calls went whose time was over, and how many of those were kept all the same. */
export interface RetentionRun {
  at: string;
  tookMs: number;
  erased: number;
  held: number;
  openIncidents: number;
  failed: number;
}
