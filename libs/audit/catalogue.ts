import { schemaVersionOf, type AnyDecider } from '#decider';
import { Text, type Field, type Privacy, type Words } from '#language';
import { z } from 'zod';

/** From what tells nothing of people to what may say anything. */
const privacyClasses: readonly Privacy[] = ['none', 'pseudonymous', 'personal'];

/** What is known of an event type beside its shape. */
export interface EventNotes {
  readonly words: (type: string) => Words | undefined;
  /** How personal each of its fields is. */
  readonly fields: (decider: AnyDecider, type: string) => readonly Field[];
  /** Data as it was once stored, in today's version. */
  readonly example: (type: string, version: number) => unknown;
}

/** The type a CloudEvent bears: reverse-DNS style, with the version of its data. */
export const cloudType = (type: string, version: number): string => `fi.talkoot.${type}.v${version}`;
/** Names the shape of an event's data, wherever a copy of it lies: the `x-id` it has in the catalogue. */
export const schemaId = (type: string, version: number): string => `urn:talkoot:event:${type}:v${version}`;

/** A JSON Schema, as far as it is walked here. */
export interface Schema {
  readonly [key: string]: unknown;
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly description?: string;
  readonly 'x-privacy'?: Privacy;
}

/** A kind of event as people read it. */
export interface EventKind {
  readonly type: string;
  readonly version: number;
  /** What its subject's id begins with, without the underscore. */
  readonly kind: string;
  readonly words: Words | undefined;
  readonly privacy: Privacy;
  readonly schema: Schema;
  readonly example: unknown;
}

export interface Catalogue {
  readonly events: readonly EventKind[];
  /** Shapes that several events share, by name. */
  readonly shared: Readonly<Record<string, Schema>>;
}

const places = '#/components/schemas/';

/** Every event type there is, out of the very shapes that let events in and out of the log. */
export function catalogueOf(deciders: Iterable<AnyDecider>, notes: EventNotes): Catalogue {
  const shared: Record<string, Schema> = {};
  const events = [...deciders].flatMap((decider) =>
    Object.entries(decider.events).map(([type, shape]) => {
      const version = schemaVersionOf(decider, type);
      const fields = new Map(notes.fields(decider, type).map(({ path, privacy }) => [path.join('/'), privacy]));
      const schema = classed(schemaOf(shape as z.ZodType, shared), fields, []);
      return {
        ...{ type, version, schema },
        kind: decider.prefix.slice(0, -1),
        words: notes.words(type),
        privacy: most([...fields.values()]),
        example: notes.example(type, version),
      };
    }),
  );
  return { events: events.sort((a, b) => (a.type < b.type ? -1 : 1)), shared };
}

const sharing = z.registry<{ id: string }>().add(Text, { id: 'Text' });

/** The shape as JSON Schema (draft 7, which AsyncAPI's own is a superset of); what it shares goes to `shared`. */
function schemaOf(shape: z.ZodType, shared: Record<string, Schema>): Schema {
  const made = z.toJSONSchema(shape, {
    target: 'draft-7',
    unrepresentable: 'any',
    // Names of shapes are for GraphQL: here each is written out where it stands, but for the one that stands everywhere.
    metadata: sharing,
    override({ zodSchema, jsonSchema }) {
      const { description } = z.globalRegistry.get(zodSchema) ?? {};
      if (description !== undefined) jsonSchema.description = description;
      // A field may be added to a version as long as it may be missing: readers of today must not stumble over it.
      delete jsonSchema.additionalProperties;
      // zod writes out the calendar; the format says the same.
      if (jsonSchema.format?.startsWith('date') === true) delete jsonSchema.pattern;
    },
  });
  const {
    $schema: _,
    definitions = {},
    ...schema
  } = JSON.parse(JSON.stringify(made).replaceAll('#/definitions/', places)) as Schema & {
    definitions?: Readonly<Record<string, Schema>>;
  };
  for (const [name, { id: __, ...one }] of Object.entries(definitions)) shared[name] = one;
  return schema;
}

/** The same schema with its privacy class on each field, found by its path. */
function classed(schema: Schema, fields: ReadonlyMap<string, Privacy>, path: readonly string[]): Schema {
  const inner = (key: string, value: unknown): unknown => {
    const into = (one: unknown, ...more: readonly string[]) => classed(one as Schema, fields, [...path, ...more]);
    switch (key) {
      case 'properties':
        return Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, into(one, name)]));
      case 'items':
      case 'additionalProperties':
        return into(value, '*');
      case 'anyOf':
      case 'oneOf':
        return (value as readonly unknown[]).map((one) => into(one));
      default:
        return value;
    }
  };
  const privacy = fields.get(path.join('/'));
  return {
    ...Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, inner(key, value)])),
    ...(privacy !== undefined && { 'x-privacy': privacy }),
  };
}

/** Every class that stands in a schema. */
function classesIn(schema: unknown): readonly Privacy[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = (schema as Schema)['x-privacy'];
  return own !== undefined ? [own] : Object.values(schema).flatMap(classesIn);
}

const most = (classes: readonly Privacy[]): Privacy =>
  privacyClasses.findLast((one) => classes.includes(one)) ?? 'none';

const text = { type: 'string', minLength: 1 } as const;

