import { action } from '#action';
import { agenda } from '#agenda';
import { askerIn, backbone } from '#backbone';
import { isRefusal, type Asker, type Message, type Row, type Stamp } from '#decider';
import { openSqliteLog } from '#event-log';
import { measurement, measurements } from '#measurement';
import { Commands, Worlds, uuidFrom, type World } from '#world';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acknowledgementId } from './acknowledgement.ts';
import { unread, waitingNotices } from './acknowledgement.resolver.ts';
import { entriesBetween, icalOf } from './calendar.facts.ts';
import { changesIn, thingIn } from './dialogue.facts.ts';
import { feedbacks, isOverdue } from './feedback.view.ts';
import { dialogue } from './index.ts';
import { meetings } from './meeting.view.ts';
import { notices } from './notice.view.ts';
import { comments, threads } from './thread.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const contexts = [backbone, agenda, measurement, action, dialogue];

/** A collaboration over a real log, spoken to as the API does, on a day of the test's choosing. */
function house() {
  const folder = mkdtempSync(join(tmpdir(), 'dialogue-'));
  let now = new Date('2025-03-03T08:00:00.000Z');
  const clock = () => now;
  const log = openSqliteLog({ file: join(folder, 'log.db'), clock });
  const worlds = new Worlds({ log, contexts, clock });
  const commands = new Commands({ log, worlds, contexts, clock });
  let sent = 0;
  const live = () => worlds.live('pohjola');
  const send = async (asker: Asker | undefined, id: string, command: Message) => {
    if (!asker) return 'NO_MANDATE';
    const commandId = uuidFrom(`command ${++sent}`);
    const outcome = await commands.execute({ collaboration: 'pohjola', id, command, asker, commandId });
    return isRefusal(outcome) ? outcome.refused : 'done';
  };
  const seen = (world: World, person: string) => {
    const asker = askerIn(world, person);
    if (!asker) throw new Error(`${person} holds nothing`);
    return world.seenBy(asker);
  };
  return {
    live,
    on: (day: string) => (now = new Date(`${day}T08:00:00.000Z`)),
    as: async (person: string, id: string, type: string, data: object = {}, organisation?: string) =>
      send(askerIn(await live(), person, organisation, person === 'person_f'), id, { type, data }),
    /** The world as a person sees it, now or on a day. */
    of: async (person: string, day?: string) =>
      seen(day === undefined ? await live() : await worlds.at('pohjola', { day }), person),
    async close() {
      await worlds.close();
      await log.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describe('continuous communication, over a real log', () => {
  const { as, of, on, live, close } = house();
  afterAll(close);

  beforeAll(async () => {
    const labels = Object.fromEntries(
      ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, text(name)]),
    );
    const places = [{ code: '001', name: text('Kunta'), kind: 'municipality', from: 2023 }];
    const quorum = { kind: 'number', number: 2 };
    const opening = { name: text('Pohjola'), languages: ['fi'], places, labels, quorum };
    const founder = async (id: string, type: string, data: object) => {
      expect([id, await as('person_f', id, type, data, 'partner_county')]).toEqual([id, 'done']);
    };
    await founder('collaboration_pohjola', 'OpenCollaboration', opening);
    for (const [id, kind] of [
      ['county', 'county'],
      ['a', 'municipality'],
      ['b', 'parish'],
      ['c', 'ngo'],
    ])
      await founder(`partner_${id ?? ''}`, 'AdmitPartner', { name: text(id ?? ''), kind });
    for (const [person, partner, role] of [
      ['k', 'county', 'coordinator'],
      ['a', 'a', 'member'],
      ['b', 'b', 'member'],
      ['c', 'c', 'member'],
      ['r', 'a', 'reporter'],
    ]) {
      const mandate = {
        person: `person_${person ?? ''}`,
        partner: `partner_${partner ?? ''}`,
        role,
        from: '2025-01-01',
      };
      await founder(`mandate_${person ?? ''}`, 'GrantMandate', mandate);
    }
    expect(await as('person_a', 'goal_arki', 'ProposeGoal', { title: text('Hyvä arki') })).toBe('done');
  });

  it('talks about what the asker knows; who may not know of a thing hears no talk of it either', async () => {
    const talk = (about: string) => ({ about, text: text('Ketä tämä koskee?') });
    expect(await as('person_b', 'thread_none', 'StartThread', talk('goal_none'))).toBe('THREAD_ABOUT_UNKNOWN');
    expect(await as('person_b', 'thread_arki', 'StartThread', talk('goal_arki'))).toBe('done');
    expect(await as('person_a', 'thread_arki', 'WriteComment', { text: text('Kaikkia.') })).toBe('done');
    expect(await as('person_a', 'goal_luonnos', 'DraftGoal', { title: text('Luonnos') })).toBe('done');
    expect(await as('person_b', 'thread_luonnos', 'StartThread', talk('goal_luonnos'))).toBe('THREAD_ABOUT_UNKNOWN');
    expect(await as('person_a', 'thread_luonnos', 'StartThread', talk('goal_luonnos'))).toBe('done');
    const [hers, theirs] = [await of('person_a'), await of('person_b')];
    expect(thingIn(hers, 'thread_luonnos')).toMatchObject({ kind: 'thread', title: text('Luonnos') });
    expect(thingIn(theirs, 'thread_luonnos')).toBeUndefined();
    const told = (world: World) => changesIn(world, { since: '0', kind: 'thread' }).map(({ id }) => id);
    expect([told(hers), told(theirs)]).toEqual([['thread_luonnos', 'thread_arki'], ['thread_arki']]);
    expect((await live()).rows(threads).get('thread_arki')?.partners).toEqual(['partner_b', 'partner_a']);
  });

  it('refuses a text in which a person can be recognised, and hides what slipped through (rule 28)', async () => {
    const leak = { text: text('Soita Ainolle, 040 123 4567') };
    expect(await as('person_a', 'thread_arki', 'WriteComment', leak)).toBe('TEXT_HAS_PERSONAL_DATA');
    const slip = { text: text('Se Pihlajatien leski') };
    expect(await as('person_a', 'thread_arki', 'WriteComment', slip)).toBe('done');
    const hide = { comment: 3, reason: text('Asukkaan voi tunnistaa') };
    expect(await as('person_k', 'thread_arki', 'HideComment', hide)).toBe('done');
    const row = (await live()).rows(comments).get('thread_arki/3');
    expect(JSON.stringify(row)).not.toContain('Pihlajatien');
    expect(row?.hidden?.reason).toEqual(hide.reason);
  });

  it('brings feedback round its loop, and knows on any day what was overdue then (rule 46)', async () => {
    on('2025-03-03');
    const said = { giver: 'residents', to: 'partner_b', text: text('Ovi on raskas'), about: 'goal_arki' };
    expect(await as('person_a', 'feedback_ovi', 'GiveFeedback', said)).toBe('done');
    on('2025-03-20');
    expect(await as('person_k', 'feedback_ovi', 'RespondToFeedback', { text: text('x') })).toBe(
      'FEEDBACK_NOT_ADDRESSED_TO_YOU',
    );
    expect(await as('person_b', 'feedback_ovi', 'RespondToFeedback', { text: text('Korjataan') })).toBe('done');
    const task = { title: text('Ovenavaaja'), partner: 'partner_b', due: '2025-04-30' };
    expect(await as('person_b', 'task_ovi', 'OpenTask', task)).toBe('done');
    expect(await as('person_b', 'feedback_ovi', 'LinkAction', { action: 'task_ovi' })).toBe('done');
    expect(await as('person_b', 'feedback_ovi', 'CloseFeedback', { outcome: 'acted_on' })).toBe(
      'FEEDBACK_GIVER_NOT_TOLD',
    );
    expect(await as('person_a', 'feedback_ovi', 'TellGiver', { text: text('Kerrottu vastaanotolla') })).toBe('done');
    expect(await as('person_b', 'feedback_ovi', 'CloseFeedback', { outcome: 'acted_on' })).toBe('done');
    const overdue = async (day: string) => {
      const row = (await of('person_a', day)).rows(feedbacks).get('feedback_ovi');
      return row && isOverdue(row, day);
    };
    expect([await overdue('2025-03-17'), await overdue('2025-03-18'), await overdue('2025-03-20')]).toEqual([
      false,
      true,
      false,
    ]);
    const waits = (await of('person_a', '2025-03-18')).rows(feedbacks).where('waitsFor', 'partner_b');
    expect(waits.map(({ id }) => id)).toEqual(['feedback_ovi']);
    expect((await live()).rows(feedbacks).count('punctuality', 'late')).toBe(1);
  });

  it('invites, hears answers, and records who came and what was decided about what', async () => {
    on('2025-04-01');
    const plan = {
      title: text('HyTeTu-neuvottelu'),
      kind: 'negotiation',
      day: '2025-04-04',
      from: '09:00',
      to: '11:30',
      invited: ['partner_b', 'partner_c'],
      agenda: [{ title: text('Tavoite'), about: 'goal_arki' }],
    };
    expect(await as('person_a', 'meeting_neuvottelu', 'CallMeeting', plan)).toBe('done');
    expect(await as('person_b', 'meeting_neuvottelu', 'AnswerInvitation', { coming: 'yes' })).toBe('done');
    const awaited = (world: World) => world.rows(meetings).where('waitsFor', 'partner_c').length;
    expect(awaited(await live())).toBe(1);
    on('2025-04-04');
    const record = { attendance: [{ partner: 'partner_b', heads: 3 }], minutes: [text('Keskusteltiin.')] };
    expect(await as('person_a', 'meeting_neuvottelu', 'HoldMeeting', record)).toBe('done');
    const decided = { text: text('Puolletaan tavoitetta'), about: 'goal_arki' };
    expect(await as('person_a', 'meeting_neuvottelu', 'DecideAtMeeting', decided)).toBe('done');
    expect(awaited(await live())).toBe(0);
    expect((await live()).rows(meetings).where('about', 'goal_arki')).toHaveLength(1);
  });

  it('asks partners to read a thing as it stands, and knows who has, on any day', async () => {
    on('2025-04-10');
    const revision = thingIn(await of('person_k'), 'goal_arki')?.revision ?? -1;
    const request = { about: 'goal_arki', partners: ['partner_b', 'partner_c'], due: '2025-04-20' };
    expect(await as('person_b', 'notice_arki', 'RequestAcknowledgement', request)).toBe('NOTICE_NOT_YOURS');
    expect(await as('person_k', 'notice_arki', 'RequestAcknowledgement', request)).toBe('done');
    on('2025-04-12');
    const id = acknowledgementId('goal_arki', 'partner_b');
    expect(await as('person_c', id, 'AcknowledgeChange', { about: 'goal_arki', revision })).toBe(
      'ACKNOWLEDGEMENT_ID_UNFIT',
    );
    expect(await as('person_b', id, 'AcknowledgeChange', { about: 'goal_arki', revision: revision + 1 })).toBe(
      'ACKNOWLEDGEMENT_REVISION_AHEAD',
    );
    expect(await as('person_b', id, 'AcknowledgeChange', { about: 'goal_arki', revision })).toBe('done');
    const missing = async (day?: string) => {
      const world = await of('person_k', day);
      const row = world.rows(notices).get('notice_arki');
      return row && unread(world, row);
    };
    expect(await missing('2025-04-11')).toEqual(['partner_b', 'partner_c']);
    expect(await missing()).toEqual(['partner_c']);
    expect([
      waitingNotices(await live(), 'partner_b').length,
      waitingNotices(await live(), 'partner_c').length,
    ]).toEqual([0, 1]);
  });

  it('shows meetings on the annual clock beside what comes round, and writes them as a calendar', async () => {
    const item = {
      title: text('Katsaus'),
      kind: 'reporting',
      first: '2025-04-15',
      rhythm: 'half_yearly',
      partner: 'partner_b',
    };
    expect(await as('person_b', 'clock_katsaus', 'PlanClockItem', item)).toBe('done');
    const world = await of('person_b');
    const entries = (partner?: string) =>
      entriesBetween(world, '2025-04-01', '2025-12-31', partner).map(
        ({ uid, day }) => `${day} ${uid.split('@')[0] ?? ''}`,
      );
    expect(entries()).toEqual([
      '2025-04-04 meeting_neuvottelu',
      '2025-04-15 clock_katsaus.2025-H1',
      '2025-10-15 clock_katsaus.2025-H2',
    ]);
    expect(entries('partner_c')).toEqual(['2025-04-04 meeting_neuvottelu']);
    const feed = icalOf(world, 'Vuosikello', 'fi', entriesBetween(world, '2025-04-01', '2025-04-30'));
    // Nine in Helsinki in April is six in UTC.
    expect(feed).toContain('DTSTART:20250404T060000Z\r\nDTEND:20250404T083000Z\r\n');
    expect(feed).toContain('DTSTART;VALUE=DATE:20250415\r\nDTEND;VALUE=DATE:20250416\r\n');
    expect(feed).toContain('UID:clock_katsaus.2025-H1@pohjola.talkoot\r\nSEQUENCE:0\r\n');
  });

  it('tells what has changed since a visit: what was done, for which organisation, newest first', async () => {
    const world = await of('person_c');
    const since = String(world.position);
    await as('person_b', 'thread_arki', 'WriteComment', { text: text('Kiitos.') });
    await as('person_b', 'clock_katsaus', 'TickClockItem', { occurrence: '2025-H1' });
    expect(
      changesIn(await of('person_c'), { since }).map(({ id, change, changedFor }) => [id, change, changedFor]),
    ).toEqual([
      ['clock_katsaus', 'ClockItemTicked', 'partner_b'],
      ['thread_arki', 'CommentWritten', 'partner_b'],
    ]);
    expect(changesIn(await of('person_b'), { since, notBy: 'partner_b' })).toEqual([]);
    expect(changesIn(await of('person_c'), { since, partner: 'partner_a' }).map(({ id }) => id)).toEqual([
      'thread_arki',
    ]);
    expect(changesIn(await of('person_c'), { since, about: 'clock_katsaus' })).toHaveLength(1);
  });

  it('brings a withdrawal from a promise before its lead and the coordinator (rule 35)', async () => {
    const plan = { title: text('Kahvila'), kind: 'reception', goals: ['goal_arki'] };
    expect(await as('person_a', 'activity_kahvila', 'PlanActivity', plan)).toBe('done');
    expect(await as('person_b', 'activity_kahvila', 'JoinActivity', { brings: text('Tilat') })).toBe('done');
    const since = String((await live()).position);
    expect(await as('person_b', 'activity_kahvila', 'LeaveActivity', { reason: text('Tilat myytiin') })).toBe('done');
    const told = changesIn(await of('person_a'), { since, partner: 'partner_a', notBy: 'partner_a' });
    expect(told).toMatchObject([{ id: 'activity_kahvila', change: 'ActivityLeft', changedFor: 'partner_b' }]);
    expect(changesIn(await of('person_k'), { since })).toHaveLength(1);
  });

  it('talks about one value of a series, with those who may see the series (rule 29)', async () => {
    const indicator = {
      title: text('Kävijät'),
      kind: 'count',
      unit: text('käyntiä'),
      direction: 'increase',
      aggregation: { time: 'sum', partners: 'sum' },
      periodType: 'year',
      counts: 'contacts',
      dataSource: text('Laskuri'),
    };
    expect(await as('person_a', 'indicator_kavijat', 'DefineIndicator', indicator)).toBe('done');
    const figure = { period: { from: '2024-01-01', to: '2024-12-31' }, value: 120, status: 'final' };
    const series = 'series_kavijat__a';
    expect(await as('person_r', series, 'ReportMeasurement', { indicator: 'indicator_kavijat', ...figure })).toBe(
      'done',
    );
    const key = (await live()).rows(measurements).where('series', series)[0]?.key;
    const about = (measurement: string | undefined) => ({ about: series, measurement, text: text('Mistä kasvu?') });
    expect(await as('person_a', 'thread_luku', 'StartThread', about('2023-01-01/2023-12-31'))).toBe(
      'THREAD_MEASUREMENT_UNKNOWN',
    );
    expect(await as('person_a', 'thread_luku', 'StartThread', about(key))).toBe('done');
    expect((await live()).rows(threads).where('about', `${series}/${key ?? ''}`)).toHaveLength(1);
    // No agreement lets the parish see the municipality's figures: not the series, and not the talk of it.
    expect(thingIn(await of('person_b'), series)).toBeUndefined();
    expect(thingIn(await of('person_b'), 'thread_luku')).toBeUndefined();
    expect(await as('person_b', 'thread_toinen', 'StartThread', { about: series, text: text('x') })).toBe(
      'THREAD_ABOUT_UNKNOWN',
    );
    expect(thingIn(await of('person_a'), 'thread_luku')?.title).toEqual(text('Kävijät'));
  });

  it('tells of every moment the same changes as a comparison of its rows does', async () => {
    const world = await live();
    const kinds = { thread: threads, feedback: feedbacks, meeting: meetings, notice: notices };
    await fc.assert(
      fc.asyncProperty(fc.nat(Number(world.position)), fc.nat(Number(world.position)), async (since, at) => {
        const positions = (rows: readonly (Row & Stamp)[]) =>
          rows.filter(({ position }) => Number(position) > since).map(({ id, position }) => `${position} ${id}`);
        const past = (await worldsAt(at)).seenBy({ person: 'person_a', organisation: 'partner_a', mandates: [] });
        for (const [kind, view] of Object.entries(kinds)) {
          const told = changesIn(past, { since: String(since), kind }).map(({ id, position }) => `${position} ${id}`);
          const open = positions(past.rows<Row & Stamp, never>(view as never).values()).filter((line) =>
            thingIn(past, line.split(' ')[1] ?? ''),
          );
          expect(told.toSorted()).toEqual(open.toSorted());
        }
      }),
      { numRuns: 50 },
    );
  });

  const worldsAt = async (position: number) => {
    const world = await live();
    return world.asOf(BigInt(position), () => '2025-05-01T08:00:00.000Z');
  };
});
