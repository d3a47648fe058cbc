/**
 * `npm run check`: what can be said about the code in under a minute, the parts side by side.
 *
 *   node infra/checks/check.ts [part …] [--json file]    all parts, or those named: types web lint imports format specs
 */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const bin = (name: string) => join('node_modules', '.bin', name);

/** The longest first, so that none is left alone at the end. */
const parts: Record<string, readonly string[]> = {
  lint: [bin('eslint'), '-c', 'infra/checks/eslint.config.mjs', '--max-warnings=0', '.'],
  // Rules and views only: the specs without a store, a server or a browser.
  specs: [
    ...[bin('jest'), '-c', 'infra/checks/jest.config.mjs', '--silent', '--maxWorkers=1', '--passWithNoTests'],
    ...['--testPathPatterns', 'libs/[a-z-]+/(?!index)[a-z0-9-]+(\\.view)?\\.spec\\.ts$'],
    ...['--testPathIgnorePatterns', 'libs/(event-log|world|graphql|identity)/', '/dist/', '/planted/'],
  ],
  types: [bin('tsc'), '--noEmit', '-p', 'tsconfig.json', '--tsBuildInfoFile', '.cache/check.tsbuildinfo'],
  web: [bin('tsc'), '--noEmit', '-p', 'apps/web/tsconfig.json'],
  format: [
    ...[bin('prettier'), '--check', '--cache', '--log-level=warn'],
    ...['--cache-location=.cache/prettier', '.'],
  ],
  imports: ['infra/checks/dependencies.ts'],
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const unknown = positionals.find((name) => !(name in parts));
if (unknown) throw new Error(`No part ${unknown}: there are ${Object.keys(parts).join(', ')}.`);

// What the web app may ask of the schema, and what its documents answer: types that are made, not kept. Worked out
// once here, they need not be by the compiler and by the linter each.
for (const what of ['generate-output', 'turbo']) {
  const made = spawnSync(process.execPath, [resolve(bin('gql-tada')), what], { cwd: 'apps/web', encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stdout + made.stderr);
}

const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
const waiting = Object.entries(parts).filter(([name]) => positionals.length === 0 || positionals.includes(name));
const outcome = { passed: 0, failed: 0 };

const workers = Array.from({ length: Math.min(waiting.length, Math.max(2, availableParallelism())) }, async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, command] = next;
    const { ok, output } = await run(command);
    outcome[ok ? 'passed' : 'failed'] += 1;
    // What a part says matters only when it has something against the code.
    console.log(ok ? `✓ ${name} (${seconds()})` : `✗ ${name} (${seconds()})\n${output}`);
  }
});
await Promise.all(workers);
console.log(`${outcome.passed} passed, ${outcome.failed} failed, ${seconds()}`);
if (values.json) writeFileSync(values.json, JSON.stringify(outcome));
if (outcome.failed > 0) process.exitCode = 1;

function run(command: readonly string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => {
      resolve({ ok: code === 0, output });
    });
  });
}
