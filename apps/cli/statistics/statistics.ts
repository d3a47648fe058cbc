import { settingsOf } from '#backbone';
import { languages, textLimit, type Text } from '#language';
import { indicators, keyOf, measurements, seriesId, versionOn } from '#measurement';
import type { World } from '#world';
import { Unfit, type Desk } from '../acting.ts';
import type { Answer, ListedPlace, RowProblem, Statistic } from './statistic.ts';

export interface StatisticsReport {
  readonly answer: Answer;
  /** Places and periods that had no value before. */
  readonly accepted: number;
  /** Those the publisher has revised: a new version stands before the old one. */
  readonly changed: number;
  readonly unchanged: number;
  /** Values imported earlier of years in the file that the file does not hold any more. They stay. */
  readonly gone: readonly string[];
  readonly problems: readonly RowProblem[];
}

/**
 * Brings the partner's values of an indicator up to what a publisher's answer says, each with its origin (rule 27). What
 * the answer does not hold stays absent (rule 25), what it says as before is left alone.
 */
export async function takeStatistics(
  desk: Desk,
  {
    indicator,
    licence,
    read,
    onProgress,
  }: {
    readonly indicator: string;
    /** On what terms the values may be used, when the publisher's own do not say. */
    readonly licence: string | undefined;
    readonly read: (places: readonly ListedPlace[]) => Answer;
    readonly onProgress: (done: number, of: number) => void;
  },
): Promise<StatisticsReport> {
  const world = await desk.world();
  const row = world.rows(indicators).get(indicator);
  if (!row) throw new Unfit(`There is no ${indicator}.`);
  const answer = read(settingsOf(world)?.places ?? []);
  const terms = licence ?? answer.origin.licence;
  if (terms === undefined)
    throw new Unfit(
      'The values are not the publisher’s own: tell with --licence on what terms they may be used, once that is agreed.',
    );
  const origin = { ...answer.origin, licence: terms };
  const comment = commentOf(answer);
  const id = seriesId(indicator, desk.asker.organisation);
  const keys = new Set<string>();
  const problems = [...answer.problems];
  const counts = { accepted: 0, changed: 0, unchanged: 0 };
  for (const [index, { row: nth, place, period, value }] of answer.statistics.entries()) {
    const key = keyOf({ place, period, indicatorVersion: versionOn(row, period.from)?.indicatorVersion });
    keys.add(key);
    const current = world.rows(measurements).get(`${id}/${key}`)?.current;
    if (current?.origin && current.status === 'final' && current.value === value) counts.unchanged++;
    else {
      const command = {
        type: 'ImportMeasurement',
        data: { indicator, place, period, status: 'final', value, comment, origin },
      };
      const why = await desk.give(id, command, { name: 'statistics' });
      if (why !== undefined) problems.push({ row: nth, reason: `${place} ${period.from}–${period.to}: ${why}` });
      else counts[current ? 'changed' : 'accepted']++;
    }
    onProgress(index + 1, answer.statistics.length);
  }
  return { answer, ...counts, gone: goneFrom(world, id, answer, keys), problems };
}

/** What the values are, in the publisher's words: a share without its parts needs it (rule 11). */
function commentOf({ title, origin: { source, dataset } }: Answer): Text {
  const comment: Text = { original: title.original };
  for (const language of languages) {
    const words = title[language];
    if (words !== undefined) comment[language] = `${source} ${dataset}: ${words}`.slice(0, textLimit);
  }
  return comment;
}

/** Keys of what was imported of the same dataset and periods, and is not in the answer. */
function goneFrom(world: World, series: string, answer: Answer, keys: ReadonlySet<string>): readonly string[] {
  const span = ({ period: { from, to } }: Pick<Statistic, 'period'>) => `${from}/${to}`;
  const spans = new Set(answer.statistics.map(span));
  return world
    .rows(measurements)
    .where('series', series)
    .filter(
      ({ key, current, period }) =>
        current?.origin?.source === answer.origin.source &&
        current.origin.dataset === answer.origin.dataset &&
        spans.has(span({ period })) &&
        !keys.has(key),
    )
    .map(({ key }) => key);
}
