import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { House, type Client, type Talk } from './harness.ts';
import { Visitor } from './visitor.ts';

/** People come, act, are followed by others and are forgotten: through real HTTP, and through the door they come by. */
let house: House;
let talk: Talk;
let today = '2026-01-15';
let administrator: Client;
let contact: Client;
let reporter: Client;

const fi = (words: string) => ({ original: 'FI', fi: words });
const county = 'partner_alue';
const parish = 'partner_seurakunta';
const ngo = 'partner_jarjesto';
const reason = fi('Tehtävä vaihtui');
const open = {
  name: fi('Yhdessä'),
  languages: ['FI'],
  places: [],
  quorum: { kind: 'NUMBER', number: 1 },
  labels: Object.fromEntries(
    ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, fi(name)]),
  ),
};

beforeAll(async () => {
  house = await House.open({ empty: true, clock: () => new Date(`${today}T10:00:00Z`) });
  talk = house.in('yhdessa');
  // The first person comes in by the link that the start prints, and may open what there is not yet.
  const founder = await comesIn(new URL(house.entrance.firstLink() ?? '').pathname, 'perustaja');
  await talk.does(founder, 'openCollaboration', 'collaboration_yhdessa', open, '', { actingFor: county });
  for (const [id, kind] of [
    [county, 'county'],
    [parish, 'parish'],
    [ngo, 'ngo'],
  ] as const)
    await talk.does(founder, 'admitPartner', id, { name: fi(id), kind });
  await talk.does(founder, 'grantMandate', 'mandate_hallinta', {
    person: 'person_hallinta',
    partner: county,
    role: 'ADMINISTRATOR',
    from: '2026-01-01',
  });
  administrator = house.asAnyone('person_hallinta');
});
afterAll(() => house.close());

interface Invitation {
  readonly person: { readonly id: string };
  readonly mandates: readonly { readonly id: string; readonly role: string }[];
  readonly path: string | null;
}

/** One act of the directory: what it answered, refused or done. */
async function acts(
  who: Client,
  mutation: string,
  more: { input?: object; person?: string; commandId?: string; actingFor?: string },
) {
  const { input, person, commandId = randomUUID(), actingFor = null } = more;
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const ofPerson = 'id former name label { fi } partners { id }';
  const shown =
    mutation === 'forgetPerson'
      ? `... on PersonForgotten { person { ${ofPerson} } words { collaboration outcome decision reason { fi } refusal { code } } }`
      : mutation === 'leaveOrganisation'
        ? `... on Person { ${ofPerson} }`
        : '... on PersonInvitation { person { id } mandates { id role } path }';
  return await who.act(
    `mutation ($commandId: ID!, $actingFor: ID${input ? `, $input: ${type}` : ''}${person === undefined ? '' : ', $person: ID!'}) {
      ${mutation}(collaboration: "yhdessa", commandId: $commandId, actingFor: $actingFor${input ? ', input: $input' : ''}${person === undefined ? '' : ', person: $person'}) {
        __typename ${shown} ... on Refused { code field sv: words(language: SV) } } }`,
    { commandId, actingFor, ...(input && { input }), ...(person !== undefined && { person }) },
  );
}
const invites = async (...said: Parameters<typeof acts>) => (await acts(...said)) as object as Invitation;

const somebody = (name: string, email: string) => ({ name, email, language: 'FI' });

/** Accepts as a browser does: chooses a name and a password, signs in with them, and is somebody. */
async function comesIn(path: string | null, name: string): Promise<Client> {
  const visitor = new Visitor(house.url);
  const made = await visitor.send(path ?? '', { name, password: 'kolme sanaa riittää' });
  expect([made.status, await made.text()]).toEqual([200, expect.stringContaining('<h1')]);
  const answer = await visitor.send(await visitor.toAccountPage(), { name, password: 'kolme sanaa riittää' });
  expect(answer.status).toBe(200);
  return house.asVisitor(visitor);
}

