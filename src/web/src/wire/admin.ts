import type { Role } from './types.js';

/** What the server says to administrators of people and keys, as `src/CivilLine.Server/Security` defines it. */

export interface Team { id: string; name: string }

export interface Person { id: string; name: string; role: Role; agentId: string | null; teams: string[]; disabledAt: string | null }

export interface Link { url: string; expiresAt: string }

export interface Key {
  id: string;
  name: string;
  kind: 'source' | 'banner' | 'perspective' | 'administrator';
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** None for all. */
  teams: string[];
  formerUntil: string | null;
  formerUsedAt: string | null;
  /** Only of one that was just made or rotated. */
  key: string | null;
}

/** Who did or saw what; `what` is a method and a route, a hub's method, or a word of the server's own. */
export interface AuditEntry {
  number: number;
  at: string;
  how: 'cookie' | 'key' | 'token' | 'server';
  what: string;
  byId?: string;
  by?: string;
  role?: Role;
  of?: Record<string, string>;
  status?: number;
}

export interface AuditPage { entries: AuditEntry[]; head: number; headHash: string }
