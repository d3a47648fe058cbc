import { Day } from '#language';
import { z } from 'zod';
import { numberIn, periodOf, Taking, textOf, UnfitAnswer, type Answer, type ListedPlace } from './statistic.ts';

/** https://json-stat.org/full/ (version 2.0), as PxWeb gives it for `"format": "json-stat2"`. */

const Category = z.object({
  /** In order, or each with its place; not needed when there is one only. */
  index: z.union([z.array(z.string()), z.record(z.string(), z.int())]).optional(),
  label: z.record(z.string(), z.string()).optional(),
});
const Dataset = z.object({
  version: z.literal('2.0').optional(),
  class: z.literal('dataset'),
  label: z.string().nullish(),
  source: z.string().nullish(),
  updated: z.string().nullish(),
  id: z.array(z.string()).min(1),
  size: z.array(z.int().min(0)),
  role: z.object({ time: z.array(z.string()).optional(), geo: z.array(z.string()).optional() }).nullish(),
  dimension: z.record(z.string(), z.object({ label: z.string().nullish(), category: Category })),
  value: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
  note: z.array(z.string()).nullish(),
  extension: z.object({ px: z.object({ tableid: z.string().optional() }).optional() }).nullish(),
});

export interface JsonStatOptions {
  /** The table's id at its publisher, when the answer does not tell it. */
  readonly dataset: string | undefined;
  /** The dimension that holds the places, when the answer does not say which: its code may have a year in it. */
  readonly regionDimension: string | undefined;
  /** Which category of each other dimension that has several, e.g. Tiedot → vaesto. */
  readonly where: ReadonlyMap<string, string>;
}

export function readJsonStat(
  told: unknown,
  { dataset, regionDimension, where }: JsonStatOptions,
  places: readonly ListedPlace[],
): Answer {
  const read = Dataset.safeParse(told);
  if (!read.success)
    throw new UnfitAnswer('The file is no dataset in JSON-stat 2.0: ask PxWeb for "format": "json-stat2".');
  const { id: ids, size, role, dimension, value, label, source, updated, note, extension } = read.data;
  const dimensions = ids.map((id, index) => {
    const categories = codesOf(dimension[id]?.category);
    if (categories.length !== size[index]) throw new UnfitAnswer(`Dimension ${id} has not the size the file says.`);
    return { id, categories };
  });
  const time = role?.time?.[0];
  const geo = regionDimension ?? role?.geo?.[0];
  const isThere = (id: string | undefined) => id !== undefined && ids.includes(id);
  if (!isThere(time)) throw new UnfitAnswer('The file does not say which dimension is time (role.time).');
  if (!isThere(geo))
    throw new UnfitAnswer(`Name the dimension of places with --region-dimension: one of ${ids.join(', ')}.`);
  const day = Day.safeParse(updated?.slice(0, 10)).data;
  if (day === undefined) throw new UnfitAnswer('The file does not say when it was updated.');
  const tableId = dataset ?? extension?.px?.tableid;
  if (tableId === undefined) throw new UnfitAnswer('Tell the id of the table at its publisher with --dataset.');
  const title = textOf({ fi: label });
  if (!title) throw new UnfitAnswer('The file tells no label.');
  for (const { id, categories } of dimensions) {
    if (id === time || id === geo) continue;
    const chosen = where.get(id);
    if (chosen === undefined ? categories.length !== 1 : !categories.includes(chosen))
      throw new UnfitAnswer(`Choose one with --where ${id}=…: ${categories.slice(0, 20).join(', ')}.`);
  }
  const taking = new Taking(places);
  const count = size.reduce((product, length) => product * length, 1);
  for (let index = 0; index < count; index++) {
    const at = new Map<string, string>();
    let rest = index;
    // The last dimension runs fastest.
    for (const { id, categories } of dimensions.toReversed()) {
      at.set(id, categories[rest % categories.length] ?? '');
      rest = Math.floor(rest / categories.length);
    }
    if ([...where].some(([id, chosen]) => at.get(id) !== chosen)) continue;
    const row = index + 1;
    const number = numberIn(Array.isArray(value) ? value[index] : value[String(index)]);
    const area = at.get(geo ?? '') ?? '';
    const period = periodOf(at.get(time ?? '') ?? '');
    if (number === 'unclear') taking.wrong(row, `The value of ${area} is no number`);
    else if (!period) taking.wrong(row, `${at.get(time ?? '')} is no year, half-year, quarter or month`);
    // A cell without a number is not there, which is not zero (rule 25).
    else if (number === undefined) taking.leave('without a number');
    else {
      const code = municipalityIn(area);
      if (code === undefined || !places.some((place) => place.code === code && place.kind === 'municipality'))
        taking.leave('of places that are not the collaboration’s');
      else taking.take({ row, place: code, period, value: number });
    }
  }
  return {
    origin: { source: source ?? 'Tilastokeskus', dataset: tableId, updated: day, licence: 'CC BY 4.0' },
    title,
    about: textOf({ fi: note?.join(' ') }),
    statistics: taking.statistics,
    leftOut: taking.leftOut,
    problems: taking.problems,
  };
}

/** A municipality's code, always three digits: `179`, or `KU179` as newer tables write it; regions are `MK13`, `SK131`. */
const municipalityIn = (area: string): string | undefined => /^(?:KU)?(\d{3})$/.exec(area)?.[1];

function codesOf(category: z.infer<typeof Category> | undefined): readonly string[] {
  const { index, label = {} } = category ?? {};
  if (index === undefined) return Object.keys(label);
  // A record's own order says nothing, and digits come first in it.
  return Array.isArray(index)
    ? index
    : Object.entries(index)
        .sort(([, a], [, b]) => a - b)
        .map(([code]) => code);
}