const me = async (who: Client, actingFor?: string) => {
  const { data, errors } = await who.query(
    `{ me(collaboration: "yhdessa"${actingFor === undefined ? '' : `, actingFor: "${actingFor}"`}) {
      person organisation organisations { id } self { name email language signsIn } } }`,
  );
  expect(errors).toBeUndefined();
  return (data as { me: Record<string, unknown> | null } | null)?.me ?? null;
};

const namesFor = async (who: Client, actingFor?: string) => {
  const { data } = await who.query(
    `{ people(collaboration: "yhdessa"${actingFor === undefined ? '' : `, actingFor: "${actingFor}"`}) { nodes { name email label { fi } partners { id } } } }`,
  );
  const found = (data as { people: { nodes: { name: string | null; label: { fi: string } }[] } } | null)?.people;
  return found?.nodes.map(({ name, label }) => name ?? label.fi) ?? null;
};

it('a contact person is invited by an administrator, comes in once by the link, and is known to their own', async () => {
  const invitation = await invites(administrator, 'invitePerson', {
    input: { ...somebody('Aino Esimerkki', 'aino@esimerkki.fi'), partner: parish, role: 'CONTACT' },
  });
  expect(invitation.path).toMatch(/^\/invitation\/[\w-]{43}$/);
  expect(invitation.mandates).toEqual([{ id: expect.stringMatching(/^mandate_/) as string, role: 'CONTACT' }]);
  contact = await comesIn(invitation.path, 'aino');
  expect(await me(contact)).toEqual({
    person: invitation.person.id,
    organisation: parish,
    organisations: [{ id: parish }],
    self: { name: 'Aino Esimerkki', email: 'aino@esimerkki.fi', language: 'FI', signsIn: true },
  });
  const again = await new Visitor(house.url).go(invitation.path ?? '');
  expect([again.status >= 400, await again.text()]).toEqual([true, expect.not.stringContaining('password')]);
});

it('only whom the installation lets opens a collaboration, and to others it is not there', async () => {
  const another = house.in('toinen');
  const given = ['openCollaboration', 'collaboration_toinen', open] as const;
  for (const who of [contact, administrator])
    expect(await another.refuses(who, ...given, { actingFor: county })).toMatchObject({ code: 'MANDATE_MISSING' });
  expect(house.entrance.firstLink()).toBeUndefined();
  const { person } = (await me(administrator)) as { person: string };
  house.platform.people.letOpen(person);
  await another.does(administrator, ...given, '', { actingFor: county });
  house.platform.people.letOpen(person, false);
});

it('the contact person lets in people of their own organisation, in the roles the collaboration allows', async () => {
  const asked = { ...somebody('Bertta Esimerkki', 'bertta@esimerkki.fi'), partner: parish, role: 'MEMBER' };
  const commandId = randomUUID();
  const invitation = await invites(contact, 'invitePerson', { input: asked, commandId });
  // Sent again it is the same person and the same mandate, and the link is a new one.
  const repeated = await invites(contact, 'invitePerson', { input: asked, commandId });
  expect(repeated).toMatchObject({ person: invitation.person, mandates: invitation.mandates });
  expect(await new Visitor(house.url).go(invitation.path ?? '').then(({ status }) => status >= 400)).toBe(true);
  reporter = await comesIn(repeated.path, 'bertta');
  await talk.does(reporter, 'openTask', 'task_yksi', { title: fi('Kutsutaan koolle'), partner: parish });

  for (const [changed, code] of [
    [{ partner: ngo }, 'MANDATE_OUT_OF_REACH'],
    [{ role: 'ENDORSER' }, 'MANDATE_OUT_OF_REACH'],
    [{ name: 'Aino 131052-308T' }, 'PERSON_NAME_UNFIT'],
    [{ email: 'ei osoite' }, 'PERSON_EMAIL_UNFIT'],
  ] as const) {
    const refused = await acts(contact, 'invitePerson', { input: { ...asked, ...changed } });
    expect(refused).toEqual({
      __typename: 'Refused',
      code,
      field: code.startsWith('PERSON') ? Object.keys(changed)[0] : null,
      sv: expect.stringMatching(/^\p{Lu}.{20,}[.]$/u) as string,
    });
  }
  expect(await acts(reporter, 'invitePerson', { input: asked })).toMatchObject({ code: 'MANDATE_MISSING' });
  expect(await acts(house.asAnyone('person_ulkopuolinen'), 'invitePerson', { input: asked })).toMatchObject({
    code: 'MANDATE_MISSING',
  });
});

