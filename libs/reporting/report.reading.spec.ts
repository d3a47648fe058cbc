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
import { hashOf, readReport, reporting } from './index.ts';

const contexts = [backbone, agenda, measurement, reporting];
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

async function give(id: string, type: string, data: object): Promise<void> {
  const answer = await attempt(id, type, data);
  if (isRefusal(answer)) throw new Error(`${type} ${id}: ${JSON.stringify(answer)}`);
}

const attempt = (id: string, type: string, data: object) =>
  commands.execute({
    collaboration: 'testland',
    id,
    command: { type, data },
    asker: {
      person: 'person_anna',
      organisation: 'partner_county',
      mandates: roles.map((role) => ({ id: `mandate_${role}`, role, partner: 'partner_county' })),
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

  it('shows a count of one to four people only as small (rule 30)', async () => {
    await give('series_visits__county', 'CorrectMeasurement', {
      ...measurementOf(3),
      measurement: '2024-07-01/2024-12-31',
      reason: text('Laskuvirhe'),
    });
    const draft = await readReport(worlds, 'testland', '2024-H2', 'draft');
    expect(draft?.content.programmes[0]?.numbers).toMatchObject([{ withheld: 'small' }]);
    expect(draft?.content.programmes[0]?.numbers[0]).not.toHaveProperty('value');
  });
});
