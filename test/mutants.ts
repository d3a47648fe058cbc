import { hash } from 'node:crypto';

/** What is put where something else stood. */
const values = [
  '0',
  '-0',
  '1.0',
  '1e0',
  '9007199254740993',
  '"\\ud800"',
  '""',
  'null',
  'true',
  'NaN',
  '[]',
  '{}',
  ' ',
  '"é"',
  '"e\u0301"',
  ',',
  '"__proto__":1',
  '0'.repeat(5_000),
  '['.repeat(20_000),
];

/**
 * A file of lines of JSON with one thing in it changed: a bit, a byte, a value, a line. Which one follows from the name
 * alone, so that a failure can be looked at again.
 */
export function mutantOf(whole: string, name: string): Buffer {
  const random = (below: number, use: string) => hash('sha256', `${name},${use}`, 'buffer').readUInt32BE() % below;
  const lines = whole.split('\n').slice(0, -1);
  const bytes = Buffer.from(whole);
  const place = random(bytes.length, 'place');
  const pick = random(lines.length, 'line');
  const line = lines[pick] ?? '';
  const tokens = [...line.matchAll(/"[^"]*"|\d+|null|[{}[\],:]/g)];
  const token = tokens[random(tokens.length, 'token')];
  const value = values[random(values.length, 'value')] ?? '';
  const replaced = () => {
    const start = token?.index ?? 0;
    return lines.with(pick, line.slice(0, start) + value + line.slice(start + (token?.[0].length ?? 0)));
  };
  const text = (all: readonly string[]) => Buffer.from(all.map((each) => `${each}\n`).join(''));
  const ways = [
    () => (bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << random(8, 'bit')), place), bytes),
    () => (bytes.writeUInt8(random(256, 'byte'), place), bytes),
    () => bytes.subarray(0, place),
    () => Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + random(4, 'cut'))]),
    () => Buffer.concat([bytes.subarray(0, place), Buffer.from(value), bytes.subarray(place)]),
    () => text(replaced()),
    () => text(replaced()),
    () => text(lines.toSpliced(pick, 1)),
    () => text(lines.toSpliced(pick, 0, line)),
    () => text(lines.toSpliced(pick, 1).toSpliced(random(lines.length, 'to'), 0, line)),
  ];
  return ways[random(ways.length, 'how')]?.() ?? bytes;
}