it('who people are is told to themselves, their colleagues and administrators, and to nobody else', async () => {
  const { person } = await invites(administrator, 'invitePerson', {
    input: { ...somebody('Cecilia Esimerkki', 'cecilia@esimerkki.fi'), partner: ngo, role: 'MEMBER' },
  });
  const elsewhere = house.asAnyone(person.id);
  expect(await namesFor(administrator)).toEqual(
    expect.arrayContaining(['Aino Esimerkki', 'Bertta Esimerkki', 'Cecilia Esimerkki']),
  );
  // Whose names were told is on record before they were.
  const { person: reading } = (await me(administrator)) as { person: string };
  const { person: read } = (await me(contact)) as { person: string };
  await namesFor(administrator);
  const [record] = house.platform.requests.find({ collaboration: 'yhdessa', who: reading }, 1).rows;
  expect(record).toMatchObject({ sensitive: true, objects: expect.arrayContaining([read, person.id]) as string[] });
  expect(record?.objects).not.toContain(reading);
  expect(await namesFor(contact)).toEqual(expect.arrayContaining(['Aino Esimerkki', 'Bertta Esimerkki', 'Jäsen']));
  expect(await namesFor(elsewhere)).toEqual(expect.arrayContaining(['Yhteyshenkilö', 'Jäsen', 'Cecilia Esimerkki']));
  expect((await namesFor(elsewhere))?.join()).not.toContain('Aino');
  expect(await namesFor(house.asAnyone('person_ulkopuolinen'))).toBeNull();

  const corrected = await elsewhere.act(
    `mutation { correctMyDetails(input: { name: "Cecilia Exempel", email: "cecilia@exempel.se", language: SV }) { ... on Person { name language } } }`,
  );
  expect(corrected).toEqual({ name: 'Cecilia Exempel', language: 'SV' });
  expect(await namesFor(administrator)).toContain('Cecilia Exempel');
});

it('a person of several organisations chooses for whom they look and act', async () => {
  const { person } = (await me(contact)) as { person: string };
  await talk.does(administrator, 'grantMandate', 'mandate_toinen', {
    person,
    partner: ngo,
    role: 'MEMBER',
    from: today,
  });
  expect(await me(contact)).toMatchObject({ organisation: parish, organisations: [{ id: parish }, { id: ngo }] });
  expect(await me(contact, ngo)).toMatchObject({ organisation: ngo });
  expect(await me(contact, county)).toBeNull();
  expect(await namesFor(contact, ngo)).toContain('Cecilia Exempel');
  expect(await namesFor(contact)).not.toContain('Cecilia Exempel');
});

