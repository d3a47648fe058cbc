import { action } from '#action';
import { agenda } from '#agenda';
import { backbone } from '#backbone';
import { isRefusal, roles } from '#decider';
import { openSqliteLog, type EventLog } from '#event-log';
import { measurement } from '#measurement';
import { Commands, Worlds } from '#world';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf } from './carryover.ts';
import { canonical, carriedOverTo, hashOf, missingIn, periods, readReport, reporting } from './index.ts';

const contexts = [backbone, agenda, measurement, action, reporting];
const text = (fi: string) => ({ original: 'fi' as const, fi });
const folder = mkdtempSync(join(tmpdir(), 'talkoot-report-'));
let now = new Date('2025-01-10T08:00:00.000Z');
const clock = () => now;
let log: EventLog;
let worlds: Worlds;
let commands: Commands;

const open = () => {
  log = openSqliteLog({ file: join(folder, 'log.db'), clock });
  worlds = new Worlds({ log, contexts, clock });
  commands = new Commands({ log, worlds, contexts, clock });
};
const close = async () => {
  await worlds.close();
  await log.close();
};

async function give(id: string, type: string, data: object, organisation?: string): Promise<void> {
  const answer = await attempt(id, type, data, organisation);
  if (isRefusal(answer)) throw new Error(`${type} ${id}: ${JSON.stringify(answer)}`);
}

const attempt = (id: string, type: string, data: object, organisation = 'partner_county') =>
  commands.execute({
    collaboration: 'testland',
    id,
    command: { type, data },
    asker: {
      person: 'person_anna',
      organisation,
      mandates: roles.map((role) => ({ id: `mandate_${role}`, role, partner: organisation })),
    },
    commandId: randomUUID(),
  });

const golden = (type: string) =>
  (
    JSON.parse(readFileSync(join(__dirname, `../../test/golden/${type}.v1.json`), 'utf8')) as {
      data: Record<string, unknown>;
    }
  ).data;

const period = 'period_2024h2';
const words = { period, summary: [text('Työ eteni')], successes: [] };
const green = { light: 'green' };
const lights = { overall: green, schedule: green, risks: green, resources: green };
const blocks = { successes: [text('Valmis')], nextTasks: [], attention: [], achieved: [] };
const assess = (programme: string, more: object = {}) =>
  give(`assessment_2024h2__${programme}`, 'SubmitAssessment', {
    period,
    programme: `programme_${programme}`,
    lights,
    blocks,
    ...more,
  });
const measurementOf = (value: number) => ({ indicator: 'indicator_visits', status: 'final', value });

