/**
 * The software bill of materials of what runs in production, as CycloneDX:
 *
 *   npm run -s sbom > talkoot.cdx.json
 *
 * npm reads it out of the lock, hashes and licences with it. Two things are put right. npm's own `--omit=dev` leaves out
 * what runs in production too, when a tool of development asks for it as well (half of all, `graphql` among them): so
 * everything is asked for, and of that is kept what the lock has for more than development. And npm calls the whole by
 * the name of its folder, which here and there is another.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { name, version, description, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const asked = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
const npm = process.env.npm_execpath;
const [program, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
const answer = spawnSync(program, [...before, ...asked], { cwd: root, encoding: 'utf8', maxBuffer: 50_000_000 });
if (answer.status !== 0) {
  console.error(answer.stderr || answer.error?.message);
  process.exit(1);
}
const bill = JSON.parse(answer.stdout);
const { component } = bill.metadata;
const [was, is] = [component['bom-ref'], `${name}@${version}`];
Object.assign(component, { 'bom-ref': is, name, version, description, purl: `pkg:npm/${is}` });
component.licenses = [{ license: { id: license } }];

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const inProduction = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, entry]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${entry.version}`),
);
bill.components = bill.components.filter((each) => inProduction.has(`${each.name}@${each.version}`));
const runs = new Set([was, ...bill.components.map((each) => each['bom-ref'])]);
bill.dependencies = bill.dependencies
  .filter(({ ref }) => runs.has(ref))
  .map(({ ref, dependsOn }) => ({
    ref: ref === was ? is : ref,
    dependsOn: dependsOn.filter((each) => runs.has(each)),
  }));
console.log(JSON.stringify(bill, null, 2));
