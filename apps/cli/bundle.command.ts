import { openProofs, writeBundle, type BundleScope } from '#audit';
import { calendarPeriod, type PeriodType } from '#measurement';
import { dayOf } from '#world';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, type Command } from './command.ts';
import { progressOn } from './import/import.command.ts';

type Holds = BundleScope['holds'];
/** Periods are days of the collaborations' own time, which for the time being is Finland's. */
const timeZone = 'Europe/Helsinki';

export const bundleCommand: Command = {
  name: 'bundle',
  usage: '--collaboration <id> [--goal <id> | --partner <id> | --period <2024-H2>] --out <file> [--data <folder>]',
  summary:
    'Writes events with their exact bytes, proofs and signatures, to be verified by anybody. Broken off, it goes on when given again.',
  async run(argv) {
    const text = { type: 'string' } as const;
    const options = {
      collaboration: text,
      goal: text,
      partner: text,
      period: text,
      out: text,
      data: { ...text, default: 'data' },
    };
    const { values } = parseArgs({ args: [...argv], options });
    const scope = scopeOf(values);
    if (!scope || values.out === undefined) {
      console.error(
        `Name a collaboration, at most one part of it, and a file.\nUse: talkoot ${this.name} ${this.usage}`,
      );
      return exit.unclear;
    }
    const proofs = openProofs(resolve(values.data));
    try {
      const progress = progressOn(process.stderr);
      const { events, size, kept } = await writeBundle({
        ...proofs,
        scope,
        file: resolve(values.out),
        onProgress: (done, of) => progress.show({ stage: 'copying', done, of }),
      });
      progress.end();
      console.log(
        `Wrote ${events} events of a log of ${size} to ${values.out}${kept > 0 ? `; ${kept} were there already` : ''}. Check it with infra/verify/verify.mjs or verify.py.`,
      );
      return exit.done;
    } finally {
      proofs.close();
    }
  },
};

type Part = 'goal' | 'partner' | 'period';

/** What was asked for; nothing when it was not understood. */
const scopeOf = (values: Partial<Record<Part | 'collaboration', string>>): BundleScope | undefined => {
  const { collaboration } = values;
  if (collaboration === undefined || !/^[a-z][a-z0-9]{1,40}$/.test(collaboration)) return undefined;
  const inside: Holds = ({ stream }) => stream.startsWith(`${collaboration}-`);
  const [[part, id] = [], ...others] = (['goal', 'partner', 'period'] as const).flatMap((each): [Part, string][] =>
    values[each] === undefined ? [] : [[each, values[each]]],
  );
  if (others.length > 0) return undefined;
  if (part === undefined || id === undefined) return { words: collaboration, mode: 'full', holds: inside };
  const holds = part === 'period' ? within(id) : about(id);
  return (
    holds && {
      words: `${collaboration}, ${part} ${id}`,
      mode: 'selective',
      holds: (event) => inside(event) && holds(event),
    }
  );
};

/** A thing's own stream, and all that names it: what was decided about a goal, what a partner did. */
const about = (id: string): Holds | undefined => {
  if (!/^[a-z]+_[A-Za-z0-9_-]{1,100}$/.test(id)) return undefined;
  const named = Buffer.from(JSON.stringify(id));
  return ({ stream, data, metadata }) =>
    stream.endsWith(`-${id}`) || [data, metadata].some(({ open }) => open?.bytes.includes(named) === true);
};

/** All that was recorded in a year, half-year, quarter or month. */
const within = (code: string): Holds | undefined => {
  const [, year, part = ''] = /^(\d{4})(?:-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/.exec(code) ?? [];
  if (year === undefined) return undefined;
  const [type, month] = partOf(part);
  const { from, to } = calendarPeriod(type, `${year}-${String(month).padStart(2, '0')}-01`);
  return ({ recordedAt }) => {
    const day = dayOf(recordedAt, timeZone);
    return from <= day && day <= to;
  };
};

/** How long a part of a year is, and its first month. */
const partOf = (part: string): [PeriodType, number] => {
  if (part === '') return ['year', 1];
  if (part.startsWith('H')) return ['half_year', 6 * Number(part[1]) - 5];
  if (part.startsWith('Q')) return ['quarter', 3 * Number(part[1]) - 2];
  return ['month', Number(part)];
};
