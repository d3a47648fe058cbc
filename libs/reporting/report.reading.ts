import { decisions, factors, programmes, type DecisionRow, type ProgrammeRow } from '#agenda';
import { partners, settingsOf, timeZoneOf } from '#backbone';
import {
  expectedFor,
  indicators,
  jointValue,
  latestPeriod,
  locks,
  publicReadings,
  targetOn,
  versionOn,
  type Definition,
  type IndicatorRow,
  type Period,
  type Reading,
  type VersionedReading,
} from '#measurement';
import { holdsRemoved } from '#language';
import type { World, Worlds } from '#world';
import { createHash } from 'node:crypto';
import { assessmentId } from './assessment.ts';
import { assessments, type AssessmentRow } from './assessment.view.ts';
import {
  arrange,
  canonical,
  contentFormat,
  historyPeriods,
  isContentFormat,
  missingFrom,
  reportContent,
  type ContentDecision,
  type ContentFormat,
  type ContentNumber,
  type ProgrammeSource,
  type ReportContent,
} from './content.ts';
import { lineOf, periods, type PeriodRow } from './period.view.ts';
import type { FigureCorrection, ReportPageProps, ReportUnlocking } from './report.page.tsx';
import { reportId, type PublicationFacts } from './report.ts';
import { reports, type Publication } from './report.view.ts';
import { slipsOf } from './slip.ts';
import { slipSourcesOf } from './slip.reading.ts';

/**
 * What a report says is read from a world here, and nowhere else: when it is published, to be hashed, and
 * whenever a published one is read again out of the past. So nothing below asks what day it is: the same log
 * up to the same position gives the same content, for ever.
 */
export function contentOf(world: World, period: PeriodRow, as: Composition = {}): ReportContent {
  const assessed = saidOf(world, period.id);
  const earlier = lineOf(period, (id) => world.rows(periods).get(id), historyPeriods).slice(1);
  const previous = earlier[0];
  const names = new Map([...world.rows(partners).values()].map(({ id, name }) => [id, name]));
  const settings = settingsOf(world);
  return reportContent({
    format: as.format,
    collaboration: { id: world.collaboration, name: settings?.name ?? { original: 'fi', fi: world.collaboration } },
    period,
    previous,
    report: world.rows(reports).get(reportId(period.id)),
    programmes: programmesIn(world, period).map((row) => sourceOf(world, row, period, as)),
    assessments: assessed,
    before: previous ? saidOf(world, previous.id) : [],
    earlier: earlier.map((row) => ({ period: row, assessments: saidOf(world, row.id) })).toReversed(),
    lightWords: settings?.lightWords,
    partners: names,
  });
}

/** Programmes with something to say of a period. One that ended before it has nothing to say, unless it did. */
function programmesIn(world: World, period: PeriodRow): readonly ProgrammeRow[] {
  const reporting = new Set(saidOf(world, period.id).map(({ programme }) => programme));
  return [...world.rows(programmes).values()].filter(
    ({ id, endedAt }) => endedAt === undefined || endedAt.slice(0, 10) >= period.from || reporting.has(id),
  );
}

/**
 * Programmes that belong in a period's report and say nothing, in the report's order: what {@link missingFrom} finds in
 * its content, without composing it.
 */
export const missingIn = (world: World, period: PeriodRow): readonly string[] =>
  arrange(programmesIn(world, period).filter(({ reportedApart }) => !reportedApart))
    .map(({ id }) => id)
    .filter((id) => !isSaid(world.rows(assessments).get(assessmentId(period.id, id))));

/** How a publication was composed, to compose it so again. */
interface Composition {
  readonly format?: ContentFormat | undefined;
  /** The numbers that were frozen with it; they are worked out anew where there are none. */
  readonly figures?: readonly ContentNumber[] | undefined;
}

/** The content of a publication, out of the world as of its position. */
function publishedContent(frozen: World, period: PeriodRow, { contentFormat: format, figures }: Publication) {
  return contentOf(frozen, period, { format: isContentFormat(format) ? format : 2, figures });
}

/** What has been said of a period. What was sent back has not: it is being said anew. */
const saidOf = (world: World, period: string): readonly AssessmentRow[] =>
  world.rows(assessments).where('period', period).filter(isSaid);

const isSaid = (row: AssessmentRow | undefined): row is AssessmentRow => row !== undefined && row.phase !== 'sent_back';

function sourceOf(world: World, row: ProgrammeRow, period: PeriodRow, { figures }: Composition): ProgrammeSource {
  const factor = row.factor === undefined ? undefined : world.rows(factors).get(row.factor);
  const numbers = figuresOf(world, row.id, period, figures);
  const assessment = world.rows(assessments).get(assessmentId(period.id, row.id));
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
    numbers,
    slipped: slipsOf(
      period,
      slipSourcesOf(world, row.id, period, isSaid(assessment) ? assessment : undefined, numbers),
    ),
  };
}

