// Looks through what git tracks for secrets. Its own patterns rather than a tool's: gitleaks and trufflehog are binaries of
// their own, and secretlint brings a hundred packages into the gate; what can slip in here are our own keys, PEM blocks, and
// the clouds' and chats' tokens that everyone knows. Exit code 1 with the file and line of each, never with the secret.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const patterns = {
  'a key of this server': /\bcl[a-z]_[A-Za-z0-9_-]{40,}/,
  'a webhook secret': /\bwhsec_[A-Za-z0-9+/]{32,}/,
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  'an AWS key': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a Google API key': /\bAIza[0-9A-Za-z_-]{35}/,
  'a Google service account': /"private_key_id"\s*:\s*"[0-9a-f]{40}"/,
  'a Slack token': /\bxox[abeoprs]-[0-9A-Za-z-]{10,}/,
  'a Slack webhook': /hooks\.slack\.com\/services\/T[0-9A-Z]+\/B[0-9A-Z]+\/[0-9A-Za-z]{20,}/,
  'a GitHub token': /\b(?:gh[opsur]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{60,})/,
  'an npm token': /\bnpm_[0-9A-Za-z]{36}\b/,
  'a Twilio key': /\bSK[0-9a-f]{32}\b/,
  'a JSON web token': /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/,
  'a connection string': /(?:Password|AccountKey|SharedAccessKey)=(?!\{|\$)[A-Za-z0-9+/=]{32,}/,
};
// Made up, and there to be tested with.
const allowed = [
  'benchmarks/pages/server.mjs',
  'tests/CivilLine.Server.Tests/Notify/SignatureTests.cs',
  'tests/CivilLine.Server.Tests/Notify/WebhookTests.cs',
];

const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0').filter(file => file && !allowed.includes(file));
const found = [];
for (const file of files) {
  const bytes = readFileSync(file);
  if (bytes.subarray(0, 8000).includes(0)) continue;
  for (const [number, line] of bytes.toString('utf8').split('\n').entries())
    for (const [what, pattern] of Object.entries(patterns))
      if (pattern.test(line)) found.push(`${file}:${number + 1}: looks like ${what}`);
}
for (const one of found) console.log(one);
console.log(`${files.length} files looked through, ${found.length} found`);
process.exit(found.length === 0 ? 0 : 1);
