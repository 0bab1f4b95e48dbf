// The built server as a user starts it, on a port and in a data folder of its own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const key = 'clk_pages_of_a_server_that_lives_for_minutes';
export const built = resolve(import.meta.dirname, '../../src/CivilLine.Server/bin/Release/net10.0/CivilLine.Server.dll');

const freePort = () => new Promise((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => found(port));
  });
});

export async function startServer(...args) {
  if (!existsSync(built)) throw new Error(`There is no ${built}: dotnet build src/CivilLine.Server -c Release`);
  const data = await mkdtemp(join(tmpdir(), 'civilline-pages-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn('dotnet', [built, '--urls', url, ...args], {
    env: { ...process.env, CIVILLINE_DATA: data, CIVILLINE_ADMIN_KEY: key }, stdio: 'ignore',
  });
  const ended = new Promise((gone) => child.once('exit', gone));
  const ask = async (path, body, type = 'application/json') => {
    const answer = await fetch(url + path, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  for (let left = 300; !(await fetch(`${url}/health/ready`).then((answer) => answer.ok, () => false)); left--) {
    if (left === 0 || child.exitCode !== null) throw new Error('The server did not become ready within 60 s.');
    await new Promise((later) => setTimeout(later, 200));
  }
  return {
    url, ask,
    send: (...events) => ask('/api/v1/events', events.map((event) => JSON.stringify(event)).join('\n'), 'application/x-ndjson'),
    stop: async () => {
      child.kill();
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
  args: ['--no-sandbox', '--disable-gpu'],
});

/** A page of the administrator's, signed in by a one-time link. */
export async function signIn(server, context) {
  const page = await context.newPage();
  await page.goto((await server.ask('/api/v1/admin/link', {})).url);
  await page.getByTestId('sign-in').click();
  await page.getByTestId('who').waitFor();
  return page;
}