beforeAll(async () => {
  open();
  const { backbone: _, ...settings } = golden('CollaborationOpened');
  await give('collaboration_testland', 'OpenCollaboration', { ...settings, quorum: { kind: 'number', number: 1 } });
  await give('partner_county', 'AdmitPartner', { name: text('Maakunta'), kind: 'county' });
  for (const [order, programme] of ['staff', 'reform'].entries())
    await give(`programme_${programme}`, 'LaunchProgramme', {
      title: text(programme),
      kind: 'programme',
      partner: 'partner_county',
      order,
    });
  await give('indicator_visits', 'DefineIndicator', {
    title: text('Käynnit'),
    kind: 'count',
    unit: text('käyntiä'),
    direction: 'increase',
    aggregation: { time: 'sum', partners: 'sum' },
    periodType: 'half_year',
    counts: 'contacts',
    programmes: ['programme_staff'],
  });
  await give('series_visits__county', 'ReportMeasurement', {
    ...measurementOf(40),
    period: { from: '2024-07-01', to: '2024-12-31' },
  });
  // What is measured may stand in a report because those whose it is have said so (rule 29).
  await give('partner_town', 'AdmitPartner', { name: text('Kaupunki'), kind: 'municipality' });
  await give('agreement_all', 'DraftAgreement', {
    title: text('Tiedot katsaukseen'),
    purpose: text('Yhteinen katsaus'),
    parties: ['partner_county', 'partner_town'],
    detail: 'values',
    publish: 'values',
    from: '2024-01-01',
  });
  for (const party of ['partner_county', 'partner_town']) await give('agreement_all', 'SignAgreement', {}, party);
  await give(period, 'OpenPeriod', { code: '2024-H2', from: '2024-07-01', to: '2024-12-31', type: 'half_year' });
  await give('report_2024h2', 'WriteReport', words);
  await assess('staff');
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

describe('a report read out of the log', () => {
  it('is a draft before it is published, found by its period’s code and by its id', async () => {
    const draft = await readReport(worlds, 'testland', '2024-H2');
    expect(draft?.publication).toBeUndefined();
    expect(draft?.content.programmes.map(({ id, reported }) => [id, reported])).toEqual([
      ['programme_staff', true],
      ['programme_reform', false],
    ]);
    expect((await readReport(worlds, 'testland', '2024h2'))?.content).toEqual(draft?.content);
    const world = await worlds.live('testland');
    const row = world.rows(periods).get(period);
    expect(row && missingIn(world, row)).toEqual(['programme_reform']);
    expect(await readReport(worlds, 'testland', '2031-H1')).toBeUndefined();
    expect(await readReport(worlds, 'testland', '2024-H2', 1)).toBeUndefined();
  });

  it('is not published while a programme is silent, unless the publisher says so', async () => {
    expect(await attempt('report_2024h2', 'PublishReport', {})).toMatchObject({ refused: 'REPORT_INCOMPLETE' });
    await give('report_2024h2', 'PublishReport', { acceptMissing: true });
    const published = await readReport(worlds, 'testland', '2024-H2');
    expect(published).toMatchObject({ intact: true, publication: { version: 1, missing: ['programme_reform'] } });
    expect(published?.corrections).toEqual([]);
    expect(published?.figureCorrections).toEqual([]);
    expect(published?.content.programmes[0]?.numbers).toMatchObject([{ value: 40, reported: 1, expected: 1 }]);
  });

  it('stays as it was, every number too, whatever is corrected afterwards (rule 44)', async () => {
    const before = await readReport(worlds, 'testland', '2024-H2');
    now = new Date('2026-06-01T08:00:00.000Z');
    const risks = { light: 'yellow', explanation: text('Henkilöstöä puuttuu') };
    await assess('staff', { lights: { ...lights, risks }, reason: text('Arvio oli liian myönteinen') });
    await give('series_visits__county', 'CorrectMeasurement', {
      ...measurementOf(44),
      measurement: '2024-07-01/2024-12-31',
      reason: text('Laskuvirhe'),
    });
    await give('programme_reform', 'EndProgramme', { reason: text('Päättyi') });
    await give('decision_noted', 'RecordDecision', {
      title: text('Katsaus'),
      body: text('Lautakunta'),
      bodyKind: 'committee',
      date: '2025-02-19',
      section: '6',
      outcome: 'noted',
      subjects: ['report_2024h2'],
    });
    const after = await readReport(worlds, 'testland', '2024-H2');
    expect(after?.content).toEqual(before?.content);
    expect(after).toMatchObject({
      intact: true,
      corrections: [{ programme: 'programme_staff', reason: text('Arvio oli liian myönteinen') }],
      figureCorrections: [
        {
          indicator: 'indicator_visits',
          title: text('Käynnit'),
          programme: 'programme_staff',
          at: '2026-06-01T08:00:00.000Z',
        },
      ],
      decisions: [{ body: text('Lautakunta'), section: '6', outcome: 'noted' }],
    });
  });

  it('gets a second version with the corrections, and the first stays readable (rule 44)', async () => {
    await give('report_2024h2', 'ReopenReport', { reason: text('Arvio korjattiin') });
    const next = await readReport(worlds, 'testland', '2024-H2', 'draft');
    expect(next?.publication).toBeUndefined();
    // What is said of the next version while it is written is announced nowhere, and hides no correction.
    const corrected = await readReport(worlds, 'testland', '2024-H2');
    await assess('reform', { lights });
    await assess('staff', { lights: { ...lights, risks: { light: 'yellow', explanation: text('Vain luonnos') } } });
    expect((await readReport(worlds, 'testland', '2024-H2'))?.corrections).toEqual(corrected?.corrections);
    await give('report_2024h2', 'PublishReport', { acceptMissing: true });
    const [first, second] = await Promise.all([
      readReport(worlds, 'testland', '2024-H2', 1),
      readReport(worlds, 'testland', '2024-H2'),
    ]);
    expect(second).toMatchObject({
      intact: true,
      publication: { version: 2 },
      corrections: [],
      figureCorrections: [],
    });
    expect(second?.content.programmes[0]).toMatchObject({
      lights: { risks: { now: 'yellow' } },
      numbers: [{ value: 44 }],
    });
    expect(first).toMatchObject({ intact: true, publication: { version: 1 } });
    expect(first?.content.programmes[0]).toMatchObject({
      lights: { risks: { now: 'green' } },
      numbers: [{ value: 40 }],
    });
    expect(first?.corrections).toMatchObject([{ reason: text('Arvio oli liian myönteinen') }]);
    expect(first?.figureCorrections).toMatchObject([{ indicator: 'indicator_visits' }]);
    expect(first?.versions?.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('has the same hash after a restart, and another one for another content', async () => {
    const before = await readReport(worlds, 'testland', '2024-H2', 1);
    await close();
    open();
    const after = await readReport(worlds, 'testland', '2024-H2', 1);
    expect(after).toEqual(before);
    if (!after) throw new Error('gone');
    expect(hashOf(after.content)).toBe(after.publication?.contentHash);
    expect(hashOf({ ...after.content, summary: [] })).not.toBe(after.publication?.contentHash);
  });

  it('calls a figure corrected only where what was corrected is in it (rule 44)', async () => {
    const figures = async () => (await readReport(worlds, 'testland', '2024-H2'))?.figureCorrections;
    const earlier = { from: '2024-01-01', to: '2024-06-30' };
    const parts = { dimension: 'age', category: '65–74', period: { from: '2024-07-01', to: '2024-12-31' } };
    await give('series_visits__county', 'ReportMeasurement', { ...measurementOf(30), period: earlier });
    await give('series_visits__county', 'ReportMeasurement', { ...measurementOf(20), ...parts });
    expect(await figures()).toEqual([]);
    const reason = text('Laskuvirhe');
    const correct = (measurement: string, value: number, more: object = {}) =>
      give('series_visits__county', 'CorrectMeasurement', { ...measurementOf(value), measurement, reason, ...more });
    await correct('2024-01-01/2024-06-30', 31);
    await correct('2024-07-01/2024-12-31//age/65–74', 21);
    await correct('2024-07-01/2024-12-31', 44, { comment: text('Vain selite muuttui') });
    expect(await figures()).toEqual([]);
    await correct('2024-07-01/2024-12-31', 45);
    expect(await figures()).toMatchObject([{ indicator: 'indicator_visits' }]);
  });

  it('tells no count of one to four people (rule 30)', async () => {
    await give('series_visits__county', 'CorrectMeasurement', {
      ...measurementOf(3),
      measurement: '2024-07-01/2024-12-31',
      reason: text('Laskuvirhe'),
    });
    const draft = await readReport(worlds, 'testland', '2024-H2', 'draft');
    expect(draft?.content.programmes[0]?.numbers).toMatchObject([{ withheld: 'hidden' }]);
    expect(draft?.content.programmes[0]?.numbers[0]).not.toHaveProperty('value');
  });
});

describe('a period lived through', () => {
  const next = 'period_2025h1';
  const training = text('Koulutus pidetään');
  const model = text('Malli sovitaan');
  const nextStep = { text: text('Rekrytointi alkaa'), partner: 'partner_county', due: '2025-05-31' };
  const about = { period: next, programme: 'programme_staff' };
  const said = (carriedOver: object[], more: object = {}) => ({ ...about, lights, blocks, carriedOver, ...more });
  const id = 'assessment_2025h1__staff';
  const answers = [
    { item: itemOf(training), outcome: 'moved', why: text('Kouluttaja vaihtui'), due: '2025-10-31' },
    { item: itemOf(model), outcome: 'achieved' },
    { item: itemOf(nextStep.text), outcome: 'dropped', why: text('Rahaa ei ole') },
  ];

  beforeAll(async () => {
    await assess('staff', {
      lights: {
        ...lights,
        overall: { light: 'green', explanation: text('Muu etenee') },
        risks: { light: 'red', explanation: text('Väkeä puuttuu'), nextStep },
      },
      blocks: { ...blocks, nextTasks: [training, model] },
      reason: text('Tehtävät puuttuivat'),
    });
    await give(next, 'OpenPeriod', {
      code: '2025-H1',
      from: '2025-01-01',
      to: '2025-06-30',
      type: 'half_year',
      previous: period,
      acceptance: true,
      carryOver: true,
    });
    await give('report_2025h1', 'WriteReport', { ...words, period: next });
    await give('task_training', 'OpenTask', {
      title: text('Koulutuspäivä'),
      partner: 'partner_county',
      due: '2025-06-15',
      openedOn: '2024-12-01',
      programme: 'programme_staff',
    });
    await give('task_training', 'RescheduleTask', { due: '2026-09-30', reason: text('Tilat varattu') });
    await give('indicator_visits', 'SetTarget', {
      kind: 'at_least',
      due: '2025-06-30',
      value: 60,
      reason: text('Tavoite sovittiin'),
    });
    await give('series_visits__county', 'ReportMeasurement', {
      ...measurementOf(50),
      period: { from: '2025-01-01', to: '2025-06-30' },
    });
  });

  it('begins with what was promised for it, and is not assessed before that is answered for (rule 47)', async () => {
    const world = await worlds.live('testland');
    expect(carriedOverTo(world, next, 'programme_staff').map(({ text: of, from }) => [of.fi, from])).toEqual([
      ['Koulutus pidetään', 'next_task'],
      ['Malli sovitaan', 'next_task'],
      ['Rekrytointi alkaa', 'next_step'],
    ]);
    expect(await attempt(id, 'SubmitAssessment', said(answers.slice(1)))).toMatchObject({
      refused: 'ASSESSMENT_CARRY_OVER_OPEN',
    });
    await give(id, 'DraftAssessment', { ...about, carriedOver: answers.slice(0, 1) });
    expect((await readReport(worlds, 'testland', '2025-H1'))?.content.programmes[0]?.reported).toBe(false);
    await give(id, 'SubmitAssessment', said(answers));
  });

  it('is published only when what was said of it is accepted; what is sent back is not said', async () => {
    const publish = () => attempt('report_2025h1', 'PublishReport', { acceptMissing: true });
    expect(await publish()).toMatchObject({ refused: 'REPORT_NOT_ACCEPTED' });
    await give(id, 'SendBackAssessment', { ...about, comment: text('Mikä muuttui?') });
    expect((await readReport(worlds, 'testland', '2025-H1'))?.content.programmes[0]?.reported).toBe(false);
    await give(id, 'SubmitAssessment', said(answers));
    expect(await publish()).toMatchObject({ refused: 'REPORT_NOT_ACCEPTED' });
    await give(id, 'AcceptAssessment', about);
  });

  it('is closed, and takes nothing more until its report is published; then it is corrected', async () => {
    await give(next, 'ClosePeriod', {});
    const better = said(answers, { blocks: { ...blocks, achieved: [text('Valmis')] }, reason: text('Puuttui') });
    expect(await attempt(id, 'SubmitAssessment', better)).toMatchObject({ refused: 'ASSESSMENT_PERIOD_CLOSED' });
    await give('report_2025h1', 'PublishReport', { acceptMissing: true });
    await give(id, 'SubmitAssessment', better);
    expect((await readReport(worlds, 'testland', '2025-H1'))?.corrections).toMatchObject([{ reason: text('Puuttui') }]);
  });

  it('tells in its report what slipped, what was answered, and the lights before (rules 42, 47)', async () => {
    const content = (await readReport(worlds, 'testland', '2025-H1'))?.content;
    expect(content?.history?.map(({ code }) => code)).toEqual(['2024-H2', '2025-H1']);
    const [staff] = content?.programmes ?? [];
    expect(staff?.history?.map(({ risks }) => risks)).toEqual(['red', 'green']);
    expect(staff?.carriedOver).toMatchObject([
      { text: training, outcome: 'moved', due: '2025-10-31' },
      { text: model, outcome: 'achieved' },
      { text: nextStep.text, outcome: 'dropped' },
    ]);
    expect(staff?.slipped?.map(({ kind, about: of, from, to }) => [kind, of, from, to])).toEqual([
      ['task_moved', 'task_training', '2025-06-15', '2026-09-30'],
      ['promise_moved', itemOf(training), undefined, '2025-10-31'],
      ['promise_dropped', itemOf(nextStep.text), undefined, undefined],
      ['target_missed', 'indicator_visits', '2025-06-30', undefined],
    ]);
  });

  it('keeps every number as it was published, whatever works figures out one day (rule 44)', async () => {
    const bytes = async (from: Worlds) => canonical((await readReport(from, 'testland', '2025-H1'))?.content);
    const before = await bytes(worlds);
    // Another release of the platform, to which nothing that was measured ever happened.
    const other = {
      ...measurement,
      views: measurement.views.map((view) =>
        view.name === 'measurements' ? { ...view, version: 99, events: {} } : view,
      ),
    };
    const later = new Worlds({ log, contexts: contexts.map((one) => (one === measurement ? other : one)), clock });
    expect(await bytes(later)).toBe(before);
    expect((await readReport(later, 'testland', '2025-H1'))?.intact).toBe(true);
    const draft = await readReport(later, 'testland', '2025-H1', 'draft');
    expect(draft?.content.programmes[0]?.numbers).toEqual([]);
    await later.close();
  });

  it('flags a report whose settled values were opened after it was published (rule 23)', async () => {
    const span = { from: '2025-01-01', to: '2025-06-30' };
    await give('lock_2025h1', 'LockValues', span);
    await give('lock_2024', 'LockValues', { from: '2024-01-01', to: '2024-12-31' });
    const flags = async () => (await readReport(worlds, 'testland', '2025-H1'))?.unlockings;
    const unlocked = { reason: text('Luku puuttui'), until: '2026-06-20' };
    await give('lock_2024', 'UnlockValues', unlocked);
    expect(await flags()).toEqual([]);
    await give('lock_2025h1', 'UnlockValues', unlocked);
    expect(await flags()).toEqual([{ ...unlocked, at: '2026-06-01T08:00:00.000Z' }]);
  });
});
