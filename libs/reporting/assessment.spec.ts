import { specification, freeze } from '../decider/spec.ts';
import fc from 'fast-check';
import {
  assessment,
  assessmentId,
  openIn,
  type AssessmentCommand,
  type AssessmentEvent,
  type AssessmentFacts,
  type AssessmentRefusal,
} from './assessment.ts';
import { assessmentDrafts, assessments, overdueSteps, renewedEach } from './assessment.view.ts';
import { itemOf, offeredOf } from './carryover.ts';
import type { Lights } from './light.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const [period, programme] = ['period_2024h2', 'programme_staff'];
const id = assessmentId(period, programme);
const nextStep = { text: text('Rekrytointi käynnistetään'), partner: 'partner_a', due: '2025-03-31' };
const green = { light: 'green' } as const;
const lights: Lights = { overall: green, schedule: green, risks: green, resources: green };
const blocks = { successes: [text('Varahenkilöstö käynnistyi')], nextTasks: [], attention: [], achieved: [] };
type Submission = Extract<AssessmentCommand, { type: 'SubmitAssessment' }>['data'];
const said: Omit<Submission, 'carriedOver'> = { period, programme, lights, blocks };
const submit = (changes: Partial<Submission> = {}) =>
  ({ type: 'SubmitAssessment', data: { ...said, ...changes } }) as const;
