// When each page first shows something, from the local server with an empty cache: node paint.mjs [--times 5]
import { parseArgs } from 'node:util';
import { launch, signIn, startServer } from './server.mjs';

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
const server = await startServer();
const browser = await launch();
const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
const page = await signIn(server, context);
const session = await context.newCDPSession(page);
await session.send('Network.enable');
await session.send('Network.setCacheDisabled', { cacheDisabled: true });
for (const path of ['/', '/agent', '/review', '/admin', '/sign-in']) {
  const taken = [];
  for (let i = 0; i < Number(values.times); i++) {
    await page.goto(path);
    taken.push(await page.evaluate(() => new Promise((found) => {
      const look = () => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        if (paint === undefined) requestAnimationFrame(look);
        else found(paint.startTime);
      };
      look();
    })));
  }
  taken.sort((a, b) => a - b);
  console.log(`${path.padEnd(10)} median ${taken[Math.floor(taken.length / 2)].toFixed(0)} ms, worst ${taken.at(-1).toFixed(0)} ms`);
}
await browser.close();
await server.stop();
