import { contextOf } from '../../apps/api/edge.ts';
import type { House } from '../harness.ts';
import { Looker, type Shown, type Sighting } from './sights.ts';

/** Those who ask: one role each, so that no role borrows another's sight. */
export const askers = [
  'nobody',
  'outsider',
  'member',
  'reporter',
  'endorser',
  'contact',
  'reviewer',
  'coordinator',
  'auditor',
  'administrator',
  'coordinator of one programme',
  'auditor of one indicator',
] as const;
export type Asker = (typeof askers)[number];
export type Relation = 'own' | 'other' | 'none';

const city = 'partner_jyvaskyla';
const county = 'partner_hyvaks';
const mandates: Readonly<Partial<Record<Asker, { partner: string; role: string } & Record<string, string>>>> = {
  member: { partner: city, role: 'MEMBER' },
  reporter: { partner: city, role: 'REPORTER' },
  endorser: { partner: city, role: 'ENDORSER' },
  contact: { partner: city, role: 'CONTACT' },
  reviewer: { partner: city, role: 'REVIEWER' },
  coordinator: { partner: county, role: 'COORDINATOR' },
  auditor: { partner: county, role: 'AUDITOR' },
  administrator: { partner: county, role: 'ADMINISTRATOR' },
  'coordinator of one programme': { partner: city, role: 'COORDINATOR', programme: 'programme_digi' },
  'auditor of one indicator': { partner: city, role: 'AUDITOR', indicator: 'indicator_sen_osallistujat' },
};
export const personOf = (asker: Asker): string | undefined =>
  asker === 'nobody' ? undefined : `person_t${asker.replaceAll(' ', '')}`;

export const organisationOf = (asker: Asker): string | undefined => mandates[asker]?.partner;

/** By which field the organisation is found whose thing it is. */
export const owners: Readonly<Record<string, string>> = {
  Goal: 'proposedBy',
  Programme: 'partner',
  Partner: 'id',
  Mandate: 'partner',
  Agreement: 'draftedBy',
  Team: 'partner',
  Risk: 'owner',
  Indicator: 'owner',
  Activity: 'lead',
  Commitment: 'partner',
  Facility: 'recordedFor',
  Link: 'drawnBy',
  Task: 'partner',
  Session: 'organiser',
  Thread: 'startedBy',
  Feedback: 'givenBy',
  Meeting: 'calledBy',
  ClockItem: 'partner',
  Theme: 'gatheredBy',
  Observation: 'notedBy',
  Notice: 'requestedBy',
  Series: 'partner',
  Disclosure: 'organisation',
};

/** One thing's field, and whether one asker is shown it who is shown what it stands in. */
export interface Told {
  readonly label: string;
  readonly key: string;
  readonly asker: Asker;
  readonly relation: Relation;
  readonly seen: boolean;
  /** Of a thing: which it is, and what it is said to be. */
  readonly sighting: Sighting;
}

/** Everything every asker is shown of Central Finland, with a few things of each visibility added. */
export async function settled(house: House, isWhole: (field: string) => boolean) {
  const talk = house.in('keskisuomi');
  const admin = house.asAnyone('person_admin01');
  for (const [asker, { partner, role, ...of }] of Object.entries(mandates)) {
    const person = personOf(asker as Asker) ?? '';
    await talk.does(admin, 'grantMandate', person.replace('person', 'mandate'), {
      person,
      partner,
      role,
      from: '2024-01-01',
      ...of,
    });
  }
  await furnish(house);
  const looker = new Looker(house.schema);
  const contextFor = (asker: Asker) => () => {
    const person = personOf(asker);
    return contextOf({ sessionIn: () => (person === undefined ? undefined : { person, isOpen: () => true }) } as never)(
      { headers: {} },
    );
  };
  // Once to hear of all ids; then in earnest.
  for (const asker of ['auditor', 'member'] as const) await looker.look(contextFor(asker));
  const shown = new Map<Asker, Shown>();
  for (const asker of askers) shown.set(asker, await looker.look(contextFor(asker)));
  const all = new Map<string, { sighting: Sighting; value: unknown }>();
  for (const by of shown.values()) for (const [key, one] of by) if (isEmpty(all.get(key)?.value)) all.set(key, one);
  const ownerOf = new Map<string, string>();
  for (const { sighting, value } of all.values()) {
    const [type = ''] = sighting.thing.split(' ');
    if (
      sighting.leadsTo === undefined &&
      sighting.path.length === 1 &&
      sighting.path[0] === `${type}.${owners[type] ?? ''}`
    )
      ownerOf.set(sighting.thing, typeof value === 'string' ? value : (value as { id: string }).id);
  }
  const relationTo = (thing: string, asker: Asker): Relation => {
    const owner = ownerOf.get(thing);
    return owner === undefined ? 'none' : owner === mandates[asker]?.partner ? 'own' : 'other';
  };
  const sees = (asker: Asker, key: string) => shown.get(asker)?.has(key) === true;
  const seesThing = (asker: Asker, thing: string) =>
    thing === 'Collaboration'
      ? sees(asker, 'Collaboration Collaboration.id')
      : sees(asker, `${thing} ${thing.split(' ')[0] ?? ''}.id`);
  function* told(): Generator<Told> {
    const things = new Set([...all.values()].map(({ sighting }) => sighting.thing));
    for (const thing of things)
      for (const asker of askers)
        yield {
          label: thing.split(' ')[0] ?? '',
          key: thing,
          asker,
          relation: relationTo(thing, asker),
          seen: seesThing(asker, thing),
          sighting: { thing, path: [] },
        };
    for (const [key, { sighting }] of all) {
      const { thing, path, leadsTo } = sighting;
      const above = path.slice(0, leadsTo === undefined ? -1 : path.length);
      while (above.at(-1)?.startsWith('[') === true) above.pop();
      const label = leadsTo === undefined ? (path.at(-1) ?? '') : `${path.at(-1) ?? ''} →`;
      for (const asker of askers) {
        if (!(above.length === 0 ? seesThing(asker, thing) : sees(asker, `${thing} ${above.join(' ')}`))) continue;
        // Who may not know of a thing is not led to it; who may, is.
        const is = sees(asker, key);
        const may = leadsTo === undefined || seesThing(asker, leadsTo);
        const seen = leadsTo === undefined ? is : is === may || (!is && !isWhole(path.at(-1) ?? ''));
        yield { label, key, asker, relation: relationTo(thing, asker), seen, sighting };
      }
    }
  }
  const tried = new Set(
    [...all.values()].filter(({ value }) => !isEmpty(value)).map(({ sighting }) => sighting.path.at(-1)),
  );
  const untried = fieldsOf(house).filter((field) => !tried.has(field));
  return { told, totals: looker.totalsTooLarge, untried, all };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && 'nodes' in value && (value.nodes as unknown[]).length === 0);

