import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inbox } from './inbox.ts';
import { Details, People, type Person } from './people.ts';

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

  describe('about somebody', () => {
    const details = { name: 'Aino Esimerkki', email: 'aino@esimerkki.fi', language: 'sv' as const };
    const at = '2026-11-23T10:00:00.000Z';

    it('says anew who they are, and tells all that any part of the file holds of them', () => {
      const inbox = new Inbox(join(folder, 'people.db'));
      people.put(anna);
      people.describe(anna.id, { ...details, name: 'A. E.' });
      people.describe(anna.id, details);
      people.link({ issuer: 'talkoot', subject: 's1' }, anna.id);
      inbox.setWay(anna.id, 'yhdessa', 'task_assigned', 'off');
      expect(people.details(anna.id)).toEqual(details);
      expect(people.about(anna.id)).toEqual({
        people: [expect.objectContaining({ id: anna.id })],
        details: [{ person: anna.id, ...details }],
        notification_rules: [{ person: anna.id, collaboration: 'yhdessa', kind: 'task_assigned', how: 'off' }],
        subjects: [{ issuer: 'talkoot', subject: 's1', person: anna.id }],
      });
      expect(people.about(other.id)).toEqual({});
      inbox.close();
    });

    it('forgets it all, once and for good, and leaves the others alone', () => {
      people.put(anna);
      people.put(other);
      for (const { id } of [anna, other]) people.describe(id, details);
      people.link({ issuer: 'talkoot', subject: 's1' }, anna.id);
      people.letOpen(anna.id);
      const forgotten: string[] = [];
      people.onForgotten((person) => forgotten.push(person));
      expect([people.forget(anna.id, at), people.forget('person_nobody', at)]).toEqual([true, false]);
      expect(forgotten).toEqual([anna.id, 'person_nobody']);
      expect([people.isFormer(anna.id), people.isFormer('person_nobody')]).toEqual([true, false]);
      // Neither a file imported again nor a late correction brings anybody back.
      people.put(anna);
      people.describe(anna.id, details);
      expect([people.about(anna.id), people.bySubject({ issuer: 'talkoot', subject: 's1' })]).toEqual([{}, undefined]);
      expect(people.mayOpen(anna.id)).toBe(false);
      expect(people.details(other.id)).toEqual(details);
    });

    it('takes a name and an address for what they are, and no identity code for a name', () => {
      const issue = (changed: object) => Details.safeParse({ ...details, ...changed }).error?.issues[0]?.message;
      expect(Details.parse({ ...details, name: '  Åsa von Örn-Öberg ' }).name).toBe('Åsa von Örn-Öberg');
      for (const name of ['', '131052-308T', 'Aino\nEsimerkki', 'Aino \u202eikremisE', 'x'.repeat(121)])
        expect([name, issue({ name })]).toEqual([name, 'PERSON_NAME_UNFIT']);
      for (const email of ['', 'aino', 'aino@', 'a b@esimerkki.fi', 'aino@esimerkki.fi\r\nBcc: x@y.fi'])
        expect([email, issue({ email })]).toEqual([email, 'PERSON_EMAIL_UNFIT']);
    });
  });
});