/** The figures a report shows of a programme: worked out, or as they were frozen. */
export function figuresOf(
  world: World,
  programme: string,
  period: PeriodRow,
  frozen?: readonly ContentNumber[],
): readonly ContentNumber[] {
  const found = world.rows(indicators).where('programme', programme);
  return frozen
    ? found.flatMap(({ id }) => frozen.find(({ indicator }) => indicator === id) ?? [])
    : found.flatMap((indicator) => numberOf(world, indicator, period) ?? []);
}

/** The newest joint figure known by the end of the period; none where nobody has reported, or it is in words. */
function numberOf(world: World, indicator: IndicatorRow, { to: day }: PeriodRow): ContentNumber | undefined {
  if (indicator.kind === 'narrative') return undefined;
  const all = publicReadings(world, indicator.id);
  const span = latestPeriod(all, day);
  if (!span) return undefined;
  const { definition, readings } = asMeasured(indicator, span, all);
  const partnersExpected = expectedFor(world, indicator, span, span.to);
  // A report is for everybody: what may not be told is not in its readings (rules 29 and 30).
  const { value, suppressed, withheld, reported, expected, provisional, contactsNotPersons } = jointValue(
    definition,
    span,
    partnersExpected,
    readings,
  );
  const target = targetOn(indicator, day);
  return {
    indicator: indicator.id,
    title: indicator.title,
    unit: indicator.unit,
    from: span.from,
    to: span.to,
    ...(suppressed
      ? { withheld: hidesAny(readings, span) ? 'hidden' : 'not_shared' }
      : value === null
        ? { withheld: 'not_available' }
        : { value, ...(withheld > 0 && { without: withheld }) }),
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

/** Whether some of the values of a span are hidden because of small counts, rather than not shared. */
const hidesAny = (readings: readonly Reading[], span: Period): boolean =>
  readings.some(({ withheld, period }) => withheld === 'hidden' && period.from >= span.from && period.to <= span.to);

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
    const now = new Map(publicReadings(world, id).map((measured) => [measured.id, measured]));
    const { definition, readings: then } = asMeasured(indicator, { from, to }, publicReadings(frozen, id));
    const partnersExpected = expectedFor(frozen, indicator, { from, to }, to);
    const figureOf = (readings: readonly Reading[]) =>
      canonical(jointValue(definition, { from, to }, partnersExpected, readings));
    const published = figureOf(then);
    const corrected = then.flatMap((measured, index) => {
      const present = now.get(measured.id);
      return present && BigInt(present.position) > frozen.position && figureOf(then.with(index, present)) !== published
        ? [present.at]
        : [];
    });
    const at = corrected.toSorted().at(-1);
    return at === undefined ? [] : [{ indicator: id, title, programme, at }];
  });
}

/** The definition that measures a period, and what was measured by it: versions never mix (rule 12). */
function asMeasured(
  indicator: IndicatorRow,
  { from }: Period,
  all: readonly VersionedReading[],
): { readonly definition: Definition; readonly readings: readonly VersionedReading[] } {
  const version = versionOn(indicator, from);
  return {
    definition: version?.definition ?? indicator,
    readings: all.filter(({ indicatorVersion }) => indicatorVersion === version?.indicatorVersion),
  };
}

/**
 * Times when settled values of a report's period were opened after it was published (rule 23), oldest first: its figures
 * may no longer be what is measured. They stay as they were published.
 */
export function unlockingsSince(
  world: World,
  { from, to }: Pick<PeriodRow, 'from' | 'to'>,
  { position, figures }: Pick<Publication, 'position' | 'figures'>,
): readonly ReportUnlocking[] {
  const shown = new Set(figures?.map(({ indicator }) => indicator));
  return (
    [...world.rows(locks).values()]
      .filter((lock) => lock.from <= to && lock.to >= from)
      // Where nobody kept which figures there are, any may be meant.
      .filter(({ indicators: of }) => of.length === 0 || figures === undefined || of.some((id) => shown.has(id)))
      .flatMap(({ unlockings }) => unlockings)
      .filter((unlocking) => BigInt(unlocking.position) > BigInt(position))
      .map(({ at, until, reason }) => ({ at, until, reason }))
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
  );
}

const oldestFirst = (rows: readonly DecisionRow[]): readonly ContentDecision[] =>
  rows
    .filter(({ phase }) => phase !== 'cancelled')
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
  const accepted = new Set(
    saidOf(world, period.id).flatMap(({ programme, phase }) => (phase === 'accepted' ? programme : [])),
  );
  const numbers = content.programmes.flatMap((programme) => programme.numbers);
  return {
    position: String(world.position),
    contentHash: hashOf(content),
    contentFormat,
    missing: missingFrom(content),
    unaccepted: period.acceptance
      ? content.programmes.flatMap(({ id, reported }) => (reported && !accepted.has(id) ? id : []))
      : [],
    figures: [...new Map(numbers.map((number) => [number.indicator, number])).values()],
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
  const content = publishedContent(frozen, then, publication);
  // Where words in it were erased since, the hash of what it said then cannot be told again.
  const isTellable = publication.contentFormat === content.format && !holdsRemoved(content);
  return {
    content,
    timeZone,
    publication,
    intact: isTellable ? hashOf(content) === publication.contentHash : undefined,
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
    unlockings: unlockingsSince(world, row, publication),
  };
}
