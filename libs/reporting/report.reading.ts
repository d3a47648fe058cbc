import { decisions, factors, programmes, type DecisionRow, type ProgrammeRow } from '#agenda';
import { mandates, mandatesInForce, partners, settingsOf, timeZoneOf } from '#backbone';
import {
  indicators,
  jointValue,
  latestPeriod,
  measurements,
  partsOf,
  seriesOutlines,
  targetOn,
  type IndicatorRow,
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
import type { ReportPageProps } from './report.page.tsx';
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

/** Counts of people from 1 to 4 could be recognised in a small place: readers outside see only that they are small (rule 30). */
const smallest = 5;

/** The newest joint figure known by the end of the period; none where nobody has reported, or it is in words. */
function numberOf(world: World, indicator: IndicatorRow, { to: day }: PeriodRow): ContentNumber | undefined {
  if (indicator.kind === 'narrative') return undefined;
  const readings: readonly Reading[] = world
    .rows(measurements)
    .where('indicator', indicator.id)
    .flatMap(({ series, cells }) => cells.map((cell) => ({ ...cell, partner: partsOf(series).partner })));
  const span = latestPeriod(readings, day);
  if (!span) return undefined;
  const { value, reported, expected, provisional, contactsNotPersons } = jointValue(
    indicator,
    span,
    expectedBy(world, indicator, span.to),
    readings,
  );
  const ofPeople = indicator.kind === 'count' && indicator.counts !== 'events' && indicator.counts !== 'things';
  const small = ofPeople && value !== null && value > 0 && value < smallest;
  const target = targetOn(indicator, day);
  return {
    indicator: indicator.id,
    title: indicator.title,
    unit: indicator.unit,
    from: span.from,
    to: span.to,
    ...(small ? { withheld: 'small' } : value === null ? { withheld: 'not_available' } : { value }),
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
      .filter(({ position }) => BigInt(position) > BigInt(publication.position))
      .map(({ programme, changedAt: at, reason }) => ({ programme, at, reason })),
  };
}
