import { Day } from '#language';
import { z } from 'zod';
import { numberIn, periodOf, Taking, textOf, UnfitAnswer, type Answer, type ListedPlace } from './statistic.ts';

/** https://sotkanet.fi/rest/1.1/: `/json?indicator=…`, `/indicators/{id}` and `/regions`, each saved to a file. */

const Id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const Words = z.record(z.string(), z.string().nullish());
const cell = z.union([z.number(), z.string(), z.null()]).optional();

/** A row in its present shape, or the older one of texts with a decimal comma. */
const Row = z.object({
  indicator: Id,
  region: Id,
  year: Id,
  /** Missing where the indicator is not divided by sex. */
  gender: z.string().nullish(),
  value: cell,
  'primary value': cell,
});
const Metadata = z.object({
  id: Id,
  'data-updated': Day,
  title: Words,
  description: Words.nullish(),
  organization: z.object({ title: Words }).nullish(),
});
const Region = z.object({ id: Id, code: z.string(), category: z.string() });
const Regions = z.array(Region);

/** Which kind of place a category of regions is: the same code may be a municipality’s and a county’s. */
const kinds: Readonly<Record<string, string>> = {
  KUNTA: 'municipality',
  HYVINVOINTIALUE: 'county',
};

export function readSotkanet(
  { rows, metadata, regions }: { readonly rows: unknown; readonly metadata: unknown; readonly regions: unknown },
  places: readonly ListedPlace[],
): Answer {
  if (!Array.isArray(rows)) throw new UnfitAnswer('The file is no answer of Sotkanet /json: it holds no list of rows.');
  const about = Metadata.safeParse(metadata).data;
  if (!about)
    throw new UnfitAnswer(
      'The file of --metadata is no answer of Sotkanet /indicators/{id}: it tells id, title and data-updated.',
    );
  // A region's id is not a municipality's code, and which is which is never guessed.
  const known = Regions.safeParse(regions).data;
  if (!known)
    throw new UnfitAnswer('The file of --regions is no answer of Sotkanet /regions: a list of id, code, category.');
  const byId = new Map(known.map((region) => [region.id, region]));
  const sharers = Map.groupBy(known, ({ category, code }) => `${category} ${code}`);
  const taking = new Taking(places);
  for (const [index, told] of rows.entries()) {
    const row = index + 1;
    const read = Row.safeParse(told);
    if (!read.success) {
      taking.wrong(row, `The row is not readable: ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
      continue;
    }
    const { indicator, region: id, year, gender } = read.data;
    const value = numberIn(read.data.value ?? read.data['primary value']);
    const region = byId.get(id);
    const period = periodOf(String(year));
    if (indicator !== about.id)
      taking.wrong(row, `The row is of indicator ${indicator}, and the metadata of ${about.id}`);
    else if (value === 'unclear') taking.wrong(row, 'The value is no number');
    else if (!period) taking.wrong(row, `${year} is no year`);
    // A cell without a number is not there, which is not zero (rule 25).
    else if (value === undefined) taking.leave('without a number');
    else if (!region) {
      // Areas that are no more carry a zero; nobody measured it.
      if (value === 0) taking.leave('zeros of areas that are no more');
      else taking.wrong(row, `Region ${id} is not in the file of --regions`);
    } else if ((gender ?? 'total') !== 'total') taking.leave('of one sex');
    else if (!places.some(({ code, kind }) => code === region.code && kind === kinds[region.category]))
      taking.leave('of places that are not the collaboration’s');
    // Under one code an area that was and the one that is: whose a zero is cannot be told.
    else if (value === 0 && (sharers.get(`${region.category} ${region.code}`)?.length ?? 0) > 1)
      taking.leave('zeros of areas that are no more');
    else taking.take({ row, place: region.code, period, value });
  }
  const title = textOf(about.title);
  if (!title) throw new UnfitAnswer('The file of --metadata tells no title.');
  return {
    origin: {
      source: 'Sotkanet',
      dataset: String(about.id),
      updated: about['data-updated'],
      // What others than THL give to Sotkanet may be used by agreement with them only.
      licence: Object.values(about.organization?.title ?? {}).some((name) =>
        /\bTHL\b|Terveyden ja hyvinvoinnin/.test(name ?? ''),
      )
        ? 'CC BY 4.0'
        : undefined,
    },
    title,
    about: textOf(about.description ?? {}),
    statistics: taking.statistics,
    leftOut: taking.leftOut,
    problems: taking.problems,
  };
}
