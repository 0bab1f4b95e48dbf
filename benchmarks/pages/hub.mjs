// A server's side of the supervisor's page, with as many calls as asked for and nothing behind them: what is measured
// is the page, and on one machine a real server would be measured with it.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';

const end = '\x1e';
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'";
const words = ('i have been waiting since tuesday and nobody called me back so what are you going to do about the bill '
  + 'because the engineer never came and i would like to speak to somebody who can help me with this please').split(' ');
const bad = ['you stupid idiot', 'shut up and listen', 'i will find out where you live', 'you useless cow'];

/** Pseudo-random and always the same: two runs draw the same wall. */
let seed = 42;
const random = () => (seed = (seed * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
const some = (list) => list[Math.floor(random() * list.length)];
const iso = (ms) => new Date(ms).toISOString();

function newCall(i, now) {
  return {
    callId: `c-${i}`, agentId: `a-${i}`, agentName: `Agent Number ${i}`, team: `team-${i % 8}`, queue: i % 2 ? 'inbound' : 'retention',
    startedAt: iso(now - i * 1000), lastHeardAt: iso(now), endedAt: null, endedBy: null, endReason: null, step: 'calm', stepRule: null,
    frozen: false, heat: 0, recent: Array.from({ length: 30 }, () => random() * 0.3), lastWords: 'hello', lastSpeaker: 'customer', saidMsAgo: 120,
    peakSeverity: null, help: null, openAlerts: 0,
    banner: { step: 'calm', headline: null, may: null, say: null, canConfirm: false, safeguarding: false, words: null, saidMsAgo: null, since: null },
  };
}

function speak(call, now) {
  const hot = random() < 0.002;
  const score = hot ? 0.6 + random() * 0.4 : random() * 0.3;
  const from = Math.floor(random() * 20);
  const said = words.slice(from, from + 6 + Math.floor(random() * 14)).join(' ');
  return {
    ...call, lastHeardAt: iso(now), heat: Math.max(score, call.heat * 0.97), recent: [...call.recent.slice(1), score],
    lastWords: hot ? `${said} ${some(bad)}` : said, lastSpeaker: random() < 0.5 ? 'agent' : 'customer',
    ...(hot ? { step: some(['caution', 'warn', 'finalWarning']), peakSeverity: some(['caution', 'serious']), openAlerts: call.openAlerts + 1 } : {}),
  };
}

function alertOf(call, id, version, now) {
  return {
    id, version, incidentId: `in-${call.callId}`, callId: call.callId, agentId: call.agentId, team: call.team, category: some(['hostility', 'swearing', 'threat']),
    target: 'agent', severity: call.peakSeverity ?? 'caution', detection: 'confirmed', work: 'open', claimedBy: null, score: 0.9, text: call.lastWords,
    highlights: [{ start: 0, length: 4, weight: 0.3 }], utteranceIds: [`u-${version}`], startMs: 1000, endMs: 2000, raisedAt: iso(now), modelVersion: 'm', policyVersion: 'p',
  };
}

/** Sends as the server does: a batch of changed calls every 150 ms, and alerts at once. */
export async function serve(web, calls, aSecond) {
  const now = Date.now();
  const live = Array.from({ length: calls }, (_, i) => newCall(i, now));
  let version = 1;
  const json = (response, value) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const http = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    if (path === '/api/v1/me') return json(response, { id: 'p', name: 'Bench', role: 'supervisor', agentId: null, teams: [] });
    if (path === '/api/v1/calls') return json(response, { calls: [], next: null });
    if (path === '/api/v1/work/rules') return json(response, { snoozeMinutes: 10, longestSnoozeMinutes: 60, rootCauses: [], notificationsPerHour: 30, quietHours: null, quietNow: false });
    if (path.endsWith('/negotiate')) {
      return json(response, { negotiateVersion: 1, connectionId: 'c', connectionToken: 'c', availableTransports: [{ transport: 'WebSockets', transferFormats: ['Text'] }] });
    }
    const file = normalize(path === '/' ? 'index.html' : path.slice(1));
    const body = file.startsWith('..') ? null : await readFile(join(web, file)).catch(() => null);
    if (body === null) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy }).end(body);
  });
  const timers = new Set();
  const sent = { calls: 0, alerts: 0 };
  new WebSocketServer({ server: http }).on('connection', (socket) => {
    const send = (message) => socket.readyState === 1 && socket.send(JSON.stringify(message) + end);
    let next = 0;
    const beat = () => {
      const share = Math.round(calls * aSecond * 0.15);
      const at = Date.now();
      const changed = Array.from({ length: share }, () => {
        const i = next++ % calls;
        return (live[i] = speak(live[i], at));
      });
      const raised = changed.filter((call) => call.openAlerts > 0 && call.recent.at(-1) >= 0.6);
      sent.calls += changed.length;
      sent.alerts += raised.length;
      send({ type: 1, target: 'Calls', arguments: [changed] });
      if (raised.length > 0) send({ type: 1, target: 'Alerts', arguments: [raised.map((call) => alertOf(call, `al-${++version}`, version, at))] });
    };
    socket.on('message', (data) => {
      for (const text of String(data).split(end).filter(Boolean)) {
        const message = JSON.parse(text);
        if (message.protocol !== undefined) socket.send(`{}${end}`);
        else if (message.type === 1) {
          const result = message.target === 'Subscribe' ? { alerts: [], next: version, more: false, calls: live, blurByDefault: true, incidents: [] }
            : message.target === 'CatchUp' ? { alerts: [], next: version, more: false } : [];
          send({ type: 3, invocationId: message.invocationId, result });
          if (message.target === 'Subscribe') timers.add(setInterval(beat, 150));
        }
      }
    });
    socket.on('close', () => timers.forEach(clearInterval));
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${http.address().port}`, sent, stop: () => { timers.forEach(clearInterval); http.closeAllConnections(); http.close(); } };
}
