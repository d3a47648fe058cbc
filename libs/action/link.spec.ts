import fc from 'fast-check';
import { freeze, specification } from '../decider/spec.ts';
import {
  fits,
  kindOf,
  link,
  linkCommands,
  type Effect,
  type LinkCommand,
  type LinkEvent,
  type LinkFacts,
} from './link.ts';
import { around, leadsTo, links, mostThings, type LinkRow, type LinkTable } from './link.view.ts';
import { sentenceOf } from './theory.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const reason = text('Syy');
const facts: LinkFacts = { from: 'open', to: 'open', linked: false, leadsBack: false };
const claim = {
  effect: 'contributes' as Effect,
  strength: 'moderate' as const,
  confidence: 'medium' as const,
  why: text('Kävijät kertovat'),
  evidence: [],
};
const draw = (more: object = {}): LinkCommand => ({
  type: 'DrawLink',
  data: { from: 'activity_a', to: 'goal_a', ...claim, ...more },
});
const drawn = (more: object = {}): LinkEvent => ({
  type: 'LinkDrawn',
  data: { from: 'activity_a', to: 'goal_a', ...claim, drawnFor: 'partner_a', ...more },
});
const removed: LinkEvent = { type: 'LinkRemoved', data: { reason } };
const spec = specification(link);
const as = (organisation: string, role: 'member' | 'coordinator' = 'member', more: Partial<LinkFacts> = {}) => ({
  facts: { ...facts, ...more },
  asker: { organisation, mandates: [{ id: `mandate_${role}`, role, partner: organisation }] },
});

describe('a link', () => {
  it('is drawn by any organisation, as its own claim', () => {
    spec.given().when(draw(), as('partner_a')).then(drawn());
    spec
      .given()
      .when(draw(), as('partner_b'))
      .then(drawn({ drawnFor: 'partner_b' }));
    spec.given(drawn()).when(draw(), as('partner_a')).thenRefused('LINK_EXISTS');
  });

  it('joins two different things that exist and are not over', () => {
    const drawing = (more: object, known: Partial<LinkFacts> = {}) =>
      spec.given().when(draw(more), as('partner_a', 'member', known));
    drawing({ to: 'activity_a' }).thenRefused('LINK_SELF', 'to');
    drawing({}, { from: undefined }).thenRefused('LINK_END_UNKNOWN', 'from');
    drawing({}, { to: undefined }).thenRefused('LINK_END_UNKNOWN', 'to');
    drawing({ to: 'task_a' }).thenRefused('LINK_END_UNKNOWN', 'to');
    drawing({}, { from: 'closed' }).thenRefused('LINK_END_CLOSED', 'from');
    drawing({}, { to: 'closed' }).thenRefused('LINK_END_CLOSED', 'to');
    drawing({}, { linked: true }).thenRefused('LINK_TWICE', 'to');
  });

  it('says what fits its ends: activities lean on each other, all else works on goals and indicators', () => {
    const drawing = (from: string, to: string, effect: Effect) =>
      spec.given().when(draw({ from, to, effect }), as('partner_a'));
    drawing('goal_a', 'activity_a', 'contributes').thenRefused('LINK_ENDS_UNFIT', 'effect');
    drawing('activity_a', 'activity_b', 'increases').thenRefused('LINK_ENDS_UNFIT', 'effect');
    drawing('activity_a', 'goal_a', 'reinforces').thenRefused('LINK_ENDS_UNFIT', 'effect');
    drawing('indicator_a', 'goal_a', 'depends_on').thenRefused('LINK_ENDS_UNFIT', 'effect');
    drawing('activity_a', 'activity_b', 'overlaps').then(drawn({ to: 'activity_b', effect: 'overlaps' }));
    expect(fits('increases', kindOf('goal_a'), kindOf('indicator_a'))).toBe(true);
  });

  it('closes no circle of dependence, nor of parts', () => {
    const back = (effect: Effect, to: string) =>
      spec.given().when(draw({ effect, to }), as('partner_a', 'member', { leadsBack: true }));
    back('depends_on', 'activity_b').thenRefused('LINK_CYCLE', 'to');
    back('part_of', 'goal_a').thenRefused('LINK_CYCLE', 'to');
    // What strengthens each other is a circle worth drawing.
    back('reinforces', 'activity_b').then(drawn({ effect: 'reinforces', to: 'activity_b' }));
  });

  it('is revised and removed with a reason, by whose claim it is or a coordinator', () => {
    const revise: LinkCommand = { type: 'ReviseLink', data: { ...claim, strength: 'strong', reason } };
    const revised: LinkEvent = { type: 'LinkRevised', data: { ...claim, strength: 'strong', reason } };
    const remove: LinkCommand = { type: 'RemoveLink', data: { reason } };
    spec.given(drawn()).when(revise, as('partner_a')).then(revised);
    spec.given(drawn()).when(revise, as('partner_c', 'coordinator')).then(revised);
    spec.given(drawn()).when(revise, as('partner_b')).thenRefused('LINK_OF_ANOTHER_PARTNER');
    spec.given(drawn(), revised).when(revise, as('partner_a')).thenRefused('LINK_UNCHANGED');
    spec.given(drawn()).when(remove, as('partner_a')).then(removed);
    spec.given(drawn(), removed).when(remove, as('partner_a')).thenRefused('LINK_REMOVED');
    spec.given().when(remove, as('partner_a')).thenRefused('LINK_NOT_FOUND');
    spec
      .given(drawn())
      .when({ type: 'ReviseLink', data: { ...claim, effect: 'reinforces', reason } }, as('partner_a'))
      .thenRefused('LINK_ENDS_UNFIT', 'effect');
  });

  it('takes no address that a browser cannot open', () => {
    const shown = (url: string) =>
      linkCommands.DrawLink.safeParse(draw({ evidence: [{ label: text('Kysely'), url }] }).data);
    expect(shown('https://example.org/kysely').success).toBe(true);
    expect(shown('javascript:alert(1)').error?.issues[0]?.message).toBe('LINK_URL_MALFORMED');
  });
});

