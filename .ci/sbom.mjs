// The software bill of materials of a release, as CycloneDX 1.5: node .ci/sbom.mjs OUT.json
// What is locked is what is shipped: the server's and the tool's packages.lock.json with the hashes in them, the licences
// that the packages name for themselves (after a restore), and npm's own list of what is bundled into the pages.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shipped = ['CivilLine.Core', 'CivilLine.Server', 'CivilLine.Cli'];
const packages = process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget', 'packages');

function licenceOf(name, version) {
  const nuspec = join(packages, name.toLowerCase(), version.toLowerCase(), `${name.toLowerCase()}.nuspec`);
  const text = existsSync(nuspec) ? readFileSync(nuspec, 'utf8') : '';
  const expression = /<license type="expression">([^<]+)</.exec(text)?.[1];
  const url = /<licenseUrl>([^<]+)</.exec(text)?.[1];
  if (expression) return [{ expression }];
  return url && !url.includes('aka.ms/deprecateLicenseUrl') ? [{ license: { name: 'see url', url } }] : [];
}

function ofNuget() {
  const found = new Map();
  for (const project of shipped) {
    const lock = JSON.parse(readFileSync(join(root, 'src', project, 'packages.lock.json'), 'utf8'));
    for (const [name, { resolved, contentHash, type }] of Object.values(lock.dependencies).flatMap(Object.entries)) {
      if (type === 'Project') continue;
      const purl = `pkg:nuget/${name}@${resolved}`;
      found.set(purl, {
        type: 'library', name, version: resolved, purl, 'bom-ref': purl,
        hashes: [{ alg: 'SHA-512', content: Buffer.from(contentHash, 'base64').toString('hex') }],
        licenses: licenceOf(name, resolved),
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
}

function ofNpm() {
  const arguments_ = ['sbom', '--omit', 'dev', '--sbom-format', 'cyclonedx', '--package-lock-only', '--prefix', 'src/web'];
  return JSON.parse(execFileSync('npm', arguments_, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })).components;
}

const version = /<Version>([^<]+)</.exec(readFileSync(join(root, 'Directory.Build.props'), 'utf8'))[1];
const components = [...ofNuget(), ...ofNpm()];
const [out] = process.argv.slice(2);
const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json', bomFormat: 'CycloneDX', specVersion: '1.5', version: 1,
  metadata: { component: { type: 'application', name: 'CivilLine', version, licenses: [{ expression: 'Apache-2.0' }], 'bom-ref': 'civilline' } },
  components,
};
writeFileSync(out, JSON.stringify(bom, null, 2) + '\n');
console.log(`${components.length} components: ${out}`);