const submitted: Extract<AssessmentEvent, { type: 'AssessmentSubmitted' }> = {
  type: 'AssessmentSubmitted',
  data: said,
};
const facts: AssessmentFacts = {
  known: new Set([programme, 'partner_a']),
  period: { to: '2024-12-31', closed: false, carryOver: false },
  owner: 'partner_a',
  publishedVersion: undefined,
  offered: [],
};
const spec = specification(assessment);
const memberOf = (partner: string) => ({ id: 'mandate_m', role: 'member', partner }) as const;
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
    spec
      .given()
      .when(submit(), { id, facts: { ...facts, period: undefined } })
      .thenRefused('ASSESSMENT_PERIOD_UNKNOWN', 'period');
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
    const recorded = <E extends AssessmentEvent>(event: E, revision: number) =>
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
    const corrected: Extract<AssessmentEvent, { type: 'AssessmentCorrected' }> = {
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

  const draft = (changes: object = {}) =>
    ({ type: 'DraftAssessment', data: { period, programme, lights: { overall: green }, ...changes } }) as const;
  const drafted: AssessmentEvent = { type: 'AssessmentDrafted', data: draft().data };
  const accept = { type: 'AcceptAssessment', data: { period, programme } } as const;
  const sendBack = {
    type: 'SendBackAssessment',
    data: { period, programme, comment: text('Mikä on toisin?') },
  } as const;
  const accepted: AssessmentEvent = { type: 'AssessmentAccepted', data: {} };
  const sentBack: AssessmentEvent = { type: 'AssessmentSentBack', data: { comment: text('Mikä on toisin?') } };

  it('is drafted without its lights being founded, and submitted only when they are (rules 40, 41)', () => {
    const half = draft({ lights: { overall: green, risks: { light: 'red' } } });
    spec.given().when(half, { facts, id }).then({ type: 'AssessmentDrafted', data: half.data });
    spec.given(drafted).when(draft(), { facts, id }).thenNothing();
    spec.given(drafted).when(submit(), { facts, id }).then(submitted);
    spec
      .given(drafted)
      .when(lit({ risks: { light: 'red' } }), { facts, id })
      .thenRefused('ASSESSMENT_EXPLANATION_MISSING', 'lights.risks.explanation');
    // A draft is written beside what was said, and says nothing anew.
    spec.given(submitted, drafted).when(submit(), { facts, id }).thenNothing();
    spec
      .given()
      .when(draft(), { facts, id, asker: { organisation: 'partner_b', mandates: [memberOf('partner_b')] } })
      .thenRefused('ASSESSMENT_NOT_YOURS', 'programme');
  });

  it('is accepted by the coordinator, or sent back with what is to be said better', () => {
    spec.given(submitted).when(accept, { facts, id }).then(accepted);
    spec.given(submitted).when(sendBack, { facts, id }).then(sentBack);
    spec.given(submitted, accepted).when(sendBack, { facts, id }).then(sentBack);
    for (const command of [accept, sendBack]) {
      spec.given().when(command, { facts, id }).thenRefused('ASSESSMENT_NOT_FOUND');
      spec.given(drafted).when(command, { facts, id }).thenRefused('ASSESSMENT_NOT_FOUND');
      spec.given(submitted, sentBack).when(command, { facts, id }).thenRefused('ASSESSMENT_SENT_BACK');
      spec
        .given(submitted)
        .when(command, { facts, id, asker: { mandates: [memberOf('partner_a')] } })
        .thenRefused('MANDATE_MISSING');
    }
    spec.given(submitted, accepted).when(accept, { facts, id }).thenRefused('ASSESSMENT_ACCEPTED');
    expect(() => assessment.commands.SendBackAssessment.parse({ period, programme })).toThrow();
  });

  it('is submitted anew when it was sent back, in the same words too, and read again', () => {
    spec.given(submitted, sentBack).when(submit(), { facts, id }).then(submitted);
    spec.given(submitted, sentBack, submitted).when(accept, { facts, id }).then(accepted);
    spec.given(submitted, accepted).when(submit(), { facts, id }).thenNothing();
  });

  it('is not sent back once it is published: it is corrected, and that shows (rule 44)', () =>
    spec
      .given(submitted)
      .when(sendBack, { id, facts: { ...facts, publishedVersion: 1 } })
      .thenRefused('ASSESSMENT_PUBLISHED'));

  it('is not taken by a closed period', () => {
    const closed = { ...facts, period: { to: '2024-12-31', closed: true, carryOver: false } };
    spec.given().when(submit(), { id, facts: closed }).thenRefused('ASSESSMENT_PERIOD_CLOSED', 'period');
    spec.given().when(draft(), { id, facts: closed }).thenRefused('ASSESSMENT_PERIOD_CLOSED', 'period');
    spec.given(submitted).when(sendBack, { id, facts: closed }).thenRefused('ASSESSMENT_PERIOD_CLOSED', 'period');
    spec.given(submitted).when(submit(), { id, facts: closed }).thenNothing();
    spec.given(submitted).when(accept, { id, facts: closed }).then(accepted);
  });

  it('has next steps that lie after the period they explain (rule 41)', () =>
    spec
      .given()
      .when(lit({ risks: { light: 'green', nextStep: { ...nextStep, due: '2024-12-30' } } }), { facts, id })
      .thenRefused('ASSESSMENT_NEXT_STEP_TOO_EARLY', 'lights.risks.nextStep.due'));

  it('takes in no free text that points to one person (rule 28)', () => {
    const leaking = { ...blocks, attention: [text('Soita 040 123 4567')] };
    expect(() => assessment.commands.SubmitAssessment.parse({ ...said, blocks: leaking })).toThrow(
      'TEXT_HAS_PERSONAL_DATA',
    );
    // What was stored once is read for ever.
    expect(assessment.events.AssessmentSubmitted.parse({ ...said, blocks: leaking })).toMatchObject({
      blocks: leaking,
    });
  });

  describe('what was promised last period', () => {
    const promised = offeredOf({
      lights: { ...lights, risks: { light: 'red', explanation: text('Auki'), nextStep } },
      blocks: { nextTasks: [text('Malli sovitaan'), text('Koulutus pidetään')] },
      carriedOver: [
        { item: itemOf(text('Vanha lupaus')), text: text('Vanha lupaus'), outcome: 'moved', why: text('Kesken') },
        { item: itemOf(text('Tehty')), text: text('Tehty'), outcome: 'achieved' },
        { item: itemOf(text('Malli sovitaan')), text: text('Malli sovitaan'), outcome: 'moved', why: text('Kesken') },
      ],
    });
    const [model, training, step, old] = promised;
    const itemsOf = promised.map(({ item }) => item);
    const asking = { ...facts, offered: promised, period: { to: '2024-12-31', closed: false, carryOver: true } };
    const answer = (item: string | undefined, more: object = {}) => ({
      item: item ?? '',
      outcome: 'achieved' as const,
      ...more,
    });

    it('is offered once each: next tasks, next steps, and what had been moved already (rule 47)', () => {
      expect(promised.map(({ text: { fi }, from }) => [fi, from])).toEqual([
        ['Malli sovitaan', 'next_task'],
        ['Koulutus pidetään', 'next_task'],
        ['Rekrytointi käynnistetään', 'next_step'],
        ['Vanha lupaus', 'moved'],
      ]);
      expect(step).toMatchObject({ aspect: 'risks', partner: 'partner_a', due: '2025-03-31' });
    });

    it('is named by its original words, whatever is translated and in whatever order it stands (rule 47)', () => {
      expect(itemOf({ ...text('Malli sovitaan'), sv: 'Modellen avtalas' })).toBe(model?.item);
      fc.assert(
        fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 60 }), (words) => {
          const named = words.map((fi) => itemOf(text(fi)));
          expect(named.every((item) => /^item_[0-9a-f]{8}$/.test(item))).toBe(true);
          expect(new Set(named).size).toBe(words.length);
        }),
      );
    });

    it('is answered for in a submission: achieved, or moved or dropped and why (rule 47)', () => {
      const carriedOver = [
        answer(model?.item),
        answer(training?.item, { outcome: 'moved', why: text('Kouluttaja vaihtui'), due: '2025-05-31' }),
        answer(step?.item, { outcome: 'dropped', why: text('Rahaa ei ole') }),
        answer(old?.item),
      ];
      const words = promised.map(({ text: of }) => of);
      spec
        .given()
        .when(submit({ carriedOver }), { id, facts: asking })
        .then({
          type: 'AssessmentSubmitted',
          data: { ...said, carriedOver: carriedOver.map((one, index) => ({ ...one, text: words[index] ?? text('') })) },
        });
    });

    it('is left unanswered only where the period does not ask for it (rule 47)', () => {
      const most = itemsOf.slice(1).map((item) => answer(item));
      spec
        .given()
        .when(submit({ carriedOver: most }), { id, facts: asking })
        .thenRefused('ASSESSMENT_CARRY_OVER_OPEN', 'carriedOver');
      expect(
        spec.given().when(submit({ carriedOver: most }), { id, facts: { ...asking, period: facts.period } }).outcome,
      ).toHaveLength(1);
      spec
        .given()
        .when(submit(), { id, facts: { ...facts, offered: promised } })
        .then(submitted);
    });

    it('is answered once, with a reason unless achieved, and moved to a day after the period (rule 47)', () => {
      const refused = (carriedOver: Submission['carriedOver'], code: AssessmentRefusal, field: string) =>
        spec.given().when(submit({ carriedOver }), { id, facts: asking }).thenRefused(code, field);
      refused([answer('item_00000000')], 'ASSESSMENT_CARRY_OVER_UNKNOWN', 'carriedOver.0.item');
      refused([answer(old?.item), answer(old?.item)], 'ASSESSMENT_CARRY_OVER_TWICE', 'carriedOver.1.item');
      for (const outcome of ['moved', 'dropped'])
        refused([answer(old?.item, { outcome })], 'ASSESSMENT_CARRY_OVER_REASON_MISSING', 'carriedOver.0.why');
      refused(
        [answer(old?.item, { outcome: 'moved', why: text('Kesken'), due: '2024-12-01' })],
        'ASSESSMENT_NEXT_STEP_TOO_EARLY',
        'carriedOver.0.due',
      );
    });
  });

  it('can tell while it is written what is still missing, all of it', () => {
    const found = openIn({ lights: { overall: green, risks: { light: 'red' } } }, facts, {
      to: '2024-12-31',
      closed: false,
      carryOver: true,
    });
    expect(found.map(({ refused, field }) => `${refused} ${field ?? ''}`)).toEqual([
      'ASSESSMENT_LIGHT_MISSING lights.schedule',
      'ASSESSMENT_EXPLANATION_MISSING lights.risks.explanation',
      'ASSESSMENT_NEXT_STEP_MISSING lights.risks.nextStep',
      'ASSESSMENT_LIGHT_MISSING lights.resources',
      'ASSESSMENT_OVERALL_UNEXPLAINED lights.overall.explanation',
    ]);
  });
});

