import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts, invitationMs } from './accounts.ts';

describe('accounts of the embedded provider', () => {
  let folder: string;
  let accounts: Accounts;
  let now: number;
  const password = 'kolme kuivaa sanaa';
  const open = (name: string, word = password) => accounts.open(accounts.invite('person_a1'), name, word);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-accounts-'));
    now = Date.parse('2026-11-23T08:00:00Z');
    accounts = new Accounts(join(folder, 'people.db'), () => new Date(now));
  });
  afterEach(() => {
    accounts.close();
    rmSync(folder, { recursive: true });
  });

  it('are made by who was invited, once, and opened by name and password', async () => {
    const token = accounts.invite('person_a1');
    expect(accounts.invited(token)).toBe('person_a1');
    const made = await accounts.open(token, 'anna@example.org', password);
    expect(made).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/) as string, person: 'person_a1' });
    expect(await accounts.open(token, 'beata@example.org', password)).toBe('INVITATION_GONE');
    const { id } = made as { id: string };
    expect(await accounts.check(' Anna@Example.org ', password)).toBe(id);
    expect(await accounts.check('anna@example.org', `${password} `)).toBeUndefined();
    expect(await accounts.check('beata@example.org', password)).toBeUndefined();
    expect(await accounts.check('', '')).toBeUndefined();
  });

  it('neither passwords nor invitations stand in any file', async () => {
    const token = accounts.invite('person_a1');
    const waiting = accounts.invite('person_b2');
    await accounts.open(token, 'anna@example.org', password);
    for (const file of readdirSync(folder))
      for (const secret of [token, waiting, password])
        expect(readFileSync(join(folder, file), 'latin1')).not.toContain(secret);
  });

  it('the same letters put together otherwise are the same password and name', async () => {
    const { id } = (await open('päivi', 'tässä on äänekäs')) as { id: string };
    expect(await accounts.check('päivi'.normalize('NFD'), 'tässä on äänekäs'.normalize('NFD'))).toBe(id);
  });

  it.each([
    ['ab', password, 'NAME_UNFIT'],
    ['anna example', password, 'NAME_UNFIT'],
    ['anna\u0000x', password, 'NAME_UNFIT'],
    ['anna\u202Ex', password, 'NAME_UNFIT'],
    ['a'.repeat(101), password, 'NAME_UNFIT'],
    ['anna', 'x'.repeat(11), 'PASSWORD_SHORT'],
    ['anna', 'x'.repeat(201), 'PASSWORD_LONG'],
  ])('%j with %j: %s, and the invitation still holds', async (name, word, complaint) => {
    const token = accounts.invite('person_a1');
    expect(await accounts.open(token, name, word)).toBe(complaint);
    expect(accounts.invited(token)).toBe('person_a1');
  });

  it('a name is one person’s, in whatever case, and a taken one uses no invitation up', async () => {
    await open('anna');
    const token = accounts.invite('person_b2');
    expect(await accounts.open(token, 'ANNA', password)).toBe('NAME_TAKEN');
    expect(accounts.invited(token)).toBe('person_b2');
  });

  it('of two who use one invitation at once, one is let in', async () => {
    const token = accounts.invite('person_a1');
    const answers = await Promise.all(['anna', 'beata'].map((name) => accounts.open(token, name, password)));
    expect(answers.filter((answer) => answer === 'INVITATION_GONE')).toHaveLength(1);
    expect(answers.filter((answer) => typeof answer === 'object')).toHaveLength(1);
  });

  it('an invitation is good for a week, and not once it is withdrawn', () => {
    const [token, other] = [accounts.invite('person_a1'), accounts.invite('person_b2')];
    accounts.withdraw('person_b2');
    expect([accounts.invited(token), accounts.invited(other)]).toEqual(['person_a1', undefined]);
    now += invitationMs - 1;
    expect(accounts.invited(token)).toBe('person_a1');
    now += 1;
    expect(accounts.invited(token)).toBeUndefined();
    expect(accounts.accept(token)).toBeUndefined();
  });

  it('whether there is such an account does not show in how long the answer takes', async () => {
    await open('anna');
    const took = async (name: string) => {
      const times: number[] = [];
      for (let n = 0; n < 3; n += 1) {
        const began = performance.now();
        await accounts.check(name, 'not the password at all');
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await took('anna'), await took('nobody')];
    // Both derive a key, which costs a thousand times what the rest does.
    expect(unknown).toBeGreaterThan(known / 20);
  });
});
