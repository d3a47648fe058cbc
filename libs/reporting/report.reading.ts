import { decisions, factors, programmes, type DecisionRow, type ProgrammeRow } from '#agenda';
import { mandates, mandatesInForce, partners, settingsOf, timeZoneOf } from '#backbone';
import {
  indicators,
  isSmall,
  jointValue,
  keyOf,
  latestPeriod,
  measurements,
  partsOf,
  seriesOutlines,
  targetOn,
  type IndicatorRow,
  type Measurement,
  type Reading,
} from '#measurement';
import type { World, Worlds } from '#world';
import { createHash } from 'node:crypto';
import { assessments } from './assessment.view.ts';
import {
  canonical,
  missingFrom,
  reportContent,
  type ContentDecision,
  type ContentNumber,
  type ProgrammeSource,
  type ReportContent,
} from './content.ts';
import { periods, type PeriodRow } from './period.view.ts';
import type { FigureCorrection, ReportPageProps } from './report.page.tsx';
import { reportId, type PublicationFacts } from './report.ts';
import { reports } from './report.view.ts';

/**
 * What a report says is read from a world here, and nowhere else: when it is published, to be hashed, and
 * whenever a published one is read again out of the past. So nothing below asks what day it is: the same log
 * up to the same position gives the same content, for ever.
 */
export function contentOf(world: World, period: PeriodRow): ReportContent {
  const assessed = world.rows(assessments).where('period', period.id);
  const previous = period.previous === undefined ? undefined : world.rows(periods).get(period.previous);
  const reporting = new Set(assessed.map(({ programme }) => programme));
  const names = new Map([...world.rows(partners).values()].map(({ id, name }) => [id, name]));
  return reportContent({
    collaboration: {
      id: world.collaboration,
      name: settingsOf(world)?.name ?? { original: 'fi', fi: world.collaboration },
    },
    period,
    previous,
    report: world.rows(reports).get(reportId(period.id)),
    programmes: [...world.rows(programmes).values()]
      // One that ended before the period has nothing to say of it, unless it did.
      .filter(({ id, endedAt }) => endedAt === undefined || endedAt.slice(0, 10) >= period.from || reporting.has(id))
      .map((row) => sourceOf(world, row, period)),
    assessments: assessed,
    before: previous ? world.rows(assessments).where('period', previous.id) : [],
    partners: names,
  });
}

function sourceOf(world: World, row: ProgrammeRow, period: PeriodRow): ProgrammeSource {
  const factor = row.factor === undefined ? undefined : world.rows(factors).get(row.factor);
  return {
    id: row.id,
    title: row.title,
    parent: row.parent,
    order: row.order,
    successFactor: factor && { id: factor.id, title: factor.title },
    crossCutting: row.crossCutting,
    reportedApart: row.reportedApart,
    owner: world.rows(partners).get(row.partner)?.name,
    ownerRole: row.ownerRole,
    decisions: oldestFirst(world.rows(decisions).where('subject', row.id)),
    numbers: world
      .rows(indicators)
      .where('programme', row.id)
      .flatMap((indicator) => numberOf(world, indicator, period) ?? []),
  };
}

/** The newest joint figure known by the end of the period; none where nobody has reported, or it is in words. */
function numberOf(world: World, indicator: IndicatorRow, { to: day }: PeriodRow): ContentNumber | undefined {
  if (indicator.kind === 'narrative') return undefined;
  const readings: readonly Reading[] = measuredOf(world, indicator.id);
  const span = latestPeriod(readings, day);
  if (!span) return undefined;
  const partnersExpected = expectedBy(world, indicator, span.to);
  // A report is for everybody: nobody's small counts may be worked out of it (rule 30).
  const { value, suppressed, reported, expected, provisional, contactsNotPersons } = jointValue(
    indicator,
    span,
    partnersExpected,
    readings,
  );
  const known = jointValue(indicator, span, partnersExpected, readings, () => true).value;
  const target = targetOn(indicator, day);
  return {
    indicator: indicator.id,
    title: indicator.title,
    unit: indicator.unit,
    from: span.from,
    to: span.to,
    ...(suppressed
      ? { withheld: isSmall(indicator, known) ? 'small' : 'revealing' }
      : value === null
        ? { withheld: 'not_available' }
        : { value }),
    provisional,
    reported,
    expected,
    contactsNotPersons,
    target: target && {
      kind: target.kind,
      due: target.due,
      value: target.value,
      max: target.max,
      text: target.text,
    },
  };
}

/** All that was measured of an indicator, with the partner who measured it. */
const measuredOf = (world: World, indicator: string): readonly (Measurement & Reading)[] =>
  world
    .rows(measurements)
    .where('indicator', indicator)
    .flatMap(({ series, cells }) => cells.map((cell) => ({ ...cell, partner: partsOf(series).partner })));

/**
 * Figures of a published report that would be others now, because a value they were made of was corrected after it
 * was published (rule 44). A value reported late is no correction: the figure said that it lacked one. Neither who
 * corrected nor the values are told: a value may be too small to be shown.
 */
