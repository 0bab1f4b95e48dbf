// Pictures of each page in both themes, from the demo: node screenshots.mjs [--out DIR] [--only wall,agent]
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, signIn, startServer } from './server.mjs';

const { values } = parseArgs({ options: {
  out: { type: 'string', default: resolve(import.meta.dirname, '../../src/web/screenshots') }, only: { type: 'string' },
} });
// With times after which calls are erased, so that the page of privacy has something to say.
const server = await startServer('--demo', '--Retention:Days=365', '--Retention:Categories:threat=1825');
const browser = await launch();
const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
const page = await signIn(server, context);
await mkdir(values.out, { recursive: true });
let bytes = 0;

/** WebP, which Playwright's own pictures are not. */
async function shoot(name) {
  if (values.only !== undefined && !values.only.split(',').includes(name)) return;
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const session = await context.newCDPSession(page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
    await session.detach();
    const picture = Buffer.from(data, 'base64');
    bytes += picture.length;
    await writeFile(join(values.out, `${name}-${theme}.webp`), picture);
  }
}

const width = (pixels, height = 900) => page.setViewportSize({ width: pixels, height });

// The agent whose caller is contemptuous without a bad word, with the sentence to say.
await page.goto('/agent?agent=a-7');
await page.getByTestId('banner-say').waitFor({ timeout: 120_000 });
await shoot('agent');
await width(360, 780);
await shoot('agent-narrow');
await width(1440);

await page.goto('/');
await page.getByTestId('alarm').waitFor({ timeout: 120_000 });
await shoot('wall');
await width(360, 780);
await shoot('wall-narrow');
await width(2560, 1440);
await shoot('wall-wide');
await width(1440);
await page.locator('[data-testid=call-card]', { hasText: 'Ruth Adeyemi' }).getByTestId('call-open').click();
await page.getByTestId('why').waitFor();
await page.getByTestId('drawer').getByTestId('transcript-line').first().waitFor();
await shoot('drawer');
await page.keyboard.press('Escape');
await page.keyboard.press('b');
await page.getByTestId('bell-panel').waitFor();
await shoot('bell');
await page.keyboard.press('Escape');
await page.keyboard.press('?');
await page.getByTestId('keys-close').waitFor();
await shoot('keys');

for (let left = 40; left > 0; left--) {
  await page.goto('/review');
  if (await page.getByTestId('past-call').first().waitFor({ timeout: 3000 }).then(() => true, () => false)) break;
}
await page.getByTestId('past-call').filter({ hasText: 'Ruth Adeyemi' }).click();
await page.getByTestId('replay').waitFor();
const reviewed = new URL(page.url()).pathname.split('/').at(-1);
await page.waitForTimeout(500);
await shoot('review');
await page.goto('/admin');
await page.getByTestId('people').waitFor();
await shoot('admin');
await page.goto('/admin?view=audit');
await page.getByTestId('chain-check').click();
await page.getByTestId('chain-verdict').waitFor();
await shoot('audit');
await server.ask('/api/v1/admin/holds', { callId: decodeURIComponent(reviewed), reason: 'Complaint of 3 November, until it is decided' });
await page.goto('/admin?view=privacy');
await page.getByTestId('hold').waitFor();
await shoot('privacy');

// What the company did wrong is known once somebody has said so of an incident.
await page.evaluate(async (causes) => {
  const headers = { 'x-civilline': '1', 'content-type': 'application/json' };
  const { incidents } = await (await fetch('/api/v1/incidents')).json();
  for (const [i, incident] of incidents.slice(0, causes.length).entries()) {
    const body = JSON.stringify({ reason: 'Called back', rootCause: causes[i] });
    await fetch(`/api/v1/incidents/${incident.id}/resolve`, { method: 'POST', headers, body });
  }
}, ['wait', 'billing-error', 'wait']);
await page.goto('/care');
await page.getByTestId('agent-care').first().waitFor();
await page.getByTestId('cause').first().waitFor();
await shoot('care');
await page.goto('/operator');
await page.getByTestId('source').first().waitFor();
await shoot('operator');
await width(360, 780);
await shoot('operator-narrow');

await browser.close();
await server.stop();
console.log(`${(bytes / 1024).toFixed(0)} KB in ${values.out}`);
