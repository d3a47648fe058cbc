import { Codec } from '#world';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writtenFiles } from '../apps/api/events.ts';
import { contexts } from '../apps/api/platform.ts';
import { run } from '../apps/cli/commands.ts';
import { House } from './harness.ts';

/** The JSON Schema validator that Fastify brings along. */
interface Validator {
  compile(schema: object): ((value: unknown) => boolean) & { errors?: unknown };
  addSchema(schema: object): Validator;
  validateSchema(schema: object): boolean | PromiseLike<unknown>;
  errors?: unknown;
}
const fromFastify = createRequire(require.resolve('fastify'));
const Ajv = (fromFastify('ajv') as { default: new (options: object) => Validator }).default;
const addFormats = (
  createRequire(fromFastify.resolve('@fastify/ajv-compiler'))('ajv-formats') as {
    default: (ajv: Validator) => void;
  }
).default;

interface Message {
  readonly name: string;
  readonly payload: object;
  readonly examples: readonly [{ readonly payload: Readonly<Record<string, unknown>> }];
  readonly 'x-privacy': string;
}
interface Document {
  readonly asyncapi: string;
  readonly channels: { readonly events: { readonly messages: Readonly<Record<string, { readonly $ref: string }>> } };
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
}

const folder = join(__dirname, '../infra/events');
const document = JSON.parse(readFileSync(join(folder, 'asyncapi.json'), 'utf8')) as Document;
const messages = Object.entries(document.components.messages);
const golden = readdirSync(join(__dirname, 'golden'));

/** Validators of every message, by the type a CloudEvent of it bears. */
function validators() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'catalogue', ...document });
  return new Map(
    Object.entries(document.components.messages).map(([name, { name: type }]) => [
      type,
      ajv.compile({ $ref: `catalogue#/components/messages/${name}/payload` }),
    ]),
  );
}

/**
 * What CloudEvents 1.0 asks of an event in JSON, said from the specification and not from our schema:
 * required attributes, no empty ones, names of lower-case letters and digits, values of its type system.
 */
function cloudEventFaults(event: Readonly<Record<string, unknown>>): readonly string[] {
  const { data: _, ...attributes } = event;
  const required = ['id', 'source', 'specversion', 'type'].filter(
    (name) => typeof attributes[name] !== 'string' || attributes[name] === '',
  );
  const named = Object.keys(attributes).filter((name) => !/^[a-z0-9]{1,20}$/.test(name));
  const valued = Object.entries(attributes).filter(([, value]) =>
    typeof value === 'number'
      ? !Number.isInteger(value) || value < -(2 ** 31) || value >= 2 ** 31
      : typeof value === 'string'
        ? value === '' || !value.isWellFormed() || /\p{Cc}/u.test(value)
        : typeof value !== 'boolean',
  );
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(String(attributes['time']));
  const schema = URL.canParse(String(attributes['dataschema']));
  return [
    ...required,
    ...named,
    ...valued.map(([name]) => name),
    ...(attributes['specversion'] === '1.0' ? [] : ['specversion']),
    ...(time ? [] : ['time']),
    ...(schema ? [] : ['dataschema']),
  ];
}

describe('the event catalogue', () => {
  it('and the retention plan are up to date: npm run events writes them anew', () => {
    for (const [name, text] of Object.entries(writtenFiles(join(__dirname, 'golden'))))
      expect(readFileSync(join(folder, '..', name), 'utf8')).toBe(text);
  });

  it('names every event type in today’s version, with words in three languages and a privacy class', () => {
    const codec = new Codec(contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider)));
    expect(messages.map(([name]) => name.replace(/\.v\d+$/, ''))).toEqual([...codec.types].sort());
    for (const [name, message] of messages) {
      expect(golden).toContain(`${name}.json`);
      expect(message).toMatchObject({
        'x-words': {
          fi: expect.any(String) as string,
          sv: expect.any(String) as string,
          en: expect.any(String) as string,
        },
        'x-privacy': expect.stringMatching(/^(none|pseudonymous|personal)$/) as string,
      });
    }
  });

  it('is an AsyncAPI 3 document whose references all lead somewhere', () => {
    expect(document.asyncapi).toBe('3.0.0');
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    expect(references.length).toBeGreaterThan(messages.length);
    for (const path of new Set(references)) {
      let at: unknown = document;
      for (const part of path.split('/')) at = (at as Record<string, unknown>)[part];
      expect([path, typeof at]).toEqual([path, 'object']);
    }
    expect(Object.keys(document.channels.events.messages)).toEqual(messages.map(([name]) => name));
  });

  it('holds sound JSON Schemas, which take every example and nothing that lacks a field or has another type', () => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    for (const [name, schema] of Object.entries(document.components.schemas))
      expect([name, ajv.validateSchema(schema), ajv.errors]).toEqual([name, true, null]);
    const all = validators();
    let bent = 0;
    for (const [, { name, examples }] of messages) {
      const valid = all.get(name);
      if (!valid) throw new Error(`No validator of ${name}`);
      const { payload } = examples[0];
      expect([name, valid(payload), valid.errors]).toEqual([name, true, null]);
      expect(cloudEventFaults(payload)).toEqual([]);
      expect(valid({ ...payload, type: 'fi.talkoot.Other.v1' })).toBe(false);
      const data = payload['data'] as Readonly<Record<string, unknown>>;
      for (const [field, value] of Object.entries(data)) {
        if (typeof value !== 'string') continue;
        bent++;
        expect([name, field, valid({ ...payload, data: { ...data, [field]: { other: 1 } } })]).toEqual([
          name,
          field,
          false,
        ]);
      }
    }
    expect(bent).toBeGreaterThan(100);
  });

  it('calls free text personal, a person’s id pseudonymous, and numbers neither', () => {
    const classOf = (type: string) => document.components.messages[`${type}.v1`]?.['x-privacy'];
    expect(classOf('CommentWritten')).toBe('personal');
    expect(classOf('MandateGranted')).toBe('pseudonymous');
    expect(classOf('GoalEndorsed')).toBe('none');
  });
});