it('who is known already accepts an invitation with the account they have, and stays one person', async () => {
  const visitor = new Visitor(house.url);
  const asked = { ...somebody('Bertta E.', 'bertta@toinen.fi'), partner: ngo, role: 'MEMBER' };
  const invitation = await invites(administrator, 'invitePerson', { input: asked });
  const { person } = (await me(reporter)) as { person: string };
  const page = await visitor.go(`${invitation.path ?? ''}/with/talkoot`);
  expect(page.status).toBe(200);
  const answer = await visitor.send(visitor.trail.at(-1) ?? '', { name: 'bertta', password: 'kolme sanaa riittää' });
  expect(answer.status).toBe(200);
  expect(await me(house.asVisitor(visitor))).toMatchObject({
    person,
    organisations: [{ id: parish }, { id: ngo }],
    self: { name: 'Bertta Esimerkki' },
  });
  expect(house.platform.people.isFormer(invitation.person.id)).toBe(true);
  const ended = await talk.asks(administrator, `mandate(id: "${invitation.mandates[0]?.id ?? ''}") { inForce }`);
  expect(ended).toEqual({ mandate: { inForce: false } });
  // The link is used up.
  expect(await new Visitor(house.url).go(invitation.path ?? '').then(({ status }) => status >= 400)).toBe(true);
  const reason = fi('Ei toimi enää kahdessa');
  expect(
    await acts(reporter, 'leaveOrganisation', { actingFor: ngo, input: { organisation: ngo, reason } }),
  ).toMatchObject({ __typename: 'Person', partners: [{ id: parish }] });
});

it('who is replaced is followed in one act, can do nothing on the next request, and what waited waits for the successor', async () => {
  const { person } = (await me(reporter)) as { person: string };
  const input = {
    person,
    organisation: parish,
    invite: somebody('Daavid Esimerkki', 'daavid@esimerkki.fi'),
    reason,
  };
  expect(await acts(reporter, 'replacePerson', { input })).toMatchObject({ code: 'MANDATE_OUT_OF_REACH' });
  const both = { ...input, successor: person };
  expect(await acts(contact, 'replacePerson', { input: both })).toMatchObject({ code: 'PERSON_SUCCESSOR_UNCLEAR' });
  const nobody = { ...input, person: 'person_hallinta' };
  expect(await acts(contact, 'replacePerson', { input: nobody })).toMatchObject({ code: 'PERSON_NOT_FOUND' });
  const unknown = { person, organisation: parish, successor: 'person_ulkopuolinen', reason };
  expect(await acts(contact, 'replacePerson', { input: unknown })).toMatchObject({ code: 'PERSON_NOT_FOUND' });
  const commandId = randomUUID();
  const first = await invites(contact, 'replacePerson', { input, commandId });
  // Sent again it is the same successor; the newest link is the one that works.
  const following = { ...(await invites(contact, 'replacePerson', { input, commandId })), mandates: first.mandates };
  expect(following.person).toEqual(first.person);
  expect(following.mandates.map(({ role }) => role)).toEqual(['MEMBER']);

  expect(await me(reporter)).toBeNull();
  expect(await talk.refuses(reporter, 'completeTask', 'task_yksi')).toMatchObject({ code: 'MANDATE_MISSING' });
  const successor = await comesIn(following.path, 'daavid');
  await talk.does(successor, 'completeTask', 'task_yksi');

  // An administrator's mandate is followed by an administrator's, and one is there all the while.
  const { person: before } = (await me(administrator)) as { person: string };
  const asAdministrator = await invites(administrator, 'invitePerson', {
    input: { ...somebody('Eeva Esimerkki', 'eeva@esimerkki.fi'), partner: county, role: 'MEMBER' },
  });
  const next = await invites(administrator, 'replacePerson', {
    input: { person: before, organisation: county, successor: asAdministrator.person.id, reason },
  });
  expect(next.mandates.map(({ role }) => role)).toEqual(['ADMINISTRATOR']);
  expect(await me(administrator)).toBeNull();
  administrator = await comesIn(asAdministrator.path, 'eeva');
  const { person: alone } = (await me(administrator)) as { person: string };
  expect(await acts(administrator, 'leaveOrganisation', { input: { organisation: county, reason } })).toMatchObject({
    code: 'MANDATE_ADMINISTRATOR_NEEDED',
  });
  expect(await me(administrator)).toMatchObject({ person: alone });
});

