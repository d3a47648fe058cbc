import { openSqliteLog, type Expected, type NewEvent } from '#event-log';
import { Codec, eventId, streamOf, uuidFrom } from '#world';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contexts } from '../../apps/api/platform.ts';

/** The collaboration all benches ask and change. */
export const collaboration = 'bench';
/** Who asks and reports in the benches, and for whom. */
export const reporter = { person: 'person_1', partner: 'partner_1' };
/** Indicators every history has, however small: the mutation bench reports to them. */
export const commonIndicators = 50;

const places = 22;
const firstYear = 2020;
const months = 60;

/** How many of each a history has. */
export interface Mix {
  /** The history ends when it has so many events. */
  readonly events: number;
  readonly partners: number;
  readonly programmes: number;
  readonly goals: number;
  readonly indicators: number;
  /** Partners that report each indicator: one series each. */
  readonly reporters: number;
  readonly activities: number;
  readonly tasks: number;
}

/** A county's work over five years, in proportion to the number of events. */
export function countyMix(events: number): Mix {
  const part = (whole: number, least: number) => Math.max(least, Math.round((whole * events) / 1_000_000));
  const indicators = part(500, commonIndicators);
  return {
    events,
    partners: part(60, places),
    programmes: part(50, 5),
    goals: part(1_000, 50),
    indicators,
    // Measurements are three quarters of the events; a series gets about 66 in its five years.
    reporters: Math.ceil((0.76 * events) / (66 * indicators)),
    activities: part(2_000, 50),
    tasks: part(30_000, 50),
  };
}

/** More than 100,000 aggregates, most of them small: what memory is stated for. */
export const entitiesMix: Mix = {
  events: 430_000,
  partners: 500,
  programmes: 500,
  goals: 4_000,
  indicators: 500,
  reporters: 4,
  activities: 1_000,
  tasks: 95_000,
};

export const mixInWords = (mix: Mix): string =>
  `${mix.events.toLocaleString('en')} events: ${mix.goals} goals in ${mix.programmes} programmes, ${mix.indicators} indicators × ` +
  `${mix.reporters} reporting partners (reports by month, by quarter and age group, by half-year and place; one in ten corrected), ` +
  `${mix.activities} activities × ${places} places × 4 years, ${mix.tasks} tasks, ${mix.partners} partners, ${months} months`;

interface Happening {
  readonly subject: string;
  readonly type: string;
  readonly data: object;
  readonly organisation?: string;
}

/** The same numbers in the same order, everywhere (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const text = (fi: string) => ({ original: 'fi', fi, sv: `${fi} på svenska` });
const day = (year: number, month: number, date: number) =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
const placeCode = (index: number) => String(100 + (index % places));
const partnerId = (index: number) => `partner_${index + 1}`;
const goalId = (index: number) => `goal_${index + 1}`;
const indicatorId = (index: number) => `indicator_${index + 1}`;
const range = (length: number) => Array.from({ length }, (_, index) => index);
/** So many neighbours, round the end. */
const some = <T>(count: number, from: number, of: number, id: (index: number) => T): T[] =>
  range(Math.min(count, of)).map((step) => id((from + step) % of));

