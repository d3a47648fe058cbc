import { retentionPlan } from '#audit';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts } from '../apps/api/platform.ts';
import { run } from '../apps/cli/commands.ts';
import { House, type Client } from './harness.ts';

const text = (fi: string) => ({ original: 'FI', fi });

it('every kind of thing has a class with a time and a publicity, and every draft is called unfinished', () => {
  const deciders = contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider));
  const kinds = retentionPlan.flatMap((one) => one.kinds);
  expect(deciders.map(({ prefix }) => prefix.slice(0, -1)).sort()).toEqual(kinds.toSorted());
  const types = deciders.flatMap(({ events }) => Object.keys(events));
  const unfinished = retentionPlan.flatMap((one) => one.unfinished ?? []);
  expect(unfinished).toEqual(expect.arrayContaining(types.filter((type) => type.endsWith('Drafted'))));
  for (const type of [...unfinished, ...retentionPlan.flatMap((one) => one.starts ?? [])])
    expect(types).toContain(type);
});

describe('retention and publicity', () => {
  let house: House;
  let auditor: Client;
  let administrator: Client;
  let coordinator: Client;
  let municipality: Client;
  let now = '2025-07-01T09:00:00Z';
  beforeAll(async () => {
    house = await House.open({ clock: () => new Date(now) });
    auditor = await house.as('person_audit01');
    coordinator = await house.as('person_coord01');
    municipality = await house.as('person_muni179');
    administrator = house.asAnyone('person_admin01');
  });
  afterAll(() => house.close());
  const talk = () => house.in('keskisuomi');
  const asks = async (who: Client, fields: string, asOf?: string) =>
    (await talk().asks(who, fields, asOf)) as Readonly<Record<string, unknown>>;
  interface DataClass {
    readonly id: string;
    readonly years: number | null;
    readonly confirmed: boolean;
    readonly due: {
      readonly totalCount: number;
      readonly nodes: readonly { id: string; since: string; due: string }[];
    };
  }
  const classes = async (who: Client, asOf?: string) =>
    (
      await asks(
        who,
        'retention { id name(language: SV) years confirmed basis(language: FI) due(first: 100) { totalCount nodes { id since due title { fi } } } }',
        asOf,
      )
    )['retention'] as readonly DataClass[] | null;
  const one = async (id: string, asOf?: string) => {
    const found = (await classes(auditor, asOf))?.find((each) => each.id === id);
    if (!found) throw new Error(`No class ${id}`);
    return found;
  };

  it('is told to administrators and auditors, class by class, and to nobody else', async () => {
    expect((await classes(auditor))?.map(({ id }) => id)).toEqual(retentionPlan.map(({ id }) => `retention_${id}`));
    expect(await classes(administrator)).toHaveLength(retentionPlan.length);
    expect(await classes(municipality)).toBeNull();
  });

  it('proposes times, and nothing is disposed of by a proposal', async () => {
    now = '2031-07-01T09:00:00Z';
    const tasks = await one('retention_tasks');
    expect(tasks).toMatchObject({ years: 5, confirmed: false });
    const [first] = tasks.due.nodes;
    if (!first) throw new Error('Nothing is due');
    const input = { subjects: [first.id], reason: text('Aika päättyi') };
    const refusal = await talk().refuses(administrator, 'decideDisposal', 'retention_tasks', input);
    expect(refusal).toMatchObject({ code: 'RETENTION_NOT_CONFIRMED' });
    expect(await talk().refuses(auditor, 'decideDisposal', 'retention_tasks', input)).toMatchObject({
      code: 'MANDATE_MISSING',
    });
  });

  it('is confirmed by an administrator; then what is due on a day is disposed of, and is due no more', async () => {
    const before = String(await house.platform.log.head());
    await talk().does(administrator, 'confirmRetention', 'retention_tasks', { years: 6, basis: text('Hallitus § 12') });
    const tasks = await one('retention_tasks');
    expect(tasks).toMatchObject({ years: 6, confirmed: true });
    for (const { since, due } of tasks.due.nodes)
      expect([due, due <= '2031-07-01']).toEqual([`${Number(since.slice(0, 4)) + 6}${since.slice(4)}`, true]);
    const subjects = tasks.due.nodes.slice(0, 2).map(({ id }) => id);
    expect(subjects.length).toBeGreaterThan(0);
    await talk().does(administrator, 'decideDisposal', 'retention_tasks', { subjects, reason: text('Aika päättyi') });
    const after = await one('retention_tasks');
    expect(after.due.totalCount).toBe(tasks.due.totalCount - subjects.length);
    const again = { subjects, reason: text('Aika päättyi') };
    const refusal = await talk().refuses(administrator, 'decideDisposal', 'retention_tasks', again);
    expect(refusal).toMatchObject({ code: 'RETENTION_NOT_DUE', field: 'subjects' });
    const open = { subjects: ['goal_hyva_arki'], reason: text('Aika päättyi') };
    expect(await talk().refuses(administrator, 'decideDisposal', 'retention_tasks', open)).toMatchObject({
      code: 'RETENTION_NOT_DUE',
    });
    // A past day is judged by that day, and by what had been decided then (rule 46).
    expect(await one('retention_tasks', `#${before}`)).toMatchObject({ years: 5, confirmed: false });
    expect((await one('retention_tasks', '2025-06-30')).due.totalCount).toBe(0);
  });

  it('lets the coordinator make a goal secret until a day; every day is judged by its own (rule 46)', async () => {
    const goals = (await asks(coordinator, 'goals(first: 3) { nodes { id } }'))['goals'] as {
      nodes: { id: string }[];
    };
    const id = goals.nodes[0]?.id ?? '';
    const publicity = async (who: Client, asOf?: string) =>
      (
        (await asks(who, `goal(id: "${id}") { publicity { publicity grounds until reason { fi } by } }`, asOf))[
          'goal'
        ] as {
          publicity: object;
        }
      ).publicity;
    expect(await publicity(municipality)).toEqual({
      publicity: 'PUBLIC',
      grounds: [],
      until: null,
      reason: null,
      by: null,
    });
    const input = {
      about: id,
      publicity: 'SECRET',
      grounds: [17],
      until: '2031-12-31',
      reason: text('Liikesalaisuus'),
    };
    expect(await talk().refuses(municipality, 'classifyItem', `publicity_${id}`, input)).toMatchObject({
      code: 'MANDATE_MISSING',
    });
    await talk().does(coordinator, 'classifyItem', `publicity_${id}`, input);
    const secret = {
      publicity: 'SECRET',
      grounds: [17],
      until: '2031-12-31',
      reason: { fi: 'Liikesalaisuus' },
      by: id,
    };
    expect(await publicity(municipality)).toEqual(secret);
    now = '2031-12-31T21:59:00Z';
    expect(await publicity(municipality)).toEqual(secret);
    now = '2031-12-31T22:00:00Z';
    expect(await publicity(municipality)).toMatchObject({ publicity: 'PUBLIC', by: null });
    expect(await publicity(municipality, '2031-07-01')).toEqual(secret);
    expect(await publicity(municipality, '2025-06-30')).toMatchObject({ publicity: 'PUBLIC' });
  });

  it('makes what belongs to something secret as secret as the whole, until that is taken back', async () => {
    const { indicators } = await asks(
      auditor,
      'indicators(first: 50) { nodes { id series(first: 1) { nodes { id } } } }',
    );
    const found = (indicators as { nodes: { id: string; series: { nodes: { id: string }[] } }[] }).nodes.find(
      ({ series }) => series.nodes.length > 0,
    );
    const [indicator = '', series = ''] = [found?.id, found?.series.nodes[0]?.id];
    const of = async () =>
      ((await asks(auditor, `thing(id: "${series}") { publicity { publicity by } }`))['thing'] as { publicity: object })
        .publicity;
    expect(await of()).toEqual({ publicity: 'DISCRETIONARY', by: null });
    const input = { about: indicator, publicity: 'SECRET', otherLaw: '1/2030 2 §', reason: text('Laki') };
    await talk().does(coordinator, 'classifyItem', `publicity_${indicator}`, input);
    expect(await of()).toEqual({ publicity: 'SECRET', by: indicator });
    await talk().does(coordinator, 'declassifyItem', `publicity_${indicator}`, { reason: text('Kumottu') });
    expect(await of()).toEqual({ publicity: 'DISCRETIONARY', by: null });
  });

  it('shows a published report that was made secret to nobody without a mandate', async () => {
    const page = (cookie = '') => fetch(`${house.url}/reports/keskisuomi/2024-H2`, { headers: { cookie } });
    expect((await page()).status).toBe(200);
    const { reports } = await asks(auditor, 'reports(first: 20) { nodes { id period { code } } }');
    const id = (reports as { nodes: { id: string; period: { code: string } }[] }).nodes.find(
      ({ period }) => period.code === '2024-H2',
    )?.id;
    const input = { about: id, publicity: 'SECRET', grounds: [7], reason: text('Turvajärjestelyt') };
    await talk().does(coordinator, 'classifyItem', `publicity_${id ?? ''}`, input);
    expect((await page()).status).toBe(404);
    expect((await page(municipality.cookie)).status).toBe(200);
    await talk().does(coordinator, 'declassifyItem', `publicity_${id ?? ''}`, { reason: text('Poistettu') });
    expect((await page()).status).toBe(200);
  });

  it('leaves a public bundle that withholds what is secret, drafts and all that names it, and still proves it', async () => {
    const home = mkdtempSync(join(tmpdir(), 'talkoot-public-'));
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    try {
      const marker = 'Salattu merkkijono';
      await talk().does(municipality, 'proposeGoal', 'goal_salainen', { title: text(marker) });
      await talk().does(municipality, 'draftGoal', 'goal_luonnos', { title: text('Vain luonnos') });
      await talk().does(municipality, 'withdrawGoal', 'goal_luonnos', { reason: text('Luonnos hylättiin') });
      const input = { about: 'goal_salainen', publicity: 'SECRET', grounds: [17], reason: text('Liikesalaisuus') };
      await talk().does(coordinator, 'classifyItem', 'publicity_goal_salainen', input);
      const bundle = async (...more: readonly string[]) => {
        const file = join(home, `bundle${more.length}.ndjson`);
        const asked = ['bundle', '--collaboration', 'keskisuomi', '--data', house.folder, '--out', file, ...more];
        expect(await run(asked)).toBe(0);
        return { file, lines: readFileSync(file, 'utf8').split('\n').slice(0, -1) };
      };
      const { lines: whole } = await bundle();
      const { file, lines } = await bundle('--public');
      const events = (all: readonly string[]) =>
        all
          .map(
            (line) =>
              JSON.parse(line) as {
                kind: string;
                type: string;
                stream: string;
                data: string | null;
                dataDigest: string;
              },
          )
          .filter(({ kind }) => kind === 'event');
      expect(events(lines).map(({ dataDigest }) => dataDigest)).toEqual(
        events(whole).map(({ dataDigest }) => dataDigest),
      );
      const said = events(lines)
        .map(({ data }) => Buffer.from(data ?? '', 'base64').toString())
        .join('\n');
      for (const hidden of [marker, 'goal_salainen', 'Vain luonnos', 'Luonnos hylättiin', 'person_muni179'])
        expect([hidden, said.includes(hidden)]).toEqual([hidden, false]);
      const told = (kind: string) =>
        events(lines).filter(({ stream, data }) => stream.includes(`-${kind}_`) && data !== null);
      for (const kind of ['goal', 'programme', 'activity', 'report'])
        expect([kind, told(kind).length > 0]).toEqual([kind, true]);
      for (const kind of ['series', 'session', 'mandate', 'access', 'task', 'publicity'])
        expect(told(kind)).toEqual([]);
      const withheld = events(lines).filter(({ data }) => data === null).length;
      for (const [program, verifier] of [
        [process.execPath, 'verify.mjs'],
        ['python3', 'verify.py'],
      ] as const) {
        const { status, stdout } = spawnSync(program, [join(__dirname, '../infra/verify', verifier), file], {
          encoding: 'utf8',
        });
        expect(stdout.split('\n')[0]).toBe(`OK_WITH_ERASURES(${2 * withheld})`);
        expect(status).toBe(10);
      }
    } finally {
      jest.restoreAllMocks();
      rmSync(home, { recursive: true });
    }
  });
});
