import { hashOf } from '#graphql';
import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A settings file that cannot be used: told to whoever starts the server, in one sentence. */
export class UnfitSettings extends Error {
  override readonly name = 'UnfitSettings';
}

const address = z.string().refine(isAddress, 'This is no IP address, and no network such as 10.0.0.0/8');

function isAddress(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    longest > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest))
  );
}

const Edge = z.strictObject({
  /** Where people find the service, as their browser shows it. Without it only this machine's own pages are let in. */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Proxies whose X-Forwarded-… headers are believed. */
  trustedProxies: z.array(address).default([]),
  /** Path of the hash manifest of documents: with one, nothing else is carried out. Beside the settings file. */
  trustedDocuments: z.string().optional(),
  /** What one asker may ask for in a minute, in fields of the answer (see libs/graphql/budget.ts). */
  costPerMinute: z.int().min(1).default(600_000),
  /** What they may ask for at once after a rest. */
  costAtOnce: z.int().min(1).default(1_000_000),
  /** How long an operation may take, in milliseconds. */
  operationMs: z.int().min(1).default(10_000),
  /** Websockets that may be open together, those of one asker, and the subscriptions on one of them. */
  sockets: z
    .strictObject({
      inAll: z.int().min(0).default(5_000),
      perAsker: z.int().min(0).default(30),
      subscriptions: z.int().min(0).default(30),
    })
    .prefault({}),
  /** Path of the boundaries of places, for maps (see {@link Boundaries}). Beside the settings file. */
  boundaries: z.string().optional(),
  /** How long the record of access is kept, in days; five years unless told (see libs/audit/request.store.ts). */
  accessDays: z.int().min(1).optional(),
  /** For https://www.rfc-editor.org/rfc/rfc9116: whom to tell of a weakness. */
  security: z
    .strictObject({
      contact: z.url({ protocol: /^(https|mailto|tel)$/ }),
      expires: z.iso.datetime(),
      policy: z.url({ protocol: /^https$/ }).optional(),
    })
    .optional(),
});

const coordinate = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const rings = z.array(z.array(coordinate).min(4)).min(1);

/**
 * Boundaries of places as GeoJSON (RFC 7946) in degrees, each feature with the `code` of its place; `tiles` says where
 * each stands in a tile grid, as column and row from the top left. What is not named is left out.
 */
export const Boundaries = z.object({
  type: z.literal('FeatureCollection'),
  tiles: z.record(z.string(), z.tuple([z.int().min(0).max(60), z.int().min(0).max(60)])).optional(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({ code: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: rings }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).min(1) }),
      ]),
    }),
  ),
});
type Boundaries = Readonly<z.infer<typeof Boundaries>>;

/** What of the edge is told apart by place: by file, since it is no secret; secrets stand in files of their own. */
export type EdgeSettings = Readonly<Omit<z.infer<typeof Edge>, 'boundaries'>> & {
  readonly boundaries?: Boundaries;
  /** Demonstration and development: the schema describes itself, and errors say what else might have been meant. */
  readonly dev: boolean;
  /** Hash (hex SHA-256 of the text) to the text of each document that may be carried out; all may when there is none. */
  readonly documents?: ReadonlyMap<string, string>;
};

export const edgeDefaults: EdgeSettings = { ...fromFile(Edge.parse({}), undefined), dev: true };

/** The `edge` part of a YAML settings file. Throws {@link UnfitSettings} with what is wrong. */
export function edgeSettings(file: string | undefined, dev: boolean): EdgeSettings {
  const given = file === undefined ? {} : settingsIn(file);
  const { edge } = fit(z.looseObject({ edge: Edge.prefault({}) }), given ?? {}, file ?? 'The settings');
  const settings = { ...fromFile(edge, file), dev };
  const { trustedDocuments } = edge;
  if (trustedDocuments === undefined || file === undefined) return settings;
  return { ...settings, documents: manifest(resolve(dirname(file), trustedDocuments)) };
}

/** With the boundaries in place of where they are. */
function fromFile(
  { boundaries, ...edge }: z.infer<typeof Edge>,
  file: string | undefined,
): Omit<EdgeSettings, 'dev' | 'documents'> {
  if (boundaries === undefined || file === undefined) return edge;
  const path = resolve(dirname(file), boundaries);
  return { ...edge, boundaries: fit(Boundaries, read(path, JSON.parse), path) };
}

/** `{ "<hex SHA-256 of the text>": "<text>" }`, as code generators for clients write it. */
function manifest(file: string): ReadonlyMap<string, string> {
  const Manifest = z.record(z.string().regex(/^(sha256:)?[0-9a-f]{64}$/), z.string().min(1));
  const documents = Object.entries(fit(Manifest, read(file, JSON.parse), file)).map(
    ([hash, text]) => [hash.replace('sha256:', ''), text] as const,
  );
  const other = documents.find(([hash, text]) => hashOf(text) !== hash);
  if (other)
    throw new UnfitSettings(`${file}: the document under ${other[0]} has another hash. Write the manifest anew.`);
  return new Map(documents);
}

/**
 * A YAML settings file, with `${NAME}` in its values taken from the environment. Throws {@link UnfitSettings} when it is
 * no YAML, and when a variable is not set.
 */
export function settingsIn(
  file: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): unknown {
  const fill = (_: unknown, value: unknown): unknown =>
    typeof value !== 'string'
      ? value
      : value.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (__, name: string) => {
          const found = environment[name];
          if (found === undefined || found === '')
            throw new UnfitSettings(`${file} asks for the environment variable ${name}, which is not set.`);
          return found;
        });
  return read(file, (text) => parse(text, fill));
}

function fit<Shape extends z.ZodType>(shape: Shape, given: unknown, file: string): z.infer<Shape> {
  const { data, error } = shape.safeParse(given);
  if (error) throw new UnfitSettings(`${file}: ${z.prettifyError(error)}`);
  return data;
}

function read(file: string, format: (text: string) => unknown): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return format(text);
  } catch (error) {
    if (error instanceof UnfitSettings) throw error;
    throw new UnfitSettings(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * A secret, from a file that only its owner may read: an argument or a variable would be seen by whoever lists
 * processes. Throws {@link UnfitSettings}.
 */
export function secretFrom(file: string, leastLength = 16): string {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new UnfitSettings(`${file} can be read by others than its owner: chmod 600 ${file}`);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < leastLength)
    throw new UnfitSettings(`The secret in ${file} is shorter than ${leastLength} characters.`);
  return secret;
}
