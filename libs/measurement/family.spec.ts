import { sameData } from '#language';
import fc from 'fast-check';
import { atoms, cellOf, holds, workedOut, type Moment } from './attack.ts';
import { contains, disclosedIn, overlap, type Step } from './family.ts';
import { keyOf, type Cell } from './series.ts';

/** What is disclosed of values told one after another: `*=20` or, of the end of a value, `*=`. */
function told(story: string, threshold = 5): readonly string[] {
  const steps = story.split(' ').map((words, index): Step => {
    const [name = '', number = ''] = words.split('=');
    const counts = number.split('/').map(Number);
    const cell = cellOf(name);
    const small = counts.some((count) => count > 0 && count < threshold);
    const value = { id: `${words}#${index}`, counts: number === '?' ? [] : counts, small };
    return { cell, key: keyOf(cell), ...(number !== '' && { value }) };
  });
  const disclosed = disclosedIn(steps);
  return steps.flatMap(({ value }) => (value && disclosed.has(value.id) ? [value.id.replace(/#.*/, '')] : []));
}

describe('what is disclosed of a family of values', () => {
  it('is what is not small, where nothing overlaps (rules 25 and 30)', () => {
    expect(told('a=0 b=3 c=5 c@1=2')).toEqual(['a=0', 'c=5']);
    expect(told('*@1=20 *@2=3')).toEqual(['*@1=20']);
  });

  it('is no total from which a hidden part could be worked out, nor a part when the total was first (rule 30)', () => {
    expect(told('a=20 b=3 *=23')).toEqual(['a=20']);
    expect(told('*=23 a=20 b=3')).toEqual(['*=23']);
    expect(told('*=23 a@1=20')).toEqual(['*=23']);
    expect(told('*:Old=8 *:Young=3 a=11')).toEqual(['*:Old=8']);
  });

  it('is a whole breakdown as soon as it adds up, with everything in it large enough', () => {
    expect(told('*=30 *:Old=12 *:Young=18')).toEqual(['*=30', '*:Old=12', '*:Young=18']);
    expect(told('*:Old=12 *:Young=18 *=30')).toEqual(['*:Old=12', '*:Young=18', '*=30']);
    expect(told('*=30 *:Old=12 *:Young=18 *:F=30 *:M=0')).toHaveLength(5);
    expect(told('*=30 a=12 b=18 a:Old=5 a:Young=7')).toHaveLength(5);
    expect(told('*=30 a=12 b=18 *:Old=15 *:Young=15 a:Old=5')).toEqual([
      '*=30',
      'a=12',
      'b=18',
      '*:Old=15',
      '*:Young=15',
    ]);
    // Nine of thirty are in none of the categories.
    expect(told('*=30 *:Old=12 *:Young=9')).toEqual(['*=30']);
  });

  it('goes on after a correction once everything adds up again, and never after something small (rule 21)', () => {
    expect(told('*=30 a=12 b=18 a=14 *=32')).toEqual(['*=30', 'a=12', 'b=18', 'a=14', '*=32']);
    expect(told('*=30 a=12 b=18 a=4 *=22')).toEqual(['*=30', 'a=12', 'b=18']);
    // The 18 was there beside the 4 too: together with 22 and 30 it would give it away.
    expect(told('*=22 a=4 b=18 a=12 *=30')).toEqual(['*=22']);
    expect(told('a=3 a=8 a=4')).toEqual(['a=8']);
    // What was small while it stood alone says nothing of what came later.
    expect(told('a=3 b=7 a=8 *=15')).toEqual(['b=7', 'a=8', '*=15']);
  });

  it('stays disclosed when the same number is said once more, as when it becomes final', () => {
    expect(told('*=22 a=4 *=22 *=25')).toEqual(['*=22', '*=22']);
  });

  it('follows withdrawals (rule 22)', () => {
    expect(told('*=30 a=12 b=18 b= *=12')).toEqual(['*=30', 'a=12', 'b=18', '*=12']);
    expect(told('*=15 a=12 b=3 b= *=12')).toEqual(['*=15']);
  });

  it('guards both parts of a share, and shows a bare share only where it stands alone (rule 11)', () => {
    expect(told('a=18/4 b=20/30 c=?')).toEqual(['b=20/30', 'c=?']);
    expect(told('*=30/50 a=10/20 b=20/30')).toEqual(['*=30/50', 'a=10/20', 'b=20/30']);
    expect(told('*=30/50 a=?')).toEqual(['*=30/50']);
    expect(told('*=? a=? b=?')).toEqual(['*=?', 'a=?', 'b=?']);
  });
});

const scopes = [
  '*',
  'a',
  'b',
  '*:Old',
  '*:Young',
  '*:F',
  '*:M',
  '*@1',
  '*@2',
  'a:Old',
  'a:Young',
  'b:Old',
  'b:F',
  'a@1',
  'a@2',
  'b@1',
  '*:Old@1',
  'a:Old@1',
];

type People = readonly number[];

/** All ways to have so many kinds of people, each fewer than `end`. */
const everyOf = (end: number, kinds: number): readonly People[] =>
  Array.from({ length: end ** kinds }, (_, code) =>
    Array.from({ length: kinds }, (_, kind) => Math.floor(code / end ** kind) % end),
  );

/**
 * Small hidden values, as places in the story, that are the same in every world which would have shown the same at
 * every step: what a reader with endless patience knows for certain.
 */
function certainAmong(
  worlds: readonly People[],
  truth: People,
  told: readonly { readonly cell: Cell; readonly parts: readonly boolean[] }[],
  threshold = 3,
): readonly number[] {
  const countIn = (people: People, at: number) =>
    people.reduce((sum, number, kind) => (told[at]?.parts[kind] ? sum + number : sum), 0);
  const shownOf = (people: People) => {
    const steps = told.map(({ cell }, at): Step => {
      const count = countIn(people, at);
      const small = count > 0 && count < threshold;
      return { cell, key: keyOf(cell), value: { id: String(at), counts: [count], small } };
    });
    return steps.map((_, last) =>
      [...disclosedIn(steps.slice(0, last + 1))].map((id) => [id, countIn(people, Number(id))]),
    );
  };
  const shown = shownOf(truth);
  const known = new Map((shown.at(-1) ?? []).map(([id, count]) => [Number(id), count]));
  const alike = worlds.filter((people) => [...known].every(([at, count]) => countIn(people, at) === count));
  return told.flatMap((_, at) => {
    const count = countIn(truth, at);
    if (known.has(at) || count === 0 || count >= threshold) return [];
    return alike.some((people) => countIn(people, at) !== count && sameData(shownOf(people), shown)) ? [] : [at];
  });
}

/** The values in force alone, as if nothing had been told before them. */
function afresh(steps: readonly Step[]): readonly Step[] {
  const last = new Map(steps.map((step) => [step.key, step]));
  return [...last.values()];
}

type Rule = (steps: readonly Step[]) => ReadonlySet<string>;

const few = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(4) }, fc.nat(15));
/** What happens in a partner's figures: people come and go, a cell is told, all are told anew, one is withdrawn. */
const happening = fc.record({
  kind: fc.constantFrom('tell', 'tell', 'tell', 'move', 'retell', 'wrong', 'withdraw'),
  cell: fc.nat(7),
  atom: fc.nat(15),
  people: few,
});
const history = fc.record({
  threshold: fc.constantFrom(3, 5),
  people: fc.array(few, { minLength: 16, maxLength: 16 }),
  // Few cells, many acts: so that the same ones are told again and add up.
  used: fc.oneof(
    fc.uniqueArray(fc.constantFrom(...scopes), { minLength: 2, maxLength: 8 }),
    fc.constantFrom(['*', 'a', 'b'], ['*', '*:Old', '*:Young', '*:F', '*:M'], ['a', 'a:Old', 'a:Young', '*', 'b']),
  ),
  happenings: fc.array(happening, { minLength: 3, maxLength: 14 }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** Ids of small values that an outsider who sees what the rule discloses, at every moment, can work out. */
function leaks({ threshold, people, used, happenings }: History, rule: Rule): readonly string[] {
  const now = [...people];
  const truth = (cell: Cell) =>
    atoms.reduce((sum, atom, index) => (holds(cell, atom) ? sum + (now[index] ?? 0) : sum), 0);
  const steps: Step[] = [];
  const standing = new Map<string, { id: string; cell: Cell; count: number }>();
  const values = new Map<string, { count: number; small: boolean; key: string }>();
  const moments: Moment[] = [];
  const tell = (cell: Cell, count: number) => {
    const key = keyOf(cell);
    const id = `${key} #${steps.length}`;
    const small = count > 0 && count < threshold;
    standing.set(key, { id, cell, count });
    values.set(id, { count, small, key });
    steps.push({ cell, key, value: { id, counts: [count], small } });
    look();
  };
  const look = () => {
    const right = new Set([...standing].filter(([, { cell, count }]) => count === truth(cell)).map(([key]) => key));
    moments.push({ standing: new Map(standing), right });
  };
  for (const { kind, cell: index, atom, people: number } of happenings) {
    const cell = cellOf(used[index % used.length] ?? '*');
    switch (kind) {
      case 'move':
        now[atom] = number;
        break;
      case 'tell':
        tell(cell, truth(cell));
        break;
      case 'wrong':
        tell(cell, truth(cell) + number);
        break;
      case 'retell':
        for (const one of [...standing.values()]) tell(one.cell, truth(one.cell));
        break;
      case 'withdraw':
        if (standing.delete(keyOf(cell))) steps.push({ cell, key: keyOf(cell) });
        look();
    }
  }
  const disclosed = rule(steps);
  const known = new Map([...values].filter(([id]) => disclosed.has(id)).map(([id, { count }]) => [id, count]));
  // Of a cell that overlaps no other everybody knows why it is hidden.
  const cells = new Map(steps.map(({ key, cell }) => [key, cell]));
  const isAlone = (key: string) =>
    [...cells].every(([other, cell]) => other === key || !overlap(cell, cells.get(key) ?? cell));
  const singles = new Map(
    [...values].flatMap(([id, { key }]) => (!disclosed.has(id) && isAlone(key) ? [[id, threshold - 1] as const] : [])),
  );
  const found = workedOut(moments, known, singles);
  return [...values].flatMap(([id, { small, count }]) =>
    small && !disclosed.has(id) && found.get(id) === count ? [`${id} = ${count}`] : [],
  );
}

describe('an outsider who puts together all that is ever shown', () => {
  it('works out no small count: by subtraction, over corrections, withdrawals, orders and moments (rule 30)', () => {
    fc.assert(
      fc.property(history, (happened) => {
        expect(leaks(happened, disclosedIn)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('does not even when they know the rule and try every number of people there could be (rule 30)', () => {
    const cells = ['*', 'a', 'b', '*:Old', '*:Young', 'a:Old', 'a:Young', 'b:Old', 'b:Young'].map(cellOf);
    const quarters = ['a:Old', 'a:Young', 'b:Old', 'b:Young'].map(cellOf);
    const worlds = everyOf(9, 4);
    const telling = fc.shuffledSubarray(cells, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.tuple(...quarters.map(() => fc.nat(5))), telling, (truth, told) => {
        const counted = told.map((cell) => ({ cell, parts: quarters.map((one) => contains(cell, one)) }));
        expect(certainAmong(worlds, truth, counted)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('nor when the numbers change once on the way and are told anew (rules 21 and 30)', () => {
    // Two places before, and the same two after: the whole is told of either time.
    const worlds = everyOf(8, 4);
    type Telling = readonly [name: string, of: readonly number[]];
    const before: readonly Telling[] = [
      ['*', [0, 1]],
      ['a', [0]],
      ['b', [1]],
    ];
    const after: readonly Telling[] = [
      ['*', [2, 3]],
      ['a', [2]],
      ['b', [3]],
    ];
    const telling = fc
      .tuple(fc.shuffledSubarray([...before], { minLength: 1 }), fc.array(fc.constantFrom(...after), { maxLength: 5 }))
      .map(([first, then]) => [...first, ...then]);
    fc.assert(
      fc.property(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(5)), telling, (truth, told) => {
        const counted = told.map(([name, of]) => ({
          cell: cellOf(name),
          parts: truth.map((_, at) => of.includes(at)),
        }));
        expect(certainAmong(worlds, truth, counted)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('would work them out if only small counts were hidden, or totals shown beside what is left', () => {
    const tells =
      (show: (step: Step, before: readonly Step[]) => boolean): Rule =>
      (steps) =>
        new Set(
          steps.flatMap((step, index) => (step.value && show(step, steps.slice(0, index)) ? [step.value.id] : [])),
        );
    const isLarge: Rule = tells(({ value }) => value?.small === false);
    const totalsToo: Rule = (steps) => {
      const also = tells(({ cell, value }) => value?.small === false && cell.place === undefined && !cell.dimension);
      return new Set([...disclosedIn(steps), ...also(steps)]);
    };
    // Everything adds up again: told at once, whatever was small before.
    const forgetful: Rule = (steps) =>
      new Set(steps.flatMap((_, index) => [...disclosedIn(afresh(steps.slice(0, index + 1)))]));
    for (const rule of [isLarge, totalsToo, forgetful]) {
      const found = fc.check(
        fc.property(history, (happened) => leaks(happened, rule).length === 0),
        { numRuns: 5000, seed: 20_261_123 },
      );
      expect(found.failed).toBe(true);
    }
  });
});
