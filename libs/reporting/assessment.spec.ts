import { specification, freeze } from '../decider/spec.ts';
import { assessment, assessmentId, type AssessmentCommand, type AssessmentEvent, type Lights } from './assessment.ts';
import { assessments, overdueSteps } from './assessment.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const [period, programme] = ['period_2024h2', 'programme_staff'];
const id = assessmentId(period, programme);
const nextStep = { text: text('Rekrytointi käynnistetään'), partner: 'partner_a', due: '2025-03-31' };
const green = { light: 'green' } as const;
const lights: Lights = { overall: green, schedule: green, risks: green, resources: green };
const blocks = { successes: [text('Varahenkilöstö käynnistyi')], nextTasks: [], attention: [], achieved: [] };
type Submission = Extract<AssessmentCommand, { type: 'SubmitAssessment' }>['data'];
const said: Submission = { period, programme, lights, blocks };
const submit = (changes: Partial<Submission> = {}) =>
  ({ type: 'SubmitAssessment', data: { ...said, ...changes } }) as const;
const submitted: AssessmentEvent = { type: 'AssessmentSubmitted', data: said };
const facts = {
  known: new Set([period, programme, 'partner_a']),
  owner: 'partner_a',
  publishedVersion: undefined as number | undefined,
};
const spec = specification(assessment);
const lit = (changes: Partial<Lights>) => submit({ lights: { ...lights, ...changes } });

