import { specification } from '../decider/spec.ts';
import { programme, type ProgrammeCommand, type ProgrammeEvent, type ProgrammeFacts } from './programme.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: ProgrammeFacts = {
  known: new Set(['partner_a', 'partner_b', 'factor_people', 'programme_reform', 'goal_one', 'goal_two']),
  lineage: [],
};
const details = {
  title: text('Perhekeskukset'),
  kind: 'pilot' as const,
  factor: 'factor_people',
  crossCutting: false,
  reportedApart: false,
  ownerRole: text('Perhekeskusten vastuuhenkilö'),
  partner: 'partner_a',
  parent: 'programme_reform',
  order: 4,
};
type Details = Extract<ProgrammeCommand, { type: 'LaunchProgramme' }>['data'];
const launched: ProgrammeEvent = { type: 'ProgrammeLaunched', data: details };
const ended: ProgrammeEvent = { type: 'ProgrammeEnded', data: { reason: text('Valmis') } };
const spec = specification(programme);
const launch = (data: Partial<Details>, known: Partial<ProgrammeFacts> = {}) =>
  spec.given().when({ type: 'LaunchProgramme', data: { ...details, ...data } }, { facts: { ...facts, ...known } });
const member = (organisation: string) => ({
  facts,
  asker: { organisation, mandates: [{ id: 'mandate_m', role: 'member' as const, partner: organisation }] },
});

describe('a programme', () => {
  it('is launched under a success factor or none, by an organisation that takes part', () => {
    launch({}).then(launched);
    const crossCutting = { ...details, factor: undefined, parent: undefined, crossCutting: true };
    launch(crossCutting).then({ type: 'ProgrammeLaunched', data: crossCutting });
    launch({ partner: 'partner_gone' }).thenRefused('PROGRAMME_PARTNER_UNKNOWN', 'partner');
    launch({ factor: 'factor_luck' }).thenRefused('PROGRAMME_FACTOR_UNKNOWN', 'factor');
    launch({ parent: 'programme_nowhere' }).thenRefused('PROGRAMME_PARENT_UNKNOWN', 'parent');
    spec.given(launched).when({ type: 'LaunchProgramme', data: details }, { facts }).thenRefused('PROGRAMME_EXISTS');
  });

  it('is never part of itself, however far up', () => {
    launch({ parent: 'programme_x' }).thenRefused('PROGRAMME_PARENT_CIRCULAR', 'parent');
    spec
      .given(launched)
      .when(
        { type: 'ReviseProgramme', data: { ...details, parent: 'programme_child' } },
        { facts: { ...facts, lineage: ['programme_child', 'programme_x'] } },
      )
      .thenRefused('PROGRAMME_PARENT_CIRCULAR', 'parent');
  });

  it('is its owner’s to change, or a coordinator’s', () => {
    const data = { ...details, order: 5 };
    const revise = { type: 'ReviseProgramme', data } as const;
    spec.given(launched).when(revise, { facts }).then({ type: 'ProgrammeRevised', data });
    spec.given(launched).when(revise, member('partner_a')).then({ type: 'ProgrammeRevised', data });
    spec.given(launched).when(revise, member('partner_b')).thenRefused('PROGRAMME_NOT_YOURS');
    spec
      .given(launched)
      .when({ type: 'ReviseProgramme', data: { ...data, partner: 'partner_b' } }, member('partner_a'))
      .thenRefused('PROGRAMME_NOT_YOURS', 'partner');
    spec
      .given()
      .when({ type: 'LaunchProgramme', data: details }, member('partner_b'))
      .thenRefused('PROGRAMME_NOT_YOURS', 'partner');
  });

  it('is revised only when something in it changes', () =>
    spec
      .given(launched)
      .when({ type: 'ReviseProgramme', data: { ...details, reason: text('Tarkennus') } }, { facts })
      .thenRefused('PROGRAMME_UNCHANGED'));

  it('serves goals by reference, and the same goals again change nothing (rule 7)', () => {
    const relate = (...goals: string[]) => ({ type: 'RelateGoals', data: { goals } }) as const;
    const related: ProgrammeEvent = { type: 'ProgrammeGoalsRelated', data: { goals: ['goal_two', 'goal_one'] } };
    spec
      .given(launched)
      .when(relate('goal_two', 'goal_one', 'goal_two'), { facts })
      .then(related);
    spec.given(launched, related).when(relate('goal_one', 'goal_two'), { facts }).thenNothing();
    spec.given(launched).when(relate('goal_nowhere'), { facts }).thenRefused('PROGRAMME_GOAL_UNKNOWN', 'goals');
    spec.given(launched).when(relate('goal_one'), member('partner_b')).thenRefused('PROGRAMME_NOT_YOURS');
  });

  it('ends with a reason and changes no more (rule 6)', () => {
    const end = { type: 'EndProgramme', data: { reason: text('Valmis') } } as const;
    spec.given(launched).when(end, { facts }).then(ended);
    spec.given(launched, ended).when(end, { facts }).thenRefused('PROGRAMME_ENDED');
    spec
      .given(launched, ended)
      .when({ type: 'RelateGoals', data: { goals: [] } }, { facts })
      .thenRefused('PROGRAMME_ENDED');
    spec.given().when(end, { facts }).thenRefused('PROGRAMME_NOT_FOUND');
  });
});