it('a new link is given for who has not come in, by who looks after all they may do, and the old one ends', async () => {
  const { person, path } = await invites(administrator, 'invitePerson', {
    input: { ...somebody('Frida Esimerkki', 'frida@esimerkki.fi'), partner: parish, role: 'ENDORSER' },
  });
  // The contact person could not have let in an endorser, and would become one by the link.
  expect(await acts(contact, 'inviteAgain', { person: person.id })).toMatchObject({ code: 'PERSON_ELSEWHERE' });
  expect(await acts(contact, 'inviteAgain', { person: 'person_ei_ole' })).toMatchObject({ code: 'PERSON_NOT_FOUND' });
  const again = await invites(administrator, 'inviteAgain', { person: person.id });
  const status = (link: string | null) => new Visitor(house.url).go(link ?? '').then(({ status }) => status);
  expect([await status(path), await status(again.path)]).toEqual([expect.any(Number), 200]);
  expect(await status(path)).toBeGreaterThanOrEqual(400);
  await comesIn(again.path, 'frida');
  expect(await acts(administrator, 'inviteAgain', { person: person.id })).toMatchObject({ code: 'PERSON_SIGNS_IN' });
  // Nor does a link open more than who gave it has granted: what an administrator adds wants a link of theirs.
  const grown = await invites(contact, 'invitePerson', {
    input: { ...somebody('Ines Esimerkki', 'ines@esimerkki.fi'), partner: parish, role: 'MEMBER' },
  });
  expect(await status(grown.path)).toBe(200);
  const more = { person: grown.person.id, partner: parish, role: 'ENDORSER', from: today };
  await talk.does(administrator, 'grantMandate', 'mandate_lisaa', more);
  expect(await status(grown.path)).toBeGreaterThanOrEqual(400);
  expect((await new Visitor(house.url).send(grown.path ?? '', { name: 'ines', password: 'x' })).status).toBe(404);
  const theirs = await invites(administrator, 'inviteAgain', { person: grown.person.id });
  expect(await status(theirs.path)).toBe(200);
  // Whoever leaves before coming in is not let in any more.
  const late = await invites(administrator, 'invitePerson', {
    input: { ...somebody('Gun Esimerkki', 'gun@esimerkki.fi'), partner: parish, role: 'MEMBER' },
  });
  const leaving = { organisation: parish, person: late.person.id, reason };
  expect(await acts(contact, 'leaveOrganisation', { input: leaving })).toMatchObject({ id: late.person.id });
  expect(await status(late.path)).toBeGreaterThanOrEqual(400);
  expect(await acts(contact, 'leaveOrganisation', { input: { ...leaving, person: 'person_ei_ole' } })).toMatchObject({
    code: 'PERSON_NOT_FOUND',
  });
});

it('mandates wait to be confirmed once a year: for administrators all, for a contact person their own', async () => {
  const waiting = async (who: Client) => {
    const found = await talk.asks(who, 'mandatesToConfirm { nodes { id role confirmedUntil partner { id } } }');
    return (found as { mandatesToConfirm: { nodes: { id: string; role: string; partner: { id: string } }[] } })
      .mandatesToConfirm.nodes;
  };
  expect(await waiting(administrator)).toEqual([]);
  today = '2027-01-15';
  expect(await waiting(administrator)).toEqual([]);
  today = '2027-01-16';
  const all = await waiting(administrator);
  expect(new Set(all.map(({ partner }) => partner.id))).toEqual(new Set([county, parish, ngo]));
  const own = await waiting(contact);
  expect(new Set(own.map(({ partner }) => partner.id))).toEqual(new Set([parish]));
  const member = own.find(({ role }) => role === 'MEMBER')?.id ?? '';
  await talk.does(contact, 'confirmMandate', member, undefined, 'Mandate { confirmedUntil }');
  expect((await waiting(contact)).map(({ id }) => id)).not.toContain(member);
  const itself = own.find(({ role }) => role === 'CONTACT')?.id ?? '';
  expect(await talk.refuses(contact, 'confirmMandate', itself)).toMatchObject({ code: 'MANDATE_OUT_OF_REACH' });
  await talk.does(administrator, 'confirmMandate', itself);
  await talk.does(administrator, 'setRecertification', 'collaboration_yhdessa', { afterMonths: 24 });
  expect(await waiting(administrator)).toEqual([]);
});

