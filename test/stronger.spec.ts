import { contexts } from '../apps/api/platform.ts';
import { commandsOf, strongerActs } from '../apps/api/sign-in/stronger.ts';
import { House } from './harness.ts';
import { TestProvider } from './provider.ts';
import { Visitor } from './visitor.ts';

/** Acts for which the settings ask a stronger sign-in, at a provider that has one. */
let house: House;
let county: TestProvider;
beforeAll(async () => {
  county = await TestProvider.open();
  const providers = [{ ...county.settings('county'), strongAcr: ['mfa', 'smartcard'] }];
  house = await House.open({ door: { providers, strongerCommands: commandsOf(['grant']) } });
  const path = new URL(house.entrance.invitationLink('person_admin01')).pathname;
  expect((await new Visitor(house.url).go(`${path}/with/county`)).status).toBe(200);
});
afterAll(async () => {
  await house.close();
  county.close();
});

const grant = async ({ cookie }: Visitor, id: string) => {
  const headers = { 'content-type': 'application/json', cookie };
  const query = `mutation { grantMandate(collaboration: "keskisuomi", id: "mandate_${id}", commandId: "${crypto.randomUUID()}",
    input: { person: "person_${id}", partner: "partner_jyvaskyla", role: MEMBER, from: "2024-01-01" }) {
      __typename ... on Refused { code words(language: FI) } } }`;
  const answer = await fetch(`${house.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = (await answer.json()) as { data: { grantMandate: Record<string, string> } };
  return data.grantMandate;
};
const signedIn = async (path = '/sign-in/with/county', visitor = new Visitor(house.url)) => {
  await visitor.go(path);
  return visitor;
};

it('one who signed in as usual is told where to do so more strongly, and may once they have', async () => {
  county.misbehaviour = { claims: { acr: 'password' } };
  const visitor = await signedIn();
  const before = visitor.cookie;
  expect(await grant(visitor, 'uusi1')).toEqual({
    __typename: 'Refused',
    code: 'STRONGER_SIGN_IN_NEEDED',
    words: expect.stringContaining('/sign-in/stronger') as string,
  });
  county.misbehaviour = { claims: { acr: 'smartcard' } };
  await signedIn('/sign-in/stronger?returnTo=/acting-for', visitor);
  const asked = visitor.trail.map((address) => new URL(address)).findLast(({ pathname }) => pathname === '/auth');
  expect(asked?.searchParams.get('acr_values')).toBe('mfa smartcard');
  expect(new URL(visitor.trail.at(-1) ?? '').pathname).toBe('/acting-for');
  expect(await grant(visitor, 'uusi1')).toEqual({ __typename: 'Mandate' });
  // The weak session is over, as with every sign-in.
  expect(visitor.cookie).not.toBe(before);
  expect(house.entrance.openSession(before)).toBeUndefined();
});

it('to have asked for it is not enough: what the provider says was done counts', async () => {
  for (const acr of ['password', 'MFA', 'mfa smartcard', '', ['mfa'], undefined]) {
    county.misbehaviour = { claims: { acr } };
    const visitor = await signedIn('/sign-in/stronger', await signedIn());
    expect(await grant(visitor, 'uusi2')).toMatchObject({ code: 'STRONGER_SIGN_IN_NEEDED' });
  }
});

it('who came in strongly at once is asked for nothing more, and rules judge them as ever', async () => {
  county.misbehaviour = { claims: { acr: 'mfa' } };
  const visitor = await signedIn();
  expect(await grant(visitor, 'uusi3')).toEqual({ __typename: 'Mandate' });
  expect(await grant(visitor, 'uusi3')).toMatchObject({ code: 'MANDATE_EXISTS' });
});

it('nobody, and who has nothing stronger, choose how to sign in; who may not do it anyway is told so first', async () => {
  const nobody = new Visitor(house.url);
  expect((await nobody.ask('/sign-in/stronger')).headers.get('location')).toMatch(/^\/sign-in\?/);
  const visitor = new Visitor(house.url);
  await visitor.signIn('person_muni179');
  expect((await visitor.ask('/sign-in/stronger')).headers.get('location')).toMatch(/^\/sign-in\?/);
  const stranger = await house.asAnyone('person_stranger').act(
    `mutation { grantMandate(collaboration: "keskisuomi", id: "mandate_q", commandId: "${crypto.randomUUID()}",
      input: { person: "person_q", partner: "partner_jyvaskyla", role: MEMBER, from: "2024-01-01" }) { ... on Refused { code } } }`,
  );
  expect(stranger).toEqual({ code: 'MANDATE_MISSING' });
});

it('each act is commands that there are', () => {
  const types = contexts.flatMap(({ aggregates }) =>
    aggregates.flatMap(({ decider }) => Object.keys(decider.commands)),
  );
  expect(
    Object.values(strongerActs)
      .flat()
      .filter((type) => !types.includes(type)),
  ).toEqual([]);
});
