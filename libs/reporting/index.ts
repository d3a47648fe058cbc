import { programmes } from '#agenda';
import { partners, takesPart, todayIn } from '#backbone';
import { aggregate, type ContextParts, type World } from '#world';
import { assessment, type AssessmentCommand } from './assessment.ts';
import { AssessmentResolver } from './assessment.resolver.ts';
import { assessmentDrafts, assessments } from './assessment.view.ts';
import { assessedPeriod, carriedOverTo } from './carryover.reading.ts';
import { aspects } from './light.ts';
import { period } from './period.ts';
import { PeriodResolver } from './period.resolver.ts';
import { periods } from './period.view.ts';
import { publicationOf } from './report.reading.ts';
import { report, reportId } from './report.ts';
import { ReportResolver } from './report.resolver.ts';
import { reports } from './report.view.ts';
import './talk.resolver.ts';

export { assessmentId } from './assessment.ts';
export { AssessmentConnection, assessmentNode, AssessmentNode } from './assessment.resolver.ts';
export { redLights } from './assessment.reaction.ts';
export { assessments, overdueSteps, type AssessmentReading, type AssessmentRow } from './assessment.view.ts';
export { carriedOverTo } from './carryover.reading.ts';
export { itemOf, type AnsweredCarryOver, type CarryOverItem } from './carryover.ts';
export { compare, compareLight, type Comparison, type LightChange, type LightState } from './compare.ts';
export { canonical, type ReportContent } from './content.ts';
export { PeriodConnection, periodNode, PeriodNode } from './period.resolver.ts';
export { aspects, lights, type Aspect, type Light } from './light.ts';
export { closedPeriods } from './period.reaction.ts';
export { periods, type PeriodRow } from './period.view.ts';
export { fileAsked, reportFile } from './report.file.ts';
export { renderReport, ReportPage, type ReportPageProps } from './report.page.tsx';
export { contentOf, hashOf, missingIn, readReport, type ReportReading } from './report.reading.ts';
export { reportId } from './report.ts';
export { LightStateEnum, ReportConnection, reportNode, ReportNode } from './report.resolver.ts';
export { ReportFigureNode } from './preparation.resolver.ts';
export { latestPublication, reports, type Publication, type ReportRow } from './report.view.ts';

/** Which of the ids named stand for something a report speaks of. */
const existing = (world: World, named: readonly (string | undefined)[]): ReadonlySet<string> => {
  const tables = [periods, programmes, partners].map(({ name }) => world.table(name));
  return new Set(named.filter((id) => id !== undefined).filter((id) => tables.some((rows) => rows.has(id))));
};

/** The partners a submission gives next steps to, as far as they take part. */
function responsibleIn(world: World, command: AssessmentCommand): readonly string[] {
  if (command.type !== 'SubmitAssessment') return [];
  const { lights } = command.data;
  return aspects
    .flatMap((aspect) => lights[aspect].nextStep?.partner ?? [])
    .filter((partner) => takesPart(world, partner));
}

/** The half-year report: periods, the assessment of each programme, and what was published of them. */
export const reporting: ContextParts = {
  aggregates: [
    aggregate(period, (world, { id, command }) => {
      const rows = world.rows(periods);
      const opening = command.type === 'OpenPeriod' ? command.data : undefined;
      return {
        codeTaken: opening !== undefined && rows.where('code', opening.code).some((row) => row.id !== id),
        previousTo: opening?.previous === undefined ? undefined : rows.get(opening.previous)?.to,
        today: todayIn(world),
      };
    }),
    aggregate(assessment, (world, { command }) => {
      const { period: of, programme } = command.data;
      const published = world.rows(reports).get(reportId(of));
      return {
        known: new Set([...existing(world, [programme]), ...responsibleIn(world, command)]),
        period: assessedPeriod(world, of),
        owner: world.rows(programmes).get(programme)?.partner,
        publishedVersion: published?.phase === 'published' ? published.publications.at(-1)?.version : undefined,
        offered: carriedOverTo(world, of, programme),
      };
    }),
    aggregate(report, (world, { id, command }) => ({
      known:
        command.type === 'WriteReport'
          ? existing(world, [command.data.period, ...command.data.successes.map(({ programme }) => programme)])
          : new Set<string>(),
      publication: command.type === 'PublishReport' ? publicationOf(world, id) : undefined,
    })),
  ],
  views: [periods, assessments, assessmentDrafts, reports],
};

export const reportingResolvers = [PeriodResolver, AssessmentResolver, ReportResolver];
