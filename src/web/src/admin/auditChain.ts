import { auditing } from '../text/audit.js';

/** An entry's number and hash. */
export interface Head { number: number; hash: string }

export const emptyHead: Head = { number: -1, hash: '0'.repeat(64) };

/** "41 9f2c…", as the page, the log and the command line write it. */
export function readHead(text: string): Head | null {
  const [, number, hash] = /^\s*(\d+)\s+([0-9a-f]{64})\s*$/i.exec(text) ?? [];
  return number === undefined || hash === undefined ? null : { number: Number(number), hash: hash.toLowerCase() };
}

const words = auditing.faults;

/** Recomputes a chain of hashes as it is read: what was changed, left out, moved or cut off is a fault. */
export class ChainCheck {
  readonly faults: string[] = [];
  head = emptyHead;
  #open: Head[];

  /** @param anchors Heads that were known before: each has to be an entry of the chain. */
  constructor(anchors: readonly Head[]) {
    this.#open = anchors.filter((one) => one.number >= 0);
  }

  async take(line: string): Promise<void> {
    const expected = this.head.number + 1;
    const entry = read(line);
    const { number, hash } = entry ?? {};
    if (entry === null || typeof number !== 'number' || typeof hash !== 'string') {
      this.faults.push(words.unread(expected));
      this.head = { ...this.head, number: expected };
      return;
    }
    if (number !== expected) this.faults.push(number > expected ? words.missing(number, number - expected) : words.moved(number, expected));
    else if (entry['previous'] !== this.head.hash) this.faults.push(words.unlinked(number));
    const { hash: _, ...said } = entry;
    if ((await sha256(canonical(said))) !== hash) this.faults.push(words.changed(number));
    else if (canonical(entry) !== line) this.faults.push(words.rewritten(number));
    this.head = { number, hash };
    this.#open = this.#open.filter((one) => one.number !== number || one.hash !== hash);
  }

  end(): void {
    for (const { number } of this.#open) this.faults.push(number > this.head.number ? words.cut(number, this.head.number) : words.another(number));
  }
}

function read(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** RFC 8785, which is what this language makes of values, with the members in order. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = value as Record<string, unknown>;
  return `{${Object.keys(members).sort().map((name) => `${JSON.stringify(name)}:${canonical(members[name])}`).join(',')}}`;
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
