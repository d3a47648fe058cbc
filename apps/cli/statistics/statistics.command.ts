import { inLanguage } from '#language';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Unfit, acting } from '../acting.ts';
import { exit, type Command } from '../command.ts';
import { progressOn } from '../progress.ts';
import { readJsonStat } from './jsonstat2.ts';
import { readSotkanet } from './sotkanet.ts';
import { UnfitAnswer, type Answer, type ListedPlace } from './statistic.ts';
import { takeStatistics, type StatisticsReport } from './statistics.ts';

/** More wrong rows than anybody reads at once. */
const shownProblems = 100;

/** Nothing is fetched: whoever imports saves the publisher's answers first, and can look at them. */
const wherefrom = [
  'Save first what the publisher answers, for instance with curl:',
  '  sotkanet   https://sotkanet.fi/rest/1.1/json?indicator=127&genders=total&years=2023&years=2024   <file.json>',
  '             https://sotkanet.fi/rest/1.1/indicators/127                                            --metadata',
  '             https://sotkanet.fi/rest/1.1/regions                                                   --regions',
  '  jsonstat2  POST https://pxdata.stat.fi/PXWeb/api/v1/fi/StatFin/<table>.px                         <file.json>',
  '             with "response": { "format": "json-stat2" }',
];

export const statisticsCommand: Command = {
  name: 'statistics',
  usage:
    '<file.json> --format sotkanet|jsonstat2 --collaboration <id> --indicator <id> --partner <id> --as <person> [--metadata <file>] [--regions <file>] [--dataset <id>] [--region-dimension <id>] [--where <dimension>=<category>]… [--licence <words>] [--dry-run] [--data <dir>] [--log postgres://…]',
  summary:
    'Imports saved national statistics (Sotkanet, PxWeb) as values of an indicator by municipality and period; again changes nothing. Without a file it says what to save.',
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: text,
        collaboration: text,
        indicator: text,
        partner: text,
        as: text,
        metadata: text,
        regions: text,
        dataset: text,
        'region-dimension': text,
        where: { type: 'string', multiple: true, default: [] },
        licence: text,
        'dry-run': { type: 'boolean', default: false },
        data: { type: 'string', default: 'data' },
        log: text,
      },
    });
    const [file, ...others] = positionals;
    const { format, collaboration, indicator, partner, as: person, metadata, regions } = values;
    const unclear = (sentence: string) => {
      console.error([sentence, `Use: talkoot ${this.name} ${this.usage}`, ...wherefrom].join('\n'));
      return exit.unclear;
    };
    if (file === undefined || others.length > 0) return unclear('Name one saved answer to import.');
    if (format !== 'sotkanet' && format !== 'jsonstat2') return unclear('Name its format: sotkanet or jsonstat2.');
    if (collaboration === undefined || indicator === undefined || partner === undefined || person === undefined)
      return unclear('Name the collaboration, the indicator, the partner whose values they become, and who imports.');
    if (format === 'sotkanet' && (metadata === undefined || regions === undefined))
      return unclear('Sotkanet’s numbers are read with its --metadata and --regions.');
    const dryRun = values['dry-run'];
    const read = (places: readonly ListedPlace[]): Answer =>
      format === 'sotkanet'
        ? readSotkanet({ rows: json(file), metadata: json(metadata ?? ''), regions: json(regions ?? '') }, places)
        : readJsonStat(
            json(file),
            {
              dataset: values.dataset,
              regionDimension: values['region-dimension'],
              where: new Map(values.where.map((told) => partsOf(told))),
            },
            places,
          );
    const progress = progressOn(process.stderr);
    const log = values.log ?? process.env['TALKOOT_LOG'];
    try {
      const report = await acting({ folder: values.data, log, collaboration, person, partner, dryRun }, (desk) =>
        takeStatistics(desk, {
          indicator,
          licence: values.licence,
          read,
          onProgress: (done, of) => progress.show({ stage: dryRun ? 'rehearsing' : 'recording', done, of }),
        }),
      );
      progress.end();
      for (const line of linesOf(report, dryRun)) console.log(line);
      const { problems } = report;
      for (const { row, reason } of problems.slice(0, shownProblems))
        console.error(`${file}, number ${row}: ${reason}`);
      if (problems.length > shownProblems) console.error(`… and ${problems.length - shownProblems} more.`);
      return problems.length > 0 ? exit.wrong : exit.done;
    } catch (error) {
      progress.end();
      if (!(error instanceof Unfit) && !(error instanceof UnfitAnswer)) throw error;
      console.error(error.message);
      return exit.wrong;
    }
  },
};

function linesOf(
  { answer, accepted, changed, unchanged, gone, problems }: StatisticsReport,
  dryRun: boolean,
): string[] {
  const { title, about, origin, leftOut } = answer;
  const said = (words: typeof title) => inLanguage(words, 'en').text;
  return [
    `${origin.source} ${origin.dataset}, updated ${origin.updated}: ${said(title)}`,
    ...(about ? [said(about)] : []),
    '',
    `${accepted} accepted, ${changed} changed, ${unchanged} unchanged, ${problems.length} rejected${dryRun ? '; nothing was recorded' : ''}.`,
    ...[...leftOut].map(([reason, count]) => `Not taken: ${count} ${reason}.`),
    ...(gone.length > 0
      ? [
          `The publisher does not tell ${gone.length} any more that were imported before; they stay: ${gone.slice(0, 10).join(', ')}`,
        ]
      : []),
  ];
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UnfitAnswer(`${file} is not readable as JSON: ${error.message}`);
  }
}

function partsOf(told: string): readonly [string, string] {
  const at = told.lastIndexOf('=');
  if (at < 1) throw new UnfitAnswer(`--where is told as dimension=category, and "${told}" is not.`);
  return [told.slice(0, at), told.slice(at + 1)];
}
