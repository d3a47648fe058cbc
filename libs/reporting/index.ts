import { programmes } from '#agenda';
import { partners, takesPart } from '#backbone';
import { aggregate, type ContextParts, type World } from '#world';
import { aspects, assessment } from './assessment.ts';
import { AssessmentResolver } from './assessment.resolver.ts';
import { assessments } from './assessment.view.ts';
import { period } from './period.ts';
import { PeriodResolver } from './period.resolver.ts';
import { periods } from './period.view.ts';
import { publicationOf } from './report.reading.ts';
import { report, reportId } from './report.ts';
import { ReportResolver } from './report.resolver.ts';
import { reports } from './report.view.ts';

export { aspects, assessmentId, lights, type Aspect, type Light } from './assessment.ts';
export { AssessmentConnection, assessmentNode, AssessmentNode } from './assessment.resolver.ts';
export { assessments, overdueSteps, type AssessmentRow } from './assessment.view.ts';
export { compare, compareLight, type Comparison, type LightChange, type LightState } from './compare.ts';
export { canonical, type ReportContent } from './content.ts';
export { PeriodConnection, periodNode, PeriodNode } from './period.resolver.ts';
export { periods, type PeriodRow } from './period.view.ts';
export { renderReport, ReportPage, type ReportPageProps } from './report.page.tsx';
export { contentOf, hashOf, readReport, type ReportReading } from './report.reading.ts';
export { reportId } from './report.ts';
export { ReportConnection, reportNode, ReportNode } from './report.resolver.ts';
export { latestPublication, reports, type Publication, type ReportRow } from './report.view.ts';

/** Which of the ids named stand for something a report speaks of. */
const existing = (world: World, named: readonly (string | undefined)[]): ReadonlySet<string> => {
  const tables = [periods, programmes, partners].map(({ name }) => world.table(name));
  return new Set(named.filter((id) => id !== undefined).filter((id) => tables.some((rows) => rows.has(id))));
};

/** The half-year report: periods, the assessment of each programme, and what was published of them. */
export const reporting: ContextParts = {
  aggregates: [
    aggregate(period, (world, { id, command }) => {
      const { code, previous } = command.data;
      const rows = world.rows(periods);
      return {
        codeTaken: rows.where('code', code).some((row) => row.id !== id),
        previousTo: previous === undefined ? undefined : rows.get(previous)?.to,
      };
    }),
    aggregate(assessment, (world, { command }) => {
      const { period: of, programme, lights } = command.data;
      const published = world.rows(reports).get(reportId(of));
      const responsible = aspects.flatMap((aspect) => lights[aspect].nextStep?.partner ?? []);
      return {
        known: new Set([
          ...existing(world, [of, programme]),
          ...responsible.filter((partner) => takesPart(world, partner)),
        ]),
        owner: world.rows(programmes).get(programme)?.partner,
        publishedVersion: published?.phase === 'published' ? published.publications.at(-1)?.version : undefined,
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
  views: [periods, assessments, reports],
};

export const reportingResolvers = [PeriodResolver, AssessmentResolver, ReportResolver];