/** What is settled before the work begins. */
function* beginnings(mix: Mix): Generator<Happening> {
  const labels = ['agenda', 'measurement', 'activities', 'communication', 'backbone'];
  yield {
    subject: `collaboration_${collaboration}`,
    type: 'CollaborationOpened',
    data: {
      name: text('Mitattava yhteistyö'),
      languages: ['fi', 'sv', 'en'],
      places: range(places).map((index) => ({
        code: placeCode(index),
        name: text(`Kunta ${index}`),
        kind: 'municipality',
        from: firstYear,
      })),
      labels: Object.fromEntries(labels.map((label) => [label, text(label)])),
      quorum: { kind: 'number', number: 3 },
      partnerKinds: [],
      timeZone: 'Europe/Helsinki',
      backbone: 'partner_backbone',
    },
  };
  for (const index of range(mix.partners)) {
    const municipality = index < places;
    const subject = partnerId(index);
    const data = { name: text(`Kumppani ${index}`), demonstration: true, observer: false };
    yield {
      subject,
      type: 'PartnerAdmitted',
      data: municipality ? { ...data, kind: 'municipality', place: placeCode(index) } : { ...data, kind: 'ngo' },
    };
    for (const role of ['member', 'reporter'])
      yield {
        subject: `mandate_${role}_${index + 1}`,
        type: 'MandateGranted',
        data: {
          person: `person_${index + 1}`,
          partner: subject,
          role,
          from: day(firstYear, 0, 1),
          demonstration: true,
        },
      };
  }
  for (const index of range(mix.programmes))
    yield {
      subject: `programme_${index + 1}`,
      type: 'ProgrammeLaunched',
      data: {
        title: text(`Ohjelma ${index}`),
        kind: 'programme',
        crossCutting: false,
        reportedApart: false,
        partner: partnerId(index % mix.partners),
        order: index,
      },
    };
  for (const index of range(mix.goals)) {
    const subject = goalId(index);
    const voices = some(3, index, mix.partners, partnerId);
    yield {
      subject,
      type: 'GoalProposed',
      data: {
        title: text(`Yhä useampi löytää mukaan lähellä kotia ${index}`),
        scope: text('Koko maakunta, kaikki ikäryhmät'),
        number: `${1 + Math.floor(index / 25)}.${1 + (index % 25)}`,
        programmes: [`programme_${1 + (index % mix.programmes)}`],
        proposedBy: partnerId(index % mix.partners),
        ballot: { quorum: { kind: 'number', number: 3 }, electorate: mix.partners },
      },
    };
    for (const partner of voices)
      yield { subject, type: 'GoalEndorsed', data: { partner, goalVersion: 1 }, organisation: partner };
    yield { subject, type: 'GoalAgreed', data: { goalVersion: 1 } };
  }
  for (const index of range(mix.indicators)) {
    const subject = indicatorId(index);
    yield {
      subject,
      type: 'IndicatorDefined',
      data: {
        title: text(`Kohtaamiset ja osallistuneet ${index}`),
        kind: 'count',
        unit: text('henkilöä'),
        direction: 'increase',
        aggregation: { time: 'sum', partners: 'sum' },
        periodType: (['month', 'quarter', 'half_year'] as const)[index % 3],
        counts: 'contacts',
        baseline: { value: 100 + index, year: firstYear - 1 },
        // Each goal has five indicators.
        goals: some(
          Math.ceil((5 * mix.goals) / mix.indicators),
          Math.floor((index * mix.goals) / mix.indicators),
          mix.goals,
          goalId,
        ),
        programmes: [],
        local: false,
        owner: partnerId(0),
      },
    };
    for (const year of [1, 3])
      yield {
        subject,
        type: 'IndicatorTargetSet',
        data: {
          due: day(firstYear + year, 11, 31),
          kind: 'at_least',
          value: 100 * year,
          reason: text('Sovittu yhdessä'),
        },
      };
  }
  for (const index of range(mix.activities)) {
    const subject = `activity_${index + 1}`;
    const lead = partnerId(index % mix.partners);
    yield {
      subject,
      type: 'ActivityPlanned',
      data: {
        title: text(`Olohuonetoiminta ja vertaisryhmät ${index}`),
        kind: 'event_series',
        goals: some(Math.max(5, Math.ceil((5 * mix.goals) / mix.activities)), index, mix.goals, goalId),
        indicators: some(5, index, mix.indicators, indicatorId),
        programmes: [],
        lead,
        leadCommitment: 'committed',
        contributors: [],
      },
      organisation: lead,
    };
    const partner = partnerId((index + 1) % mix.partners);
    yield {
      subject,
      type: 'ActivityJoined',
      data: { partner, brings: text('Tilat ja ohjaajat') },
      organisation: partner,
    };
  }
}

/** The measurements a series gets in a month: by month, by quarter and age group, or by half-year and place. */
function periodsOf(indicator: number, partner: number, year: number, month: number): object[] {
  const last = (count: number) => ({ from: day(year, month - count + 1, 1), to: day(year, month + 1, 0) });
  switch (indicator % 3) {
    case 0:
      return [{ period: last(1), place: placeCode(partner) }];
    case 1:
      if (month % 3 !== 2) return [];
      return ['0–17', '18–64', '65+'].map((category) => ({ period: last(3), dimension: 'ikä', category }));
    default:
      if (month % 6 !== 5) return [];
      return range(6).map((step) => ({ period: last(6), place: placeCode(partner + step) }));
  }
}

/** What happens in one month, in no order. */
function* monthOf(mix: Mix, month: number, random: (below: number) => number): Generator<Happening> {
  const year = firstYear + Math.floor(month / 12);
  const monthOfYear = month % 12;
  for (const indicator of range(mix.indicators))
    for (const step of range(mix.reporters)) {
      const partner = (indicator + step) % mix.partners;
      const organisation = partnerId(partner);
      const subject = `series_${indicator + 1}__${partner + 1}`;
      for (const cell of periodsOf(indicator, partner, year, monthOfYear)) {
        const figure = { status: random(5) === 0 ? 'provisional' : 'final', value: random(1_000) };
        const data = { indicator: indicatorId(indicator), partner: organisation, ...cell, ...figure };
        yield { subject, type: 'MeasurementReported', data, organisation };
      }
    }
  if (monthOfYear === 0 && year > firstYear)
    for (const index of range(mix.activities))
      for (const place of range(places)) {
        const state = ['none_yet', 'being_planned', 'tentative', 'planned', 'running'][random(5)];
        yield {
          subject: `activity_${index + 1}`,
          type: 'ActivityPlaceStateSet',
          data: { place: placeCode(place), year, state, detail: text('Joka toinen viikko, seurakuntatalolla') },
          organisation: partnerId(index % mix.partners),
        };
      }
  const each = Math.ceil(mix.tasks / months);
  for (const step of range(Math.min(each, mix.tasks - month * each))) {
    const index = month * each + step;
    yield {
      subject: `task_${index + 1}`,
      type: 'TaskOpened',
      data: {
        title: text(`Sovi kunnan kanssa tiloista ${index}`),
        partner: partnerId(index % mix.partners),
        due: day(year, monthOfYear + 2, 15),
        goal: goalId(index % mix.goals),
      },
    };
  }
}

