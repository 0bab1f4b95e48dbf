// Known vulnerabilities in what is built upon, as far as this machine can ask: the restore fails on NuGet's own audit
// (Directory.Build.props), if the source lists any; npm is asked here. Prints "passed failed skipped", reasons before it.
import { spawnSync } from 'node:child_process';

const counts = { passed: 0, failed: 0, skipped: 0 };

function tell(outcome, what) {
  counts[outcome]++;
  console.error(`   ${outcome}: ${what}`);
}

async function nuget() {
  const listed = spawnSync('dotnet', ['nuget', 'list', 'source', '--format', 'short'], { encoding: 'utf8' }).stdout ?? '';
  for (const source of listed.split('\n').filter(line => line.startsWith('E ')).map(line => line.slice(2).trim()))
    try {
      const index = await (await fetch(source, { signal: AbortSignal.timeout(15_000) })).json();
      if (index.resources.some(resource => resource['@type'].startsWith('VulnerabilityInfo')))
        return tell('passed', `NuGet: the restore was audited by ${source}`);
    } catch {
      // Not to be reached, or no feed: the next may do.
    }
  tell('skipped', 'NuGet: no source of this machine lists known vulnerabilities');
}

function npm() {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--prefix', 'src/web'], { encoding: 'utf8', timeout: 30_000 });
  let answer = {};
  try {
    answer = JSON.parse(stdout);
  } catch {
    // As where it could not be asked.
  }
  const known = answer.metadata?.vulnerabilities;
  if (!known) return tell('skipped', 'npm: the registry of this machine answers no audit');
  tell(known.total === 0 ? 'passed' : 'failed', `npm: ${known.total} known vulnerabilities in what is bundled`);
}

await nuget();
npm();
console.log(counts.passed, counts.failed, counts.skipped);