function figureCorrections(world: World, frozen: World, content: ReportContent): readonly FigureCorrection[] {
  const figures = new Map(
    content.programmes.flatMap(({ id: programme, numbers }) =>
      numbers.map((number) => [number.indicator, { ...number, programme }] as const),
    ),
  );
  return [...figures.values()].flatMap(({ indicator: id, title, programme, from, to }) => {
    const indicator = frozen.rows(indicators).get(id);
    if (!indicator) return [];
    const placeOf = (cell: Measurement & Reading) => `${cell.partner} ${keyOf(cell)}`;
    const now = new Map(measuredOf(world, id).map((cell) => [placeOf(cell), cell]));
    const then = measuredOf(frozen, id);
    const partnersExpected = expectedBy(frozen, indicator, to);
    const figureOf = (readings: readonly Reading[]) =>
      canonical(jointValue(indicator, { from, to }, partnersExpected, readings, () => true));
    const published = figureOf(then);
    const corrected = then.flatMap((cell, index) => {
      const present = now.get(placeOf(cell));
      return present && BigInt(present.position) > frozen.position && figureOf(then.with(index, present)) !== published
        ? [present.at]
        : [];
    });
    const at = corrected.toSorted().at(-1);
    return at === undefined ? [] : [{ indicator: id, title, programme, at }];
  });
}

/** Who should have reported for a period that ended on a day: those who measure it, and those who were told to. */
function expectedBy(world: World, { id, local, owner }: IndicatorRow, day: string): readonly string[] {
  if (local) return [owner];
  const measuring = world
    .rows(seriesOutlines)
    .where('indicator', id)
    .filter(({ from }) => from <= day);
  const mandated = mandatesInForce(world.rows(mandates).where('role', 'reporter'), day).filter(
    ({ indicator }) => indicator === id,
  );
  return [...new Set([...measuring, ...mandated].map(({ partner }) => partner))];
}

const oldestFirst = (rows: readonly DecisionRow[]): readonly ContentDecision[] =>
  rows
    .toSorted((a, b) => ((a.date ?? a.planned ?? '') < (b.date ?? b.planned ?? '') ? -1 : 1))
    .map(({ id, body, date, planned, section, registerNumber, outcome }) => ({
      id,
      body,
      date,
      planned,
      section,
      registerNumber,
      outcome,
    }));

export const hashOf = (content: ReportContent): string => createHash('sha256').update(canonical(content)).digest('hex');

/** What publishing a report would freeze, as the world stands. */
export function publicationOf(world: World, id: string): PublicationFacts | undefined {
  const period = world.rows(periods).get(world.rows(reports).get(id)?.period ?? '');
  if (!period) return undefined;
  const content = contentOf(world, period);
  return {
    position: String(world.position),
    contentHash: hashOf(content),
    contentFormat: content.format,
    missing: missingFrom(content),
  };
}

export type ReportReading = Omit<ReportPageProps, 'language' | 'path' | 'contentPath'>;

/**
 * A period's report to be read. `period` is its code (`2024-H2`) or the end of its id (`2024h2`). Without a
 * version it is the newest published one, or the draft when nothing is published yet; `draft` is what would be
 * published now. Nothing when there is no such period or version, or nobody has written anything.
 */
export async function readReport(
  worlds: Pick<Worlds, 'live' | 'at'>,
  collaboration: string,
  period: string,
  version?: number | 'draft',
): Promise<ReportReading | undefined> {
  const world = await worlds.live(collaboration);
  const row = world.rows(periods).get(`period_${period}`) ?? world.rows(periods).where('code', period)[0];
  const report = row && world.rows(reports).get(reportId(row.id));
  if (!row || !report) return undefined;
  const timeZone = timeZoneOf(world);
  const publications = report.publications.toReversed();
  const draft = version === 'draft' || (version === undefined && publications.length === 0);
  if (draft) return { content: contentOf(world, row), timeZone, versions: publications };
  const publication = version === undefined ? publications[0] : publications.find((one) => one.version === version);
  if (!publication) return undefined;

  const frozen = await worlds.at(collaboration, { position: BigInt(publication.position) });
  const then = frozen.rows(periods).get(row.id);
  if (!then) throw new Error(`${row.id} was published at ${publication.position} and is not there`);
  const content = contentOf(frozen, then);
  return {
    content,
    timeZone,
    publication,
    intact: publication.contentFormat === content.format ? hashOf(content) === publication.contentHash : undefined,
    versions: publications,
    decisions: oldestFirst(world.rows(decisions).where('subject', report.id)),
    corrections: world
      .rows(assessments)
      .where('period', row.id)
      .flatMap(({ programme, corrections }) => {
        // What is said of the next version, while it is being written, is nobody's to read yet.
        const newest = corrections.findLast(({ reportVersion }) => reportVersion === publication.version);
        return newest ? [{ programme, at: newest.at, reason: newest.reason }] : [];
      }),
    figureCorrections: figureCorrections(world, frozen, content),
  };
}
