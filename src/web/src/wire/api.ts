import { learnServerTime } from './clock.js';
import { en } from '../text/en.js';

/** A refusal by the server: what it says in problem+json, or the status where it says nothing. */
export class ApiError extends Error {
  constructor(readonly status: number, message: string, readonly code: string | null = null, readonly body: unknown = null) {
    super(message);
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }
}

interface Problem {
  title?: string;
  detail?: string;
  code?: string;
}

async function request(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  // The header tells the server that a page of its own asks: a foreign form cannot send it.
  const headers: Record<string, string> = { accept: 'application/json', 'x-civilline': '1' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method, headers, signal, credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, en.errors.unreachable);
  }
  learnServerTime(response.headers.get('date'));
  if (response.ok) return response;
  throw await refusal(response);
}

export async function refusal(response: Response): Promise<ApiError> {
  let problem: Problem = {};
  if (response.headers.get('content-type')?.includes('json')) {
    problem = (await response.json().catch(() => ({}))) as Problem;
  }
  const known = response.status === 403 ? en.errors.forbidden : response.status === 404 ? en.errors.notFound : null;
  const message = problem.detail ?? problem.title ?? known ?? en.errors.status(response.status);
  return new ApiError(response.status, message, problem.code ?? null, problem);
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await request('GET', path, undefined, signal)).json()) as T;
}

export async function post<T>(path: string, body: unknown = {}): Promise<T> {
  const response = await request('POST', path, body);
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

export const callPath = (callId: string): string => `/api/v1/calls/${encodeURIComponent(callId)}`;

/** The wall with this call open. */
export const wallPath = (callId: string): string => `/?${new URLSearchParams({ call: callId })}`;

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : en.errors.unknown;
