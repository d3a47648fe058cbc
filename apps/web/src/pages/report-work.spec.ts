import { inputOf, placeOf, workOf, type Told } from './report-work.ts';

const text = (fi: string, more: object = {}) => ({ original: 'FI', fi, ...more });
const told: Told = {
  lights: {
    overall: { light: 'GREEN' },
    schedule: { light: 'YELLOW', explanation: text('Kaksi kuukautta myöhässä', { sv: 'Två månader försenad' }) },
    risks: {
      light: 'RED',
      explanation: text('Rahoitus puuttuu'),
      nextStep: { text: text('Neuvottelu'), partner: 'partner_a', due: '2026-03-01' },
    },
    resources: { light: 'NOT_ASSESSED' },
  },
  blocks: { successes: [text('Yksi'), text('Kaksi')], nextTasks: [], attention: [], achieved: [] },
};
const offered = [
  { item: 'item_1', outcome: 'MOVED' as const, why: text('Ei ehditty'), movedTo: '2026-06-01' },
  { item: 'item_2' },
];

describe('an assessment in its fields', () => {
  it('goes back as it came when nobody writes in it', () => {
    expect(inputOf(workOf(told, offered), told, offered, 'sv')).toEqual({
      ...told,
      carriedOver: [{ item: 'item_1', outcome: 'MOVED', why: text('Ei ehditty'), due: '2026-06-01' }],
    });
  });

  it('leaves out a next step that is not whole yet, and a light nobody has chosen (rule 41)', () => {
    const work = workOf(undefined, []);
    const step = { text: { fi: 'Neuvottelu' }, partner: null, due: '2026-03-01' };
    const lights = { ...work.lights, risks: { light: 'RED' as const, explanation: {}, step } };
    expect(inputOf({ ...work, lights }, undefined, [], 'fi').lights).toEqual({ risks: { light: 'RED' } });
  });

  it('says why only of what was not achieved (rule 47)', () => {
    const work = workOf(undefined, offered);
    const answers = {
      ...work.answers,
      item_1: { outcome: 'ACHIEVED' as const, why: { fi: 'Turha' }, due: '2026-01-01' },
    };
    expect(inputOf({ ...work, answers }, undefined, offered, 'fi').carriedOver).toEqual([
      { item: 'item_1', outcome: 'ACHIEVED' },
    ]);
  });

  it('a refusal leads to the step it is about', () => {
    expect(placeOf('ASSESSMENT_EXPLANATION_MISSING', 'lights.risks.explanation')).toEqual({
      step: 'lights',
      name: 'lights.risks.explanation',
    });
    expect(placeOf('TEXT_HAS_PERSONAL_DATA', 'blocks.attention.0.fi')).toEqual({
      step: 'words',
      name: 'blocks.attention',
    });
    expect(placeOf('ASSESSMENT_CARRY_OVER_OPEN', undefined)).toEqual({ step: 'carried' });
    expect(placeOf('ASSESSMENT_PERIOD_CLOSED', 'period')).toEqual({ step: 'check', name: 'period' });
  });
});
