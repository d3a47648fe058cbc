import { People } from '#identity';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './commands.ts';

describe('talkoot opener', () => {
  const folder = mkdtempSync(join(tmpdir(), 'talkoot-opener-'));
  const people = new People(join(folder, 'people.db'));
  const said: string[] = [];
  const opener = (...argv: string[]) => run(['opener', ...argv, '--data', folder]);
  beforeAll(() => {
    people.put({ id: 'person_a', label: { original: 'fi', fi: 'Pääkäyttäjä' }, demonstration: false, signIn: false });
    jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
  });
  beforeEach(() => said.splice(0));
  afterAll(() => {
    jest.restoreAllMocks();
    people.close();
    rmSync(folder, { recursive: true });
  });

  it('lets a person open collaborations, and no longer', async () => {
    expect([people.mayOpen('person_a'), await opener('person_a'), people.mayOpen('person_a')]).toEqual([
      false,
      0,
      true,
    ]);
    expect([await opener('person_a', '--remove'), people.mayOpen('person_a')]).toEqual([0, false]);
    expect(said).toEqual(['person_a may open collaborations.', 'person_a opens no more collaborations.']);
  });

  it('says what is missing', async () => {
    expect([await opener('person_b'), people.mayOpen('person_b')]).toEqual([1, false]);
    expect(await opener()).toBe(2);
    expect(await run(['opener', 'person_a', '--data', join(folder, 'nowhere')])).toBe(3);
    expect(said.every((line) => line.length > 20)).toBe(true);
  });
});
