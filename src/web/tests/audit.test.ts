import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ChainCheck, readHead, type Head } from '../src/admin/auditChain.js';
import { auditing } from '../src/text/audit.js';

const server = new URL('../../CivilLine.Server/Audit/AuditRules.cs', import.meta.url);
const table = new URL('../../../tests/CivilLine.Server.Tests/Security/Matrix/access.md', import.meta.url);

/** Lines as the server writes them: members in order, no space. */
function chain(...acts: string[]): { lines: string[]; head: Head } {
  let head: Head = { number: -1, hash: '0'.repeat(64) };
  const lines = acts.map((what) => {
    const number = head.number + 1;
    const said = `"number":${number},"previous":"${head.hash}","what":${JSON.stringify(what)}}`;
    const hash = createHash('sha256').update(`{"at":"2026-03-01T10:00:00.000Z",${said}`).digest('hex');
    head = { number, hash };
    return `{"at":"2026-03-01T10:00:00.000Z","hash":"${hash}",${said}`;
  });
  return { lines, head };
}

async function faultsOf(lines: readonly string[], ...anchors: Head[]): Promise<string[]> {
  const check = new ChainCheck(anchors);
  for (const line of lines) await check.take(line);
  check.end();
  return check.faults;
}

describe('a chain', () => {
  const { lines, head } = chain('one', 'zwei “ü”', 'three');

  it('is whole as it was written', async () => expect(await faultsOf(lines, head)).toEqual([]));

  it('has a fault where an entry was changed', async () =>
    expect(await faultsOf(lines.with(1, lines[1]!.replace('zwei', 'zwo')))).toEqual([auditing.faults.changed(1)]));

  it('has a fault where an entry was made anew', async () =>
    expect(await faultsOf([chain('other').lines[0]!, ...lines.slice(1)])).toEqual([auditing.faults.unlinked(1)]));

  it('has a fault where an entry is missing', async () =>
    expect(await faultsOf([lines[0]!, lines[2]!])).toEqual([auditing.faults.missing(2, 1)]));

  it('has a fault where its end was cut off', async () =>
    expect(await faultsOf(lines.slice(0, 2), head)).toEqual([auditing.faults.cut(2, 1)]));

  it('has a fault where it is another than the one that was known', async () =>
    expect(await faultsOf(chain('a', 'b', 'c', 'd').lines, head)).toEqual([auditing.faults.another(2)]));

  it('has a fault where a line is none', async () =>
    expect(await faultsOf(['[]'])).toEqual([auditing.faults.unread(0)]));
});

describe('a head', () => {
  it('is a number and a hash', () => expect(readHead(` 41 ${'9F'.repeat(32)} `)).toEqual({ number: 41, hash: '9f'.repeat(32) }));
  it('is nothing else', () => expect(readHead('41')).toBeNull());
});

describe('what is recorded', () => {
  const leftOut = readFileSync(server, 'utf8').split('public static bool')[0]!;
  const recorded = [...readFileSync(table, 'utf8').matchAll(/\| `((?:GET|POST|PUT) \/api\/v1\/[^`]+)`/g)].map(([, what]) => what!)
    .filter((what) => !leftOut.includes(`"${what}"`));

  it('is found in the table', () => expect(recorded.length).toBeGreaterThan(60));
  it.each(recorded)('has words: %s', (what) => expect(auditing.acts[what]).toBeTruthy());
});
