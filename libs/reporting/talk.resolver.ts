import { programmes } from '#agenda';
import { knowThings, withThreads } from '#dialogue';
import { AssessmentNode } from './assessment.resolver.ts';
import { assessments } from './assessment.view.ts';
import { PeriodNode } from './period.resolver.ts';
import { periods } from './period.view.ts';
import { ReportNode } from './report.resolver.ts';
import { reports } from './report.view.ts';

// Periods, assessments and reports are talked about, read, and told of when they change, like anything else.

/** A period's code reads the same in every language. */
const inEvery = (code: string) => ({ original: 'fi' as const, fi: code, sv: code, en: code });

knowThings({ prefix: 'period_', view: periods, title: (_, { code }) => inEvery(code) });
knowThings({
  prefix: 'assessment_',
  view: assessments,
  title: (world, { programme }) => world.rows(programmes).get(programme)?.title,
  owner: ({ organisation }) => organisation,
});
knowThings({
  prefix: 'report_',
  view: reports,
  title: (world, { period }) => inEvery(world.rows(periods).get(period)?.code ?? period),
});

withThreads(AssessmentNode, PeriodNode, ReportNode);