/** What every event bears, by CloudEvents 1.0 and its extensions of ours. https://github.com/cloudevents/spec */
const envelope = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { ...text, format: 'uuid', description: 'With the source, tells the event apart from every other.' },
    source: { ...text, format: 'uri-reference', description: 'The collaboration it happened in.' },
    type: { ...text, description: 'What happened, with the version of its data.' },
    subject: { ...text, description: 'The id of what it happened to.' },
    time: { type: 'string', format: 'date-time', description: 'When it was recorded.' },
    datacontenttype: { const: 'application/json' },
    dataschema: { ...text, format: 'uri', description: 'Names the shape of the data: an x-id in this document.' },
    data: { type: 'object' },
    position: { ...text, pattern: '^[0-9]{1,19}$', description: 'Place in the whole log: larger is later.' },
    revision: { type: 'integer', minimum: 0, description: 'Place among the events of its subject, from 0.' },
    actor: { ...text, description: 'Opaque id of the person or machine.', 'x-privacy': 'pseudonymous' },
    organisation: { ...text, description: 'The organisation acted for.' },
    mandate: { ...text, description: 'The mandate that allowed it; absent where the rule asks for none.' },
    commandid: { ...text, description: 'The same for all events of one command.' },
    correlationid: { ...text, description: 'The same for all that one request led to.' },
    causationid: { ...text, description: 'The event or command it follows from.' },
    traceparent: { ...text, description: 'W3C trace context.' },
    clock: { const: 'simulated', description: 'The time is a demonstration’s, not a real one.' },
  },
};

/** The catalogue as an AsyncAPI 3.0 document. */
export function asyncApiOf({ events, shared }: Catalogue): object {
  const named = (one: EventKind) => `${one.type}.v${one.version}`;
  const each = <T>(what: (one: EventKind) => T) => Object.fromEntries(events.map((one) => [named(one), what(one)]));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Talkoot: what happens in a collaboration',
      version: '1',
      description:
        'Every event type, out of the shapes by which the log is read. Written by `npm run events`. x-privacy tells what a field says of people: none, pseudonymous (an opaque id) or personal (free text).',
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      events: {
        address: '/events/{collaboration}',
        description: 'One CloudEvent a line (NDJSON), in log order; also `talkoot events`.',
        parameters: { collaboration: { description: 'The collaboration’s id.' } },
        messages: each((one) => ({ $ref: `#/components/messages/${named(one)}` })),
      },
    },
    operations: { tell: { action: 'send', channel: { $ref: '#/channels/events' } } },
    components: {
      messages: each(({ type, version, words, privacy, example, kind }) => ({
        name: cloudType(type, version),
        title: type,
        ...(words && { summary: words.en, 'x-words': words }),
        tags: [{ name: kind }],
        'x-privacy': privacy,
        payload: {
          allOf: [
            { $ref: `${places}CloudEvent` },
            {
              properties: {
                type: { const: cloudType(type, version) },
                dataschema: { const: schemaId(type, version) },
                data: { $ref: `${places}${type}.v${version}` },
              },
            },
          ],
        },
        examples: [{ name: 'stored', payload: exampleOf({ type, version, kind, example }) }],
      })),
      schemas: {
        CloudEvent: envelope,
        ...each(({ schema, type, version }) => ({ 'x-id': schemaId(type, version), ...schema })),
        ...Object.fromEntries(Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1))),
      },
    },
  };
}

const exampleOf = ({ type, version, kind, example }: Pick<EventKind, 'type' | 'version' | 'kind' | 'example'>) => ({
  specversion: '1.0',
  id: '5b1cd0e3-0000-4000-8000-000000000001',
  source: '/collaborations/keskisuomi',
  type: cloudType(type, version),
  subject: `${kind}_example`,
  time: '2024-06-30T09:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: schemaId(type, version),
  position: '1',
  revision: 0,
  actor: 'person_x',
  organisation: 'partner_x',
  mandate: 'mandate_x',
  commandid: '5b1cd0e3-0000-4000-8000-000000000002',
  correlationid: '5b1cd0e3-0000-4000-8000-000000000002',
  causationid: '5b1cd0e3-0000-4000-8000-000000000002',
  data: example,
});

/** The catalogue as a page people read. */
export function cataloguePage({ events }: Catalogue): string {
  const lines = [
    '# What happens: every event type',
    '',
    `Written by \`npm run events\` out of the shapes themselves; the same for tools is [asyncapi.json](asyncapi.json), with an example of each. ${events.length} types. A field with a question mark may be missing. Privacy: what the event’s most personal field tells of people; such fields are marked * (an opaque id) and ** (free text, which may name somebody).`,
  ];
  for (const kind of [...new Set(events.map((one) => one.kind))].sort()) {
    lines.push('', `## ${kind}`, '', '| Type | Version | What happened | Fields | Privacy |', '|---|---|---|---|---|');
    for (const { type, version, words, schema, privacy } of events.filter((one) => one.kind === kind)) {
      const said = words ? `${words.en} · ${words.fi} · ${words.sv}` : '';
      const fields = Object.entries(schema.properties ?? {}).map(([name, one]) => {
        const mark = { none: '', pseudonymous: '*', personal: '**' }[most(classesIn(one))];
        return `${name}${schema.required?.includes(name) ? '' : '?'}${mark.replaceAll('*', '\\*')}`;
      });
      lines.push(`| ${type} | ${version} | ${said} | ${fields.join(', ') || '—'} | ${privacy} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
