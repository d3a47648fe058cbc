import { START } from '#event-log';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyKeys, Keys } from './keys.ts';
import { commitmentOf, hmacOf, opened, replaced, sealed, type Where } from './seal.ts';

const where: Where = { stream: 'ks-thread_1', event: '5b1cd0e3-0000-4000-8000-000000000001', path: '/text' };
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<string>;

describe('a sealed text', () => {
  const key = randomBytes(32);
  const commitment = commitmentOf(key);

  it('opens to what it was, and the same bytes come of the same text in the same place', () => {
    fc.assert(
      fc.property(json, fc.string(), (text, path) => {
        const at = { ...where, path };
        const box = sealed(text, key, commitment, at);
        expect(opened(box, key, at)).toEqual(JSON.parse(JSON.stringify(text)));
        expect(sealed(text, key, commitment, at)).toEqual(box);
      }),
    );
  });

  it('does not open in another place, under another key, or with a bit changed', () => {
    const box = sealed('Sanottu', key, commitment, where);
    for (const other of [{ stream: 'ks-thread_2' }, { event: 'x' }, { path: '/title' }])
      expect(() => opened(box, key, { ...where, ...other })).toThrow();
    expect(() => opened(box, randomBytes(32), where)).toThrow();
    const bytes = Buffer.from(box.box, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 7) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => opened({ ...box, box: changed.toString('base64') }, key, where)).toThrow();
    }
    // Node takes a tag of four bytes for a whole one unless told how long it is.
    const short = Buffer.concat([bytes.subarray(0, -16), bytes.subarray(-16, -12)]);
    expect(() => opened({ ...box, box: short.toString('base64') }, key, where)).toThrow();
  });

  it('tells little of how long it is', () => {
    const lengthOf = (text: string) => sealed(text, key, commitment, where).box.length;
    expect(lengthOf('a')).toBe(lengthOf('a'.repeat(50)));
    expect(lengthOf('a')).toBeLessThan(lengthOf('a'.repeat(100)));
  });

  it('takes another nonce for another text in its place', () => {
    const [a, b] = [sealed('a', key, commitment, where), sealed('b', key, commitment, where)];
    expect(a.box.slice(0, 16)).not.toBe(b.box.slice(0, 16));
  });
});

it('data is replaced without being changed, and is the very same where nothing is', () => {
  const data = Object.freeze({ a: Object.freeze([Object.freeze({ $x: 1 }), 2]), 'b/c': Object.freeze({ d: 3 }) });
  const paths: string[] = [];
  const after = replaced(data, (value, path) => {
    paths.push(path);
    return typeof value === 'object' && value !== null && '$x' in value ? 'y' : undefined;
  });
  expect(after).toEqual({ a: ['y', 2], 'b/c': { d: 3 } });
  expect(paths).toEqual(['', '/a', '/a/0', '/b~1c']);
  expect(replaced(data, () => undefined)).toBe(data);
});

it('what is made of two hashes is what Node makes', () => {
  const bytes = (most: number, least = 0) =>
    fc.uint8Array({ minLength: least, maxLength: most }).map((array) => Buffer.from(array));
  fc.assert(
    fc.property(bytes(32, 32), bytes(5_000), (key, message) => {
      expect(hmacOf(key, message)).toEqual(createHmac('sha256', key).update(message).digest());
    }),
  );
});