const recordedAt = (day: number) => `2025-01-${String(10 + day)}T08:00:00.000Z`;
const seen = <E extends AssessmentEvent>(event: E, revision: number) =>
  freeze({
    ...event,
    subject: id,
    revision,
    position: String(40 + revision),
    recordedAt: recordedAt(revision),
    actor: 'person_a',
    organisation: 'partner_a',
  });

describe('an assessment as pages show it', () => {
  it('stays where it was said when it is read, and keeps every reading', () => {
    const said1 = freeze(assessments.evolve(undefined, seen(submitted, 0)));
    const comment = text('Mikä on toisin?');
    const back = freeze(assessments.evolve(said1, seen({ type: 'AssessmentSentBack', data: { comment } }, 1)));
    expect(back).toMatchObject({ phase: 'sent_back', position: '40', revision: 1, changedAt: recordedAt(0) });
    const again = freeze(assessments.evolve(back, seen(submitted, 2)));
    const accepted = assessments.evolve(again, seen({ type: 'AssessmentAccepted', data: {} }, 3));
    expect(accepted).toMatchObject({
      phase: 'accepted',
      position: '42',
      readings: [
        { found: 'sent_back', comment, at: recordedAt(1) },
        { found: 'accepted', at: recordedAt(3) },
      ],
    });
  });

  it('keeps a draft apart from what was said, until that is said', () => {
    const drafted = seen({ type: 'AssessmentDrafted', data: { period, programme, lights: { overall: green } } }, 1);
    const draft = freeze(assessmentDrafts.evolve(undefined, drafted));
    expect(draft).toMatchObject({ open: true, lights: { overall: green }, revision: 1 });
    const submittedNow = assessmentDrafts.evolve(draft, seen(submitted, 2));
    expect(submittedNow).toMatchObject({ open: false, revision: 2 });
    expect(submittedNow.lights).toBeUndefined();
    expect(Object.keys(assessments.events)).not.toContain('AssessmentDrafted');
  });

  it('marks a translation that its paragraph has moved away from, wherever the paragraph stands now (rule 51)', () => {
    const [a, b] = [
      { ...text('Eka'), sv: 'Ett' },
      { ...text('Toka'), sv: 'Två' },
    ];
    expect(renewedEach([a, b], [b, { ...a, fi: 'Eka uusiksi' }])).toEqual([
      { ...b },
      { ...a, fi: 'Eka uusiksi', outdated: ['sv'] },
    ]);
    const [marked] = renewedEach([a], [{ ...a, fi: 'Eka uusiksi' }]);
    expect(marked && renewedEach([marked], [{ ...a, fi: 'Eka uusiksi', sv: 'Ett på nytt' }])[0]).not.toHaveProperty(
      'outdated',
    );
  });
});
