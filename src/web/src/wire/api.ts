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

/** What is answered as a file. */
export const fileOf = async (path: string, body: unknown): Promise<Blob> => (await request('POST', path, body)).blob();

/** What is answered a line at a time, however long it is. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const reader = (await request('GET', path)).body!.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

export async function post<T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> {
  const response = await request('POST', path, body, signal);
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

export const callPath = (callId: string): string => `/api/v1/calls/${encodeURIComponent(callId)}`;

/** The wall with this call open. */
export const wallPath = (callId: string): string => `/?${new URLSearchParams({ call: callId })}`;

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : en.errors.unknown;
