import { specification } from '../decider/spec.ts';
import { observation, type ObservationEvent } from './observation.ts';
import { theme, type ThemeEvent } from './theme.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const as = (organisation: string) => ({
  organisation,
  mandates: [{ id: 'mandate_m', role: 'member' as const, partner: organisation }],
});

describe('a front-line observation', () => {
  const spec = specification(observation);
  const facts = { today: '2025-03-03', aboutKnown: true, placeKnown: true };
  const said = { text: text('Iltatoimintaa kysytään'), place: '179', about: 'activity_x' };
  const note = { type: 'NoteObservation', data: said } as const;
  const noted: ObservationEvent = {
    type: 'ObservationNoted',
    data: { ...said, noticedOn: '2025-03-03', notedBy: 'partner_a' },
  };

  it('is noted by anybody with a mandate, with the day it was noticed beside the record’s own (rule 26)', () => {
    spec.given().when(note, { facts }).then(noted);
    spec.given(noted).when(note, { facts }).thenRefused('OBSERVATION_EXISTS');
    const refused = (change: object) => spec.given().when(note, { facts: { ...facts, ...change } });
    refused({ aboutKnown: false }).thenRefused('OBSERVATION_ABOUT_UNKNOWN', 'about');
    refused({ placeKnown: false }).thenRefused('OBSERVATION_PLACE_UNKNOWN', 'place');
    spec
      .given()
      .when({ type: 'NoteObservation', data: { text: said.text, noticedOn: '2025-03-04' } }, { facts })
      .thenRefused('OBSERVATION_AHEAD', 'noticedOn');
  });

  it('is taken out of sight with a reason when it points to a person (rule 28)', () => {
    const hide = { type: 'HideObservation', data: { reason: text('Henkilön voi tunnistaa') } } as const;
    const hidden: ObservationEvent = { type: 'ObservationHidden', data: hide.data };
    spec
      .given(noted)
      .when(hide, { facts, asker: as('partner_a') })
      .then(hidden);
    spec
      .given(noted)
      .when(hide, { facts, asker: { organisation: 'partner_k' } })
      .then(hidden);
    spec
      .given(noted)
      .when(hide, { facts, asker: as('partner_b') })
      .thenRefused('OBSERVATION_NOT_YOURS');
    spec.given(noted, hidden).when(hide, { facts }).thenRefused('OBSERVATION_HIDDEN');
    spec.given().when(hide, { facts }).thenRefused('OBSERVATION_NOT_FOUND');
    expect(() => observation.commands.NoteObservation.parse({ text: text('hetu 131052-308T') })).toThrow(
      'TEXT_HAS_PERSONAL_DATA',
    );
  });
});

describe('a theme', () => {
  const spec = specification(theme);
  const facts = { known: new Set(['observation_1', 'observation_2', 'task_ilta']) };
  const gather = {
    type: 'GatherTheme',
    data: { title: text('Iltatoiminta'), observations: ['observation_1', 'observation_1'] },
  } as const;
  const gathered: ThemeEvent = {
    type: 'ThemeGathered',
    data: { title: text('Iltatoiminta'), observations: ['observation_1'], gatheredBy: 'partner_a' },
  };
  const closed: ThemeEvent = { type: 'ThemeClosed', data: { reason: text('Kokeilu alkoi') } };
  const add = (...observations: string[]) => ({ type: 'AddToTheme', data: { observations } }) as const;

  it('gathers observations that are there, each once', () => {
    spec
      .given()
      .when({ ...gather, data: { ...gather.data, observations: [...gather.data.observations] } }, { facts })
      .then(gathered);
    spec
      .given()
      .when({ type: 'GatherTheme', data: { title: text('x'), observations: ['observation_9'] } }, { facts })
      .thenRefused('THEME_OBSERVATION_UNKNOWN', 'observations');
    spec
      .given(gathered)
      .when({ type: 'GatherTheme', data: { title: text('x'), observations: ['observation_1'] } }, { facts })
      .thenRefused('THEME_EXISTS');
    spec
      .given(gathered)
      .when(add('observation_1', 'observation_2'), { facts, asker: as('partner_b') })
      .then({ type: 'ThemeAddedTo', data: { observations: ['observation_2'], partner: 'partner_b' } });
    spec.given(gathered).when(add('observation_1'), { facts }).thenRefused('THEME_UNCHANGED', 'observations');
    spec.given(gathered).when(add('observation_9'), { facts }).thenRefused('THEME_OBSERVATION_UNKNOWN', 'observations');
    spec.given().when(add('observation_1'), { facts }).thenRefused('THEME_NOT_FOUND');
    spec.given(gathered, closed).when(add('observation_2'), { facts }).thenRefused('THEME_CLOSED');
  });

  it('says what follows from it, and what it becomes', () => {
    const follow = { type: 'SayWhatFollows', data: { text: text('Kokeillaan'), follows: 'task_ilta' } } as const;
    spec
      .given(gathered)
      .when(follow, { facts })
      .then({ type: 'ThemeFollowed', data: { ...follow.data, partner: 'partner_a' } });
    spec
      .given(gathered)
      .when({ type: 'SayWhatFollows', data: { text: text('x'), follows: 'goal_none' } }, { facts })
      .thenRefused('THEME_FOLLOWS_UNKNOWN', 'follows');
  });

  it('holds at most five hundred observations, and as many consequences', () => {
    const ids = (from: number) => Array.from({ length: 100 }, (_, number) => `observation_m${String(from + number)}`);
    const added = [0, 100, 200, 300, 400].map((from): ThemeEvent => ({
      type: 'ThemeAddedTo',
      data: { observations: from === 0 ? ids(0).slice(1) : ids(from), partner: 'partner_b' },
    }));
    spec
      .given(gathered, ...added)
      .when(add('observation_2'), { facts })
      .thenRefused('THEME_FULL');
    const followed = Array.from({ length: 500 }, (): ThemeEvent => ({
      type: 'ThemeFollowed',
      data: { text: text('x'), partner: 'partner_a' },
    }));
    spec
      .given(gathered, ...followed)
      .when({ type: 'SayWhatFollows', data: { text: text('x') } }, { facts })
      .thenRefused('THEME_FULL');
  });

  it('is closed by who gathered it or the coordinator, with a reason', () => {
    const close = { type: 'CloseTheme', data: { reason: text('Kokeilu alkoi') } } as const;
    spec
      .given(gathered)
      .when(close, { facts, asker: as('partner_a') })
      .then(closed);
    spec
      .given(gathered)
      .when(close, { facts, asker: as('partner_b') })
      .thenRefused('THEME_NOT_YOURS');
  });
});
