/** What was said to an agent, and what the company did wrong; `src/CivilLine.Server/Care/CareViews.cs` and `Calls/WorkEndpoints.cs`. */
export type BreakReason = 'criticalMoment' | 'seriousMoments' | 'longExposure' | 'callEnded';

export interface Exposure { hardCalls: number; hardMinutes: number; serious: number; critical: number; callsEnded: number }

export interface AgentCare {
  agentId: string;
  agentName: string | null;
  shift: { from: string; exposure: Exposure } | null;
  week: Exposure;
  breakReasons: BreakReason[];
}

export interface CareList {
  from: string;
  to: string;
  rules: { critical: number; serious: number; hardMinutes: number; callsEnded: number };
  agents: AgentCare[];
  calm: number;
}

export interface RootCauses {
  from: string;
  to: string;
  resolved: number;
  causes: { cause: string; count: number; lastCallId: string }[];
}

export const isCalm = (exposure: Exposure): boolean => exposure.hardCalls === 0;

export type BreakAnswer = 'now' | 'soon';

/** An agent asked for a break; `src/CivilLine.Server/Care/BreakViews.cs`. */
export interface BreakRequest {
  callId: string;
  agentId: string;
  agentName: string | null;
  team: string | null;
  askedAt: string;
  askedBy: string;
  /** When supervisors are told once more if nobody has answered. */
  remindAt: string | null;
  answer: BreakAnswer | null;
  answeredBy: string | null;
  answeredAt: string | null;
  /** When the agent took it back, answered or not. */
  withdrawnAt: string | null;
}

const answerShownMs = 30 * 60_000;
const withdrawnShownMs = 5 * 60_000;

/** Whether somebody still waits to be answered. */
export const isWaiting = (one: BreakRequest): boolean => one.answer === null && one.withdrawnAt === null;

/** What nobody has answered stays; an answer for half an hour. */
export const isShown = (one: BreakRequest, at: number): boolean =>
  one.withdrawnAt === null && (one.answeredAt === null || at - Date.parse(one.answeredAt) < answerShownMs);

/** What was taken back, too, for so long that nobody wonders where it went. */
export const isListed = (one: BreakRequest, at: number): boolean =>
  isShown(one, at) || (one.withdrawnAt !== null && at - Date.parse(one.withdrawnAt) < withdrawnShownMs);