describe('keys', () => {
  let folder: string;
  let keys: Keys;
  const by = { collaboration: 'ks', author: 'person_anna', kind: 'thread' };
  const file = () => join(folder, 'keys.db');
  const wrapping = () => join(folder, 'elsewhere', 'wrapping.key');
  const openKeys = () => new Keys(file(), wrapping());

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-keys-'));
    keys = openKeys();
  });
  afterEach(() => {
    keys.close();
    rmSync(folder, { recursive: true });
  });

  it('outlive a restart, one for each author and kind of thing', () => {
    const box = keys.seal('Sanottu', by, where, START);
    expect(keys.seal('Muuta', by, { ...where, path: '/title' }, 7n).$sealed).toBe(box.$sealed);
    expect(keys.seal('Muuta', { ...by, kind: 'risk' }, where, START).$sealed).not.toBe(box.$sealed);
    expect(keys.seal('Muuta', { ...by, author: 'person_b' }, where, START).$sealed).not.toBe(box.$sealed);
    keys.close();
    keys = openKeys();
    expect(keys.open(box, where)).toEqual({ text: 'Sanottu' });
    expect(keys.kindsOf('ks', 'person_anna')).toEqual(['risk', 'thread']);
  });

  it('once erased are in no file, and what is written later has another', () => {
    const box = keys.seal('Sanottu', by, where, 3n);
    const other = keys.seal('Muuta', { ...by, kind: 'risk' }, where, 3n);
    const reader = new Database(file(), { readonly: true });
    const wrapped = reader.prepare('SELECT wrapped FROM keys WHERE id = ?').pluck().get(box.$sealed) as Buffer;
    reader.close();
    expect(readFileSync(file()).includes(wrapped) || readFileSync(`${file()}-wal`).includes(wrapped)).toBe(true);
    const before = keys.mark('ks');

    expect(keys.erase({ ...by, kinds: ['thread'] }, 3n, 'objection')).toBe(0);
    expect(keys.erase({ ...by, kinds: ['thread'] }, 4n, 'objection')).toBe(1);
    expect(keys.erase({ ...by, kinds: ['thread'] }, 4n, 'objection')).toBe(0);
    expect(keys.open(box, where)).toEqual({ gone: 'objection' });
    expect(keys.open(other, where)).toEqual({ text: 'Muuta' });
    expect(keys.mark('ks')).not.toBe(before);
    for (const each of [file(), `${file()}-wal`]) expect(readFileSync(each).includes(wrapped)).toBe(false);

    const later = keys.seal('Uutta', by, where, 4n);
    expect(later.$sealed).not.toBe(box.$sealed);
    expect(keys.erase({ ...by, kinds: ['thread'] }, 4n, 'objection')).toBe(0);
    expect(keys.open(later, where)).toEqual({ text: 'Uutta' });
  });

  it('restricted show nothing until they are lifted, and then all', () => {
    const box = keys.seal('Sanottu', by, where, 3n);
    keys.restrict(by, 4n);
    expect(keys.open(box, where)).toEqual({ gone: 'restricted' });
    expect(keys.forAuditors.open(box, where)).toEqual({ text: 'Sanottu' });
    keys.lift(by, 4n);
    expect(keys.open(box, where)).toEqual({ text: 'Sanottu' });
    keys.erase(by, 4n, 'unlawful');
    keys.lift(by, 4n);
    expect(keys.open(box, where)).toEqual({ gone: 'unlawful' });
    expect(keys.forAuditors.open(box, where)).toEqual({ gone: 'unlawful' });
  });

  it('of which nothing is known are missing, and say so', () => {
    expect(keys.open({ $sealed: 'unknown', box: '' }, where)).toEqual({ gone: 'key_missing' });
  });

  it('are worth nothing without the key that wraps them, which its owner alone may read', () => {
    expect(statSync(wrapping()).mode & 0o777).toBe(0o600);
    const kept = readFileSync(wrapping());
    keys.close();
    rmSync(wrapping());
    expect(openKeys).toThrow('Put that file back');
    writeFileSync(wrapping(), randomBytes(32).toString('hex'), { mode: 0o644 });
    expect(openKeys).toThrow('chmod 600');
    chmodSync(wrapping(), 0o600);
    expect(openKeys).toThrow('another key');
    writeFileSync(wrapping(), 'nonsense');
    expect(openKeys).toThrow('holds no key');
    writeFileSync(wrapping(), kept);
    keys = openKeys();
  });

  it('are brought to another folder, again when there are more, and never over what was erased there', () => {
    const to = join(folder, 'to');
    mkdirSync(to);
    const boxes = ['Sanottu', 'Muuta'].map((text, n) =>
      keys.seal(text, { ...by, author: `person_${n}` }, where, START),
    );
    expect(copyKeys(folder, to)).toBe(2);
    const shown = () => {
      const there = new Keys(join(to, 'keys.db'), wrapping());
      try {
        return boxes.map((box) => there.open(box, where));
      } finally {
        there.close();
      }
    };
    expect(shown()).toEqual([{ text: 'Sanottu' }, { text: 'Muuta' }]);
    keys.erase({ collaboration: 'ks', author: 'person_0' }, 9n, 'objection');
    boxes.push(keys.seal('Lisää', { ...by, author: 'person_2' }, where, START));
    expect(copyKeys(folder, to)).toBe(1);
    expect(shown()).toEqual([{ gone: 'objection' }, { text: 'Muuta' }, { text: 'Lisää' }]);
    const there = new Keys(join(to, 'keys.db'), wrapping());
    there.erase({ collaboration: 'ks', author: 'person_1' }, 9n, 'objection');
    there.close();
    expect(copyKeys(folder, to)).toBe(0);
    expect(shown()).toEqual([{ gone: 'objection' }, { gone: 'objection' }, { text: 'Lisää' }]);
    expect(copyKeys(join(folder, 'elsewhere'), to)).toBe(0);
  });

  it('are not brought to those of other texts', () => {
    const to = join(folder, 'to');
    mkdirSync(to);
    new Keys(join(to, 'keys.db'), join(to, 'wrapping.key')).close();
    expect(() => copyKeys(folder, to)).toThrow('holds the keys of other texts, wrapped with another key');
  });
});