/** What follows in the same month from what has happened: corrections, moved and completed tasks. */
function* afterwards(
  { subject, type, data, organisation }: Happening,
  random: (below: number) => number,
): Generator<Happening> {
  if (type === 'MeasurementReported' && random(10) === 0) {
    const { period, place, dimension, category } = data as { period: { from: string; to: string } } & Record<
      string,
      string
    >;
    const measurement = [period.from, period.to, place ?? '', dimension ?? '', category ?? '']
      .join('/')
      .replace(/\/+$/, '');
    const corrected = {
      measurement,
      corrects: 1,
      status: 'final',
      value: 1_000 + random(1_000),
      reason: text('Laskettu uudelleen'),
    };
    yield { subject, type: 'MeasurementCorrected', data: corrected, ...(organisation && { organisation }) };
  }
  if (type === 'TaskOpened') {
    const { partner, due } = data as Record<string, string>;
    if (random(3) === 0)
      yield {
        subject,
        type: 'TaskRescheduled',
        data: { due: `${due!.slice(0, 8)}28`, reason: text('Odottaa päätöstä') },
      };
    if (random(5) > 0) yield { subject, type: 'TaskCompleted', data: { completedOn: due, completedBy: partner } };
  }
}

function* historyOf(mix: Mix): Generator<Happening & { readonly month: number }> {
  const random = seeded(20_240_630);
  for (const happening of beginnings(mix)) yield { ...happening, month: 0 };
  for (const month of range(months)) {
    const happenings = [...monthOf(mix, month, random)];
    for (let left = happenings.length; left > 0; left--) {
      const drawn = random(left);
      const happening = happenings[drawn]!;
      happenings[drawn] = happenings[left - 1]!;
      yield { ...happening, month };
      for (const next of afterwards(happening, random)) yield { ...next, month };
    }
  }
}

/** Raised when the histories change, so that cached ones are made anew. */
const version = 1;

/**
 * The folder of a platform that holds this history and nothing else, made when it is not there yet. Events go
 * straight into the log, each checked by its own shape; the same mix gives the same history.
 */
export async function historyFolder(root: string, mix: Mix): Promise<string> {
  const folder = join(root, `${mix.events}-${uuidFrom(JSON.stringify([version, mix])).slice(0, 8)}`);
  const made = join(folder, 'made');
  if (existsSync(made)) return folder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const codec = new Codec(contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider)));
  // A month is reported in the next one, spread over it; two hundred events that share a commit share an instant.
  const step = Math.floor((20 * 86_400_000 * months) / mix.events);
  let now = Date.UTC(firstYear, 0, 1);
  let count = 0;
  const log = openSqliteLog({ file: join(folder, 'log.db'), clock: () => new Date(now) });
  const revisions = new Map<string, number>();
  let pending: Promise<unknown>[] = [];
  for (const { subject, type, data, organisation = 'partner_backbone', month } of historyOf(mix)) {
    if (count === mix.events) break;
    const commandId = uuidFrom(`${mix.events} ${count}`);
    const event: NewEvent = {
      id: eventId(commandId, 0),
      ...codec.encode({ type, data }),
      metadata: {
        actor: `person_${1 + (count % 200)}`,
        organisation,
        mandate: `mandate_member_${1 + (count % 200)}`,
        commandId,
        // As long as a real one, and as unlike its neighbours.
        commandHash: `${commandId}${commandId}`.replaceAll('-', ''),
        correlationId: commandId,
        causationId: commandId,
        clock: 'simulated',
      },
    };
    const revision = revisions.get(subject);
    const expected: Expected = revision ?? 'no stream';
    revisions.set(subject, (revision ?? -1) + 1);
    pending.push(log.append(streamOf(collaboration, subject), [event], expected));
    count++;
    now = Math.max(now + step, Date.UTC(firstYear, month + 1, 1));
    if (pending.length === 200) {
      await Promise.all(pending);
      pending = [];
    }
  }
  await Promise.all(pending);
  await log.close();
  if (count < mix.events) throw new Error(`The mix gives ${count} events, not ${mix.events}`);
  await writeFile(made, mixInWords(mix));
  return folder;
}