const rowOf = (...history: LinkEvent[]): LinkRow => {
  const row = history.reduce<LinkRow | undefined>(
    (before, event, revision) =>
      freeze(
        links.evolve(before, {
          ...event,
          subject: 'link_x',
          revision,
          position: String(revision),
          recordedAt: `2025-01-0${String(revision + 1)}T00:00:00.000Z`,
          actor: 'person_anna',
          organisation: 'partner_a',
        }),
      ),
    undefined,
  );
  if (!row) throw new Error('no row');
  return row;
};

describe('the links view', () => {
  it('keeps how a link read before and why, and finds it by its ends while it stands', () => {
    const row = rowOf(drawn(), { type: 'LinkRevised', data: { ...claim, strength: 'strong', reason } });
    expect(row).toMatchObject({
      strength: 'strong',
      earlier: [{ strength: 'moderate', until: '2025-01-02T00:00:00.000Z', reason }],
    });
    expect(links.indexes?.['from']?.(row)).toBe('activity_a');
    const gone = rowOf(drawn(), removed);
    expect(gone).toMatchObject({ phase: 'removed', removedBecause: reason });
    expect(links.indexes?.['from']?.(gone)).toBeUndefined();
    expect(links.indexes?.['end']?.(gone)).toEqual(['activity_a', 'goal_a']);
  });
});

/** Links between numbered activities, all of them dependences. */
const tableOf = (pairs: readonly (readonly [number, number])[]): LinkTable => {
  const rows = pairs.map(([from, to], index) => ({
    ...rowOf(drawn({ from: `activity_${String(from)}`, to: `activity_${String(to)}`, effect: 'depends_on' })),
    id: `link_${String(index)}`,
  }));
  return {
    leaving: (id) => rows.filter(({ from }) => from === id),
    arriving: (id) => rows.filter(({ to }) => to === id),
  };
};

describe('a walk along links', () => {
  it('that refuses whatever would lead back never lets a circle close', () => {
    const thing = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(thing, thing), { maxLength: 30 }), (wanted) => {
        const accepted: (readonly [number, number])[] = [];
        for (const [from, to] of wanted) {
          const back = leadsTo(tableOf(accepted), `activity_${String(to)}`, `activity_${String(from)}`, 'depends_on');
          if (from !== to && !back) accepted.push([from, to]);
        }
        // A circle-free drawing can be put in a line: take away what depends on nothing, again and again.
        let left = accepted;
        for (let round = 0; round <= 7; round++) left = left.filter(([, to]) => left.some(([from]) => from === to));
        expect(left).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('finds what is around a thing, so many steps away, in both directions', () => {
    const chain = tableOf([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 1],
    ]);
    const reached = (steps: number) => {
      const { things, links: found, more } = around(chain, ['activity_1'], steps);
      return [things.map((id) => Number(id.slice('activity_'.length))).toSorted(), found.length, more];
    };
    expect(reached(0)).toEqual([[1], 0, false]);
    expect(reached(1)).toEqual([[0, 1, 2, 3], 4, false]);
    const star = tableOf(Array.from({ length: mostThings + 20 }, (_, index) => [0, index + 1] as const));
    const { things, links: found, more } = around(star, ['activity_0'], 2);
    expect([things.length, found.length, more]).toEqual([mostThings, mostThings - 1, true]);
  });
});

describe('the sentence of a link', () => {
  it('is said in three languages without inflecting a title, and with the original where one is missing', () => {
    const said = sentenceOf(
      {
        from: { kind: 'activity', title: { original: 'fi', fi: 'Voi hyvin', sv: 'Må bra' } },
        to: { kind: 'indicator', title: { original: 'fi', fi: 'Kohtaamiset', sv: 'Kontakter', en: 'Contacts' } },
        effect: 'increases',
        strength: 'strong',
        confidence: 'low',
      },
      'fi',
    );
    expect(said).toEqual({
      original: 'fi',
      fi: 'Toiminta ”Voi hyvin” kasvattaa mittarin ”Kohtaamiset” arvoa. Yhteys on vahva ja siitä ollaan melko epävarmoja.',
      sv: 'Verksamheten ”Må bra” ökar värdet på indikatorn ”Kontakter”. Sambandet är starkt och man är ganska osäker på det.',
      en: 'The activity “Voi hyvin” raises the value of the indicator “Contacts”. The link is strong, and those who drew it are not very sure of it.',
    });
  });
});