/** `Goal.title` of every type but those that are pages of others, or asked of in other ways. */
export const fieldsOf = ({ schema }: Pick<House, 'schema'>): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    'getInterfaces' in type && !/^(__.*|.*Connection|.*Edge|PageInfo|Query|Mutation|Subscription)$/.test(type.name)
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );

const fi = (text: string) => ({ original: 'FI', fi: text });

/** A few things of each visibility that the data do not hold. */
export async function furnish(house: House): Promise<void> {
  const talk = house.in('keskisuomi');
  const city = house.asAnyone('person_muni179');
  const coordinator = house.asAnyone('person_coord01');
  await talk.does(city, 'draftGoal', 'goal_luonnos', { title: fi('Luonnos'), scope: fi('Vasta ajatus') });
  const period = { from: '2025-07-01', to: '2025-12-31' };
  const figure = { indicator: 'indicator_sen_osallistujat', place: '179', period, status: 'FINAL' };
  const series = 'series_sen_osallistujat__jyvaskyla';
  await talk.does(city, 'draftMeasurement', series, { ...figure, value: 3, comment: fi('Kesken') });
  await talk.does(city, 'startThread', 'thread_kokeeksi', {
    about: 'goal_kokemus',
    title: fi('Kysymys'),
    text: fi('Miten?'),
  });
  await talk.does(city, 'writeComment', 'thread_kokeeksi', { text: fi('Näin') });
  await talk.does(coordinator, 'hideComment', 'thread_kokeeksi', { comment: 1, reason: fi('Väärä paikka') });
  await talk.does(city, 'noteObservation', 'observation_kokeeksi', {
    text: fi('Hiljainen signaali'),
    noticedOn: '2026-11-01',
  });
  await talk.does(coordinator, 'hideObservation', 'observation_kokeeksi', { reason: fi('Väärä paikka') });
  await talk.does(city, 'giveCheckup', 'checkup_2026__jyvaskyla', {
    period: '2026',
    scores: { agenda: 3, measurement: 2, activities: 4, communication: 3, backbone: 5 },
  });
  await talk.does(coordinator, 'requestAcknowledgement', 'notice_kokeeksi', {
    about: 'goal_kokemus',
    due: '2027-01-31',
    partners: ['partner_jyvaskyla'],
    text: fi('Lukekaa'),
  });
  await talk.does(coordinator, 'draftAgreement', 'agreement_kokeeksi', {
    title: fi('Sopimus'),
    purpose: fi('Jaetaan'),
    parties: ['partner_hyvaks', 'partner_jyvaskyla'],
    detail: 'TOTALS',
    publish: 'NOTHING',
    from: '2026-01-01',
  });
  await talk.does(coordinator, 'draftAssessment', 'assessment_2025h1__digi', {
    programme: 'programme_digi',
    period: 'period_2025h1',
  });
  await talk.does(city, 'acknowledgeChange', 'ack_goal_kokemus__jyvaskyla', { about: 'goal_kokemus', revision: 1 });
  await talk.does(coordinator, 'discloseMeasurement', 'disclosure_kokeeksi', {
    measurement: 'series_sen_osallistujat__multia/2025-01-01/2025-06-30/495',
    basis: fi('Hallinto-oikeuden päätös'),
  });
  // What is tried without a right is on the record of access, and only an auditor is told.
  await house.asAnyone('person_toutsider').query('{ collaboration(id: "keskisuomi") { id } }');
}
