import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { People, type Person } from './people.ts';

describe('the people directory', () => {
  let folder: string;
  let people: People;
  const anna: Person = {
    id: 'person_a1',
    label: { original: 'fi', fi: 'Kunnan yhteyshenkilö', sv: 'Kommunens kontaktperson' },
    demonstration: true,
    signIn: true,
  };
  const other: Person = { ...anna, id: 'person_b2', signIn: false };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-people-'));
    people = new People(join(folder, 'people.db'));
  });
  afterEach(() => {
    people.close();
    rmSync(folder, { recursive: true });
  });

  it('gives back what was entered, and nothing for somebody it does not know', () => {
    people.put(anna);
    expect(people.get('person_a1')).toEqual(anna);
    expect(people.get('person_x')).toBeUndefined();
  });

  it('lists people in the order in which they were entered, also after one was changed', () => {
    people.put(other);
    people.put(anna);
    people.put({ ...other, signIn: true });
    expect(people.list()).toEqual([{ ...other, signIn: true }, anna]);
  });

  it('keeps them over a restart', () => {
    people.put(anna);
    people.close();
    people = new People(join(folder, 'people.db'));
    expect(people.list()).toEqual([anna]);
  });
});
