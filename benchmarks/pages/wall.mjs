// What the supervisor's wall costs the browser's main thread: node wall.mjs [--calls 500] [--rate 2] [--seconds 20] [--web DIR] [--json FILE]
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from './hub.mjs';

const { values } = parseArgs({ options: {
  calls: { type: 'string', default: '500' }, rate: { type: 'string', default: '2' }, seconds: { type: 'string', default: '20' },
  web: { type: 'string', default: resolve(import.meta.dirname, '../../src/CivilLine.Server/bin/Release/net10.0/web') }, json: { type: 'string' },
} });
const frameUs = 1_000_000 / 60;
const browserPath = process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

const hub = await serve(values.web, Number(values.calls), Number(values.rate));
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
page.on('pageerror', (error) => console.error(error.message));
await page.goto(hub.url);
await page.locator('[data-testid=call-card]').first().waitFor();
await page.waitForTimeout(3000);
const drawn = await page.locator('[data-testid=call-card]').count();

const events = await trace(Number(values.seconds) * 1000);
const scrolling = await trace(5000, () => page.mouse.move(500, 500).then(async () => {
  for (let i = 0; i < 40; i++) {
    await page.mouse.wheel(0, i < 20 ? 400 : -400);
    await page.waitForTimeout(100);
  }
}));
const figures = {
  calls: Number(values.calls), updatesASecond: Number(values.calls) * Number(values.rate), drawn, sent: hub.sent,
  chromium: browser.version(), standing: workOf(events), scrolling: workOf(scrolling),
};
await browser.close();
hub.stop();
console.log(JSON.stringify(figures, null, 1));
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(figures, null, 1));

async function trace(ms, meanwhile = () => page.waitForTimeout(ms)) {
  const session = await browser.newBrowserCDPSession();
  const found = [];
  session.on('Tracing.dataCollected', ({ value }) => found.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'], excludedCategories: ['*'] } });
  await meanwhile();
  const done = new Promise((ended) => session.once('Tracing.tracingComplete', ended));
  await session.send('Tracing.end');
  await done;
  await session.detach();
  return found;
}

/**
 * Work of the page's main thread a sixtieth of a second: every task that it ran, layout, style and paint included, each
 * counted whole where it began. In processor time, so that other processes do not count, and by the clock beside it.
 */
function workOf(found) {
  const threads = found.filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain');
  const totals = new Map();
  const tasks = found.filter((event) => event.name.endsWith('RunTask') && event.ph === 'X');
  for (const { pid, tid } of threads) {
    totals.set(`${pid} ${tid}`, tasks.filter((event) => event.pid === pid && event.tid === tid));
  }
  const main = [...totals.values()].sort((a, b) => sum(b) - sum(a))[0];
  const from = Math.min(...main.map((event) => event.ts));
  const frames = Math.ceil((Math.max(...main.map((event) => event.ts + event.dur)) - from) / frameUs);
  const [cpu, clock] = [new Float64Array(frames), new Float64Array(frames)];
  for (const { ts, dur, tdur } of main) {
    const frame = Math.floor((ts - from) / frameUs);
    cpu[frame] += (tdur ?? dur) / 1000;
    clock[frame] += dur / 1000;
  }
  return { frames, cpuMs: spread(cpu), clockMs: spread(clock), busyFramesCpuMs: spread(cpu.filter((ms) => ms >= 1)) };
}

function sum(tasks) {
  return tasks.reduce((total, event) => total + event.dur, 0);
}

function spread(values) {
  const sorted = Float64Array.from(values).sort();
  const at = (share) => Number((sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0).toFixed(2));
  return { count: sorted.length, mean: Number((sorted.reduce((a, b) => a + b, 0) / sorted.length).toFixed(2)), p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) };
}