it('an administrator leaves with all they hold once there is another', async () => {
  const next = await invites(administrator, 'invitePerson', {
    input: { ...somebody('Heta Esimerkki', 'heta@esimerkki.fi'), partner: county, role: 'ADMINISTRATOR' },
  });
  const { person } = (await me(administrator)) as { person: string };
  const left = await acts(administrator, 'leaveOrganisation', { input: { organisation: county, reason } });
  expect(left).toMatchObject({ id: person, partners: [] });
  expect(await me(administrator)).toBeNull();
  administrator = await comesIn(next.path, 'heta');
  const found = await talk.asks(
    administrator,
    `mandates(person: "${person}") { nodes { role inForce revokedBy revokedUnder } }`,
  );
  const ended = { inForce: false, revokedBy: person, revokedUnder: expect.stringMatching(/^mandate_/) as string };
  expect(found).toEqual({
    mandates: { nodes: ['MEMBER', 'ADMINISTRATOR'].map((role) => ({ role, ...ended })) },
  });
});

it('who leaves is forgotten on their wish: the id stays, and nothing else, in any file', async () => {
  const { person } = (await me(contact)) as { person: string };
  expect(await acts(contact, 'forgetPerson', { person })).toMatchObject({ code: 'PERSON_HOLDS_MANDATES' });
  for (const organisation of [parish, ngo])
    expect(
      await acts(contact, 'leaveOrganisation', { actingFor: organisation, input: { organisation, reason } }),
    ).toMatchObject({ __typename: 'Person', id: person });
  expect(await me(contact)).toBeNull();
  expect(await acts(house.asAnyone('person_ulkopuolinen'), 'forgetPerson', { person })).toMatchObject({
    code: 'MANDATE_MISSING',
  });
  const inFiles = (words: string) =>
    readdirSync(house.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(words))
      .map(({ name }) => name);
  expect(inFiles('aino@esimerkki.fi')).not.toEqual([]);
  expect(house.platform.people.about(person)).toMatchObject({
    details: [{ name: 'Aino Esimerkki' }],
    accounts: [{ name: 'aino' }],
    subjects: [{ issuer: 'talkoot' }],
  });
  expect(JSON.stringify(house.platform.people.about(person))).not.toContain('$');
  const said = { basis: 'OBJECTION', decision: '1839/00.01/2026 § 6' };
  // Erasing words is an administrator's decision, also of one's own.
  expect(await acts(contact, 'forgetPerson', { person, input: { erase: said } })).toMatchObject({
    code: 'MANDATE_MISSING',
  });
  expect(await acts(contact, 'forgetPerson', { person })).toMatchObject({
    person: { former: true, name: null },
    words: [{ collaboration: 'yhdessa', outcome: 'KEPT', reason: null, refusal: null }],
  });
  expect(await acts(administrator, 'forgetPerson', { person, input: { erase: said } })).toMatchObject({
    person: { former: true },
    words: [{ outcome: 'ERASED' }],
  });
  expect([inFiles('Aino Esimerkki'), inFiles('aino@esimerkki.fi')]).toEqual([[], []]);
  expect(house.platform.people.about(person)).toEqual({});
  // The session has ended with it.
  expect((await contact.query('{ me(collaboration: "yhdessa") { person } }')).errors?.[0]?.extensions.code).toBe(
    'UNAUTHENTICATED',
  );
  const { data } = await administrator.query(
    `{ person(collaboration: "yhdessa", id: "${person}") { former name label { sv } } }`,
  );
  expect(data).toEqual({ person: { former: true, name: null, label: { sv: 'Tidigare person' } } });
});
