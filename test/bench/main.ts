/**
 * What the software costs, each figure against a bare baseline measured in the same run.
 *
 *   npm run bench                       everything, some ten minutes; histories are kept in data/bench
 *   npm run bench -- --quick            a tenth of it, for trying out: its figures prove nothing
 *   npm run bench -- append replay      only these
 *   npm run bench -- --json file        where the result goes; data/bench.json unless told
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { agendaQuery } from './agenda-query.ts';
import { append } from './append.ts';
import { edge } from './edge.ts';
import { countyMix, entitiesMix, mixInWords } from './history.ts';
import { isMet, type Bench, type Figure } from './measure.ts';
import { mutation } from './mutation.ts';
import { partnerView } from './partner-view.ts';
import { past } from './past.ts';
import { replay } from './replay.ts';
import { suppression } from './suppression.ts';
import { verify } from './verify.ts';
import { web } from './web.ts';
import { webMatrix } from './web-matrix.ts';

const benches: Record<string, Bench> = {
  append,
  mutation,
  query: agendaQuery,
  edge,
  'partner-view': partnerView,
  suppression,
  replay,
  past,
  verify,
  web,
  'web-matrix': webMatrix,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string', default: 'data/bench.json' },
    cache: { type: 'string', default: 'data/bench' },
  },
});
const unknown = positionals.find((name) => !(name in benches));
if (unknown) throw new Error(`No bench ${unknown}: there are ${Object.keys(benches).join(', ')}.`);

const cache = resolve(values.cache);
await mkdir(cache, { recursive: true });
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const say = (what: string) => console.error(`${name}: ${what} …`);
  say('begins');
  figures.push(...(await bench({ quick: values.quick, cache, say })));
}

const machine = {
  date: new Date().toISOString(),
  node: process.version,
  processors: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
  memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
};
const mixes = values.quick ? [countyMix(50_000)] : [countyMix(1_000_000), entitiesMix];
console.log(`\n${Object.values(machine).join(' · ')}${values.quick ? ' · QUICK: these figures prove nothing' : ''}\n`);
console.log(tableOf(figures));
for (const mix of mixes) console.log(`\nHistory: ${mixInWords(mix)}.`);
const file = resolve(values.json);
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify({ ...machine, quick: values.quick, histories: mixes, figures }, null, 2)}\n`);

/** A Markdown table, so that it can stand in the README as it is. */
function tableOf(rows: readonly Figure[]): string {
  const cells = rows.map((figure) => {
    const { what, ours, baseline = '', value, wanted, unit, note } = figure;
    const digits = unit === '×' || unit === 's' ? 2 : 0;
    const met = isMet(figure);
    const limit = wanted && ('atLeast' in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`);
    return [
      note ? `${what} (${note})` : what,
      ours,
      baseline,
      `${value.toFixed(digits)} ${unit}`,
      limit ? `${limit} ${unit}` : '',
      met === undefined ? '' : met ? 'yes' : '**no**',
    ];
  });
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const head = ['What', 'Here', 'Bare baseline', 'Figure', 'Wanted', 'Met'];
  return [line(head), line(head.map(() => '---')), ...cells.map(line)].join('\n');
}