describe('an assessment', () => {
  it('has an id that says which period and programme it is of', () => {
    expect(id).toBe('assessment_2024h2__staff');
    spec.given().when(submit(), { facts, id: 'assessment_2024h2__other' }).thenRefused('ASSESSMENT_ID_MISMATCH');
  });

  it('is never of two programmes whose ids happen to join to the same', () => {
    const other = { ...said, period: 'period_a', programme: 'programme_b__c' };
    const clash = { ...said, period: 'period_a__b', programme: 'programme_c' };
    expect(assessmentId(other.period, other.programme)).toBe(assessmentId(clash.period, clash.programme));
    spec
      .given({ type: 'AssessmentSubmitted', data: other })
      .when(submit(clash), { facts, id: assessmentId(clash.period, clash.programme) })
      .thenRefused('ASSESSMENT_ID_MISMATCH');
  });

  it('is written by the organisation that owns the programme, or by a coordinator', () => {
    const as = (role: 'member' | 'coordinator' | 'endorser', organisation: string, narrowed?: string) =>
      spec.given().when(submit(), {
        facts,
        id,
        asker: {
          organisation,
          mandates: [{ id: 'mandate_1', role, partner: organisation, programme: narrowed }],
        },
      });
    as('member', 'partner_a').then(submitted);
    as('member', 'partner_a', programme).then(submitted);
    as('member', 'partner_b').thenRefused('ASSESSMENT_NOT_YOURS', 'programme');
    as('coordinator', 'partner_b').then(submitted);
    as('endorser', 'partner_a').thenRefused('MANDATE_MISSING');
    as('member', 'partner_a', 'programme_other').thenRefused('MANDATE_MISSING');
  });

  it('is of a period, a programme and partners that exist', () => {
    const without = (missing: string, command = submit()) =>
      spec
        .given()
        .when(command, { id, facts: { ...facts, known: new Set([...facts.known].filter((x) => x !== missing)) } });
    without(period).thenRefused('ASSESSMENT_PERIOD_UNKNOWN', 'period');
    without(programme).thenRefused('ASSESSMENT_PROGRAMME_UNKNOWN', 'programme');
    without('partner_a', lit({ risks: { light: 'green', nextStep } })).thenRefused(
      'ASSESSMENT_PARTNER_UNKNOWN',
      'lights.risks.nextStep.partner',
    );
  });

  it.each(['overall', 'schedule', 'risks', 'resources'] as const)(
    'needs a sentence for a %s light that is not green, and a next step for a red one (rule 41)',
    (aspect) => {
      const explanation = text('Henkilöstöä puuttuu');
      const meet = (light: Lights['overall']) => spec.given().when(lit({ [aspect]: light }), { facts, id });
      for (const light of ['yellow', 'red'] as const)
        meet({ light }).thenRefused('ASSESSMENT_EXPLANATION_MISSING', `lights.${aspect}.explanation`);
      meet({ light: 'red', explanation }).thenRefused('ASSESSMENT_NEXT_STEP_MISSING', `lights.${aspect}.nextStep`);
      for (const light of ['green', 'not_assessed'] as const) expect(meet({ light }).outcome).toHaveLength(1);
      expect(meet({ light: 'yellow', explanation }).outcome).toHaveLength(1);
    },
  );

  it('may not be green as a whole beside a red light without saying why (rule 40)', () => {
    const risks = { light: 'red', explanation: text('Rahoitus on auki'), nextStep } as const;
    spec
      .given()
      .when(lit({ risks }), { facts, id })
      .thenRefused('ASSESSMENT_OVERALL_UNEXPLAINED', 'lights.overall.explanation');
    for (const overall of [
      { light: 'green', explanation: text('Työ etenee riskistä huolimatta') },
      { light: 'not_assessed' },
      { light: 'yellow', explanation: text('Riski painaa') },
    ] as const)
      expect(spec.given().when(lit({ risks, overall }), { facts, id }).outcome).toHaveLength(1);
  });

  it('is not green unless somebody says so: a light left out is refused (rule 42)', () => {
    expect(() => assessment.commands.SubmitAssessment.parse({ ...said, lights: { overall: green } })).toThrow();
  });

  it('may be said anew until the report is published, and the same words again change nothing', () => {
    spec.given(submitted).when(submit(), { facts, id }).thenNothing();
    spec
      .given(submitted)
      .when(submit({ blocks: { ...blocks, nextTasks: [text('Jatketaan')] } }), { facts, id })
      .then({ type: 'AssessmentSubmitted', data: { ...said, blocks: { ...blocks, nextTasks: [text('Jatketaan')] } } });
    const translated = {
      ...blocks,
      successes: [{ ...text('Varahenkilöstö käynnistyi'), sv: 'Reservpersonalen kom i gång' }],
    };
    spec
      .given(submitted)
      .when(submit({ blocks: translated }), { facts, id })
      .then({ type: 'AssessmentSubmitted', data: { ...said, blocks: translated } });
  });

  it('is corrected after publication only with a reason, and says of which version (rule 44)', () => {
    const published = { ...facts, publishedVersion: 1 };
    const blocksNow = { ...blocks, achieved: [text('Malli valmis')] };
    const reason = text('Luku oli väärin');
    spec
      .given(submitted)
      .when(submit({ blocks: blocksNow }), { facts: published, id })
      .thenRefused('ASSESSMENT_REASON_MISSING', 'reason');
    spec
      .given(submitted)
      .when(submit({ blocks: blocksNow, reason }), { facts: published, id })
      .then({ type: 'AssessmentCorrected', data: { ...said, blocks: blocksNow, reason, reportVersion: 1 } });
    spec.given(submitted).when(submit(), { facts: published, id }).thenNothing();
    // Said for the first time only then: it corrects a report that knew nothing of the programme.
    spec
      .given()
      .when(submit({ reason }), { facts: published, id })
      .then({
        type: 'AssessmentCorrected',
        data: { ...said, reason, reportVersion: 1 },
      });
  });

  it('is shown as it was last said, marked when that was after publication (rule 44)', () => {
    const recorded = (event: AssessmentEvent, revision: number) =>
      freeze({
        ...event,
        subject: id,
        revision,
        position: String(40 + revision),
        recordedAt: `2025-01-1${revision}T08:00:00.000Z`,
        actor: 'person_a',
        organisation: 'partner_a',
      });
    const first = freeze(assessments.evolve(undefined, recorded(submitted, 0)));
    expect(first).toMatchObject({ id, position: '40', submittedAt: '2025-01-10T08:00:00.000Z', demonstration: false });
    expect(first.corrects).toBeUndefined();
    const corrected: AssessmentEvent = {
      type: 'AssessmentCorrected',
      data: { ...said, reason: text('Luku oli väärin'), reportVersion: 1 },
    };
    const second = freeze(assessments.evolve(first, recorded(corrected, 1)));
    expect(second).toMatchObject({ corrects: 1, position: '41', submittedAt: first.submittedAt });
    const third = assessments.evolve(second, recorded(submitted, 2));
    expect(third.corrects).toBeUndefined();
    expect(third.reason).toBeUndefined();
  });

  it('has overdue steps on the day it is read on (rule 46)', () => {
    const promised: Lights = { ...lights, risks: { light: 'red', explanation: text('Auki'), nextStep } };
    expect(overdueSteps(promised, '2025-03-31')).toEqual([]);
    expect(overdueSteps(promised, '2025-04-01')).toEqual([nextStep]);
  });
});
