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
