import type { Category, LadderStep, Severity } from './types.js';

/** Why a call stands on its step, as `src/CivilLine.Core/Escalation/LadderReasons.cs` defines it. */
export interface LadderReasons {
  step: LadderStep;
  since: string | null;
  rule: string | null;
  because: string | null;
  utteranceIds: string[];
  by: string | null;
  policyVersion: string;
  frozen: boolean;
  /** The step that a supervisor is asked to agree to. */
  awaits: LadderStep | null;
  warnedAt: string | null;
  points: number;
  next: LadderStep | null;
  needs: LadderNeed[];
  lowers: LadderRelief[];
  breaches: LadderBreach[];
}

export interface LadderNeed {
  kind: string;
  text: string;
  isMet: boolean;
  have: number | null;
  wanted: number | null;
  at: string | null;
}

export interface LadderRelief {
  kind: string;
  text: string;
  to: LadderStep;
  at: string | null;
  alertId: string | null;
}

export interface LadderBreach {
  alertId: string;
  category: Category;
  severity: Severity;
  target: string;
  weight: number;
  phrase: string | null;
  utteranceIds: string[];
}
