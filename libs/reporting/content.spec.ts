import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { freeze } from '../decider/spec.ts';
import { type Light, type Lights } from './light.ts';
import { compare, compareLight, countChanges, lightStates, type LightState } from './compare.ts';
import { canonical, missingFrom, reportContent, type ProgrammeSource, type ReportSources } from './content.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const lights = (overall: Light): Lights => ({
  overall: { light: overall },
  schedule: { light: 'not_assessed' },
  risks: { light: 'green' },
  resources: { light: 'green' },
});
const blocks = { successes: [text('Valmis')], nextTasks: [], attention: [], achieved: [] };
const programme = (id: string, order: number, more: Partial<ProgrammeSource> = {}): ProgrammeSource => ({
  id,
  title: text(id),
  parent: undefined,
  order,
  successFactor: undefined,
  crossCutting: false,
  reportedApart: false,
  owner: undefined,
  ownerRole: undefined,
  decisions: [],
  numbers: [],
  ...more,
});
const sources: ReportSources = freeze({
  collaboration: { id: 'keskisuomi', name: text('Keski-Suomi') },
  period: { id: 'period_b', code: '2024-H2', from: '2024-07-01', to: '2024-12-31', type: 'half_year' },
  previous: undefined,
  report: undefined,
  programmes: [
    programme('programme_reform', 20),
    programme('programme_seniors', 22, { parent: 'programme_reform' }),
    programme('programme_staff', 10),
    programme('programme_families', 21, { parent: 'programme_reform' }),
    programme('programme_money', 5, { reportedApart: true }),
  ],
  assessments: [{ programme: 'programme_staff', lights: lights('yellow'), blocks, demonstration: false }],
  before: [],
  partners: new Map(),
});

describe('two periods compared', () => {
  it.each<[LightState | undefined, LightState, string]>([
    ['yellow', 'green', 'improved'],
    ['red', 'yellow', 'improved'],
    ['green', 'red', 'worsened'],
    ['red', 'red', 'unchanged'],
    ['not_assessed', 'red', 'newly_assessed'],
    ['not_reported', 'green', 'newly_assessed'],
    ['green', 'not_assessed', 'no_longer_assessed'],
    ['yellow', 'not_reported', 'no_longer_assessed'],
    ['not_assessed', 'not_assessed', 'not_comparable'],
    ['not_assessed', 'not_reported', 'not_comparable'],
    [undefined, 'green', 'not_comparable'],
  ])('%s before and %s now is %s', (before, now, change) => expect(compareLight(before, now)).toBe(change));

  it('are mirror images of each other', () => {
    const mirror: Record<string, string> = {
      improved: 'worsened',
      worsened: 'improved',
      newly_assessed: 'no_longer_assessed',
      no_longer_assessed: 'newly_assessed',
    };
    for (const a of lightStates)
      for (const b of lightStates) expect(compareLight(b, a)).toBe(mirror[compareLight(a, b)] ?? compareLight(a, b));
  });

  it('say of each programme and light what changed, also where nothing was reported', () => {
    const found = compare(
      ['programme_a', 'programme_b'],
      [{ programme: 'programme_a', lights: lights('green') }],
      [{ programme: 'programme_a', lights: lights('red') }],
    );
    expect(found[0]?.lights.overall).toEqual({ before: 'red', now: 'green', change: 'improved' });
    expect(found[1]?.lights.overall).toEqual({ before: 'not_reported', now: 'not_reported', change: 'not_comparable' });
    expect(countChanges(found)).toMatchObject({ improved: 1, unchanged: 2, not_comparable: 5 });
  });
});