describe('events that leave the house', () => {
  let house: House;
  let home: string;
  let errors: string[];
  beforeAll(async () => {
    house = await House.open();
    home = mkdtempSync(join(tmpdir(), 'talkoot-events-'));
  });
  afterAll(async () => {
    await house.close();
    rmSync(home, { recursive: true });
  });
  beforeEach(() => {
    errors = [];
    jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterEach(() => void jest.restoreAllMocks());

  type Event = Readonly<Record<string, unknown>>;
  const parsed = (text: string) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Event);
  const out = () => join(home, 'out.ndjson');
  const written = async (...more: readonly string[]) => {
    const asked = ['events', '--collaboration', 'keskisuomi', '--data', house.folder, '--out', out(), ...more];
    expect(await run(asked)).toBe(0);
    return parsed(readFileSync(out(), 'utf8'));
  };
  const taken = (cookie: string, query = '') =>
    fetch(`${house.url}/events/keskisuomi${query}`, { headers: { cookie, accept: 'application/x-ndjson' } });

  it('are sound CloudEvents, each as the catalogue says, all of them and in log order', async () => {
    const events = await written('--source', 'https://talkoot.example/');
    const log = await Array.fromAsync(house.platform.log.readAll({ category: 'keskisuomi' }));
    expect(events.map(({ id, position, time, correlationid }) => [id, position, time, correlationid])).toEqual(
      log.map(({ id, position, recordedAt, metadata }) => [id, String(position), recordedAt, metadata.correlationId]),
    );
    const all = validators();
    for (const event of events) {
      expect(cloudEventFaults(event)).toEqual([]);
      const valid = all.get(String(event['type']));
      expect([event['type'], valid?.(event), valid?.errors]).toEqual([event['type'], true, null]);
    }
    expect(events[0]).toMatchObject({
      specversion: '1.0',
      source: 'https://talkoot.example/collaborations/keskisuomi',
      type: 'fi.talkoot.CollaborationOpened.v1',
      subject: 'collaboration_keskisuomi',
      dataschema: 'urn:talkoot:event:CollaborationOpened:v1',
    });
  });

  it('are taken by days that begin and end in Helsinki, by instants and by positions', async () => {
    const log = await Array.fromAsync(house.platform.log.readAll({ category: 'keskisuomi' }));
    const positions = (fits: (event: (typeof log)[number]) => boolean) =>
      log.filter(fits).map(({ position }) => String(position));
    const those = async (...more: readonly string[]) => (await written(...more)).map(({ position }) => position);
    // Summer time begins and ends within each of the two.
    expect(await those('--from', '2024-03-31', '--to', '2024-10-27')).toEqual(
      positions(({ recordedAt }) => recordedAt >= '2024-03-30T22' && recordedAt < '2024-10-27T22'),
    );
    const [one, other] = [log[40], log[90]];
    expect(await those('--from', `#${one?.position}`, '--to', `#${other?.position}`)).toHaveLength(51);
    const at = other?.recordedAt ?? '';
    expect(await those('--from', at, '--to', at)).toEqual(positions(({ recordedAt }) => recordedAt === at));
    expect(await those('--from', '2099-01-01')).toEqual([]);
  });

  it('are told in a sentence how to be asked for', async () => {
    expect(await run(['events'])).toBe(2);
    expect(await run(['events', '--collaboration', 'keskisuomi', '--format', 'xml'])).toBe(2);
    expect(await run(['events', '--collaboration', 'keskisuomi', '--data', house.folder, '--from', 'once'])).toBe(2);
    expect(await run(['events', '--collaboration', 'keskisuomi', '--data', home])).toBe(3);
    expect(errors[1]).toMatch(/^The only format there is, is cloudevents/);
  });

  it('go over HTTP to an auditor alone, and the reading is recorded first (rules 33 and 48)', async () => {
    const { cookie: auditor } = await house.as('person_audit01');
    const { cookie: coordinator } = await house.as('person_coord01');
    expect((await taken('')).status).toBe(401);
    expect((await taken(coordinator)).status).toBe(404);
    const absent = await fetch(`${house.url}/events/nowhere`, { headers: { cookie: auditor } });
    expect(await absent.text()).toBe(await (await taken(coordinator)).text());
    const head = await house.platform.log.head();
    const answer = await taken(auditor, '?from=2024-06-03&to=2025-01-15');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    const records = await Array.fromAsync(house.platform.log.readAll({ after: head }));
    expect(records.map(({ type }) => type)).toContain('SmallCountsRead');
    const plain = (events: readonly Event[]) => events.map((event) => ({ ...event, source: '' }));
    expect(plain(parsed(await answer.text()))).toEqual(
      plain(await written('--from', '2024-06-03', '--to', '2025-01-15')),
    );
    expect((await taken(auditor, '?from=once')).status).toBe(400);
  });
});
