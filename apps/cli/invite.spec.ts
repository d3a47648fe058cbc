import { Accounts, People } from '#identity';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './commands.ts';

describe('talkoot invite', () => {
  let home: string;
  let out: string[];
  let errors: string[];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'talkoot-invite-'));
    [out, errors] = [[], []];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
    const people = new People(join(home, 'people.db'));
    people.put({
      id: 'person_a1',
      label: { original: 'fi', fi: 'Yhteyshenkilö' },
      demonstration: false,
      signIn: false,
    });
    people.close();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(home, { recursive: true });
  });
  const invited = (link = '') => {
    const accounts = new Accounts(join(home, 'people.db'));
    const person = accounts.invited(link.replace(/^.*\/invitation\//, ''));
    accounts.close();
    return person;
  };

  it('prints a link to the site of the settings, and the one before leads nowhere', async () => {
    const settings = join(home, 'settings.yaml');
    writeFileSync(settings, 'edge: { publicUrl: "https://talkoot.example.fi" }\nsignIn: { embedded: true }');
    expect(await run(['invite', 'person_a1', '--data', home])).toBe(0);
    expect(await run(['invite', 'person_a1', '--data', home, '--settings', settings])).toBe(0);
    expect(out).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/invitation\/[\w-]{43}$/),
      expect.stringMatching(/^https:\/\/talkoot\.example\.fi\/invitation\/[\w-]{43}$/),
    ]);
    expect(out.map(invited)).toEqual([undefined, 'person_a1']);
  });

  it('says in a sentence whom it does not know, and makes no directory', async () => {
    expect(await run(['invite', 'person_b2', '--data', home])).toBe(1);
    expect(await run(['invite'])).toBe(2);
    expect(await run(['invite', 'person_a1', '--data', join(home, 'nowhere')])).toBe(3);
    writeFileSync(join(home, 'settings.yaml'), 'signIn: { shiny: true }');
    expect(await run(['invite', 'person_a1', '--data', home, '--settings', join(home, 'settings.yaml')])).toBe(3);
    expect(out).toEqual([]);
    expect(errors).toEqual([
      'There is nobody called person_b2 in the directory.',
      'Name one person: talkoot invite person_…',
      `${join(home, 'nowhere', 'people.db')} does not exist.`,
      expect.stringContaining('signIn: Unrecognized key'),
    ]);
    expect(existsSync(join(home, 'nowhere'))).toBe(false);
  });
});