describe('the content of a report', () => {
  it('has programmes in their order, a pilot after the programme that runs it', () => {
    const { programmes, reportedApart } = reportContent(sources);
    expect(programmes.map(({ number, id }) => `${number} ${id}`)).toEqual([
      '1 programme_staff',
      '2 programme_reform',
      '2.1 programme_families',
      '2.2 programme_seniors',
    ]);
    expect(reportedApart.map(({ id }) => id)).toEqual(['programme_money']);
  });

  it('shows a silent programme as not reported, never as green (rule 42)', () => {
    const content = reportContent(sources);
    expect(content.programmes[1]).toMatchObject({
      reported: false,
      lights: { overall: { now: 'not_reported', change: 'not_comparable' } },
      blocks: { successes: [] },
    });
    expect(missingFrom(content)).toEqual(['programme_reform', 'programme_families', 'programme_seniors']);
  });

  it('keeps a pilot whose programme is reported apart', () => {
    const programmes = [...sources.programmes, programme('programme_pilot', 6, { parent: 'programme_money' })];
    expect(reportContent({ ...sources, programmes }).programmes[0]).toMatchObject({
      id: 'programme_pilot',
      number: '1',
    });
  });

  it('compares with the previous period when there is one', () => {
    const previous = {
      id: 'period_a',
      code: '2024-H1',
      from: '2024-01-01',
      to: '2024-06-30',
      type: 'half_year',
    } as const;
    const before = [{ programme: 'programme_staff', lights: lights('red'), blocks, demonstration: false }];
    const { programmes } = reportContent({ ...sources, previous, before });
    expect(programmes[0]?.lights.overall).toMatchObject({ before: 'red', now: 'yellow', change: 'improved' });
  });

  it('is still composed as it was in format 2, to the letter: reports published so keep their hash (rule 44)', () => {
    const slipped = [{ kind: 'task_late' as const, about: 'task_a', title: text('Malli') }];
    const assessments = sources.assessments.map((assessment) => ({
      ...assessment,
      blocks: { ...blocks, successes: [{ ...text('Valmis'), outdated: ['sv' as const] }] },
      carriedOver: [{ item: 'item_00000001', text: text('Malli'), outcome: 'achieved' as const }],
    }));
    const programmes = sources.programmes.map((one) => ({ ...one, slipped }));
    const earlier = [{ period: { ...sources.period, id: 'period_a' }, assessments: [] }];
    const lightWords = { green: text('Hyvä'), yellow: text('Huoli'), red: text('Hätä'), not_assessed: text('Auki') };
    const grown = { ...sources, assessments, programmes, earlier, lightWords };
    const hash = (content: object) => createHash('sha256').update(canonical(content)).digest('hex');
    expect(hash(reportContent({ ...grown, format: 2 }))).toBe(
      '56da03d70b5236ba364474c140d8386b6d7d7974c03a7ff1cb9e8ce0ddc58ce1',
    );
    expect(reportContent(grown).programmes[0]).toMatchObject({ slipped, carriedOver: [{ outcome: 'achieved' }] });
  });

  it('has the lights of a few periods beside each other, its own last', () => {
    const earlier = ['a', 'b', 'c', 'd'].map((letter) => ({
      period: { ...sources.period, id: `period_${letter}`, code: letter },
      assessments: letter === 'b' ? [{ programme: 'programme_staff', lights: lights('red') }] : [],
    }));
    const { history, programmes } = reportContent({ ...sources, earlier });
    expect(history?.map(({ code }) => code)).toEqual(['b', 'c', 'd', '2024-H2']);
    expect(programmes[0]?.history?.map(({ overall }) => overall)).toEqual([
      'red',
      'not_reported',
      'not_reported',
      'yellow',
    ]);
  });

  it('is plain JSON that reads back to the same canonical string', () => {
    const content = reportContent(sources);
    expect(canonical(JSON.parse(JSON.stringify(content)))).toBe(canonical(content));
  });
});

describe('the canonical string', () => {
  it('is the same for the same content, however its keys are ordered', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const back: unknown = JSON.parse(canonical(value));
        expect(canonical(back)).toBe(canonical(value));
      }),
    );
    expect(canonical({ b: 1, a: [{ d: undefined, c: 'å' }] })).toBe('{"a":[{"c":"å"}],"b":1}');
  });

  it('throws on what JSON cannot hold', () => {
    for (const value of [Number.NaN, 1n, undefined, () => 1]) expect(() => canonical(value)).toThrow();
  });
});
