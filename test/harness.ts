import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { execute, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { importFolder } from '../apps/cli/import/import.ts';
import { contextOf } from '../apps/api/edge.ts';
import { openPlatform, openPlatformAt, type Platform, type PlatformOptions } from '../apps/api/platform.ts';
import { createServer, listen } from '../apps/api/server.ts';
import { edgeDefaults, type EdgeSettings } from '../apps/api/settings.ts';
import { Entrance, type EntranceOptions } from '../apps/api/sign-in/entrance.ts';
import { Visitor } from './visitor.ts';

/** What a GraphQL endpoint says, as far as tests read it. */
export interface Answer {
  readonly status: number;
  // Tests look into answers of many shapes; a wrong path fails the comparison that follows.
  readonly data: Record<string, never> | null;
  readonly errors: readonly { message: string; path?: (string | number)[]; extensions: { code: string } }[] | undefined;
  readonly raw: string;
}

export interface Client {
  query(document: string, variables?: object): Promise<Answer>;
  /** The entity or the refusal a mutation answered with. */
  act(document: string, variables?: object): Promise<Record<string, never>>;
  readonly cookie: string;
}

/** What a refused command is answered with: why, where, and what to do instead in each language. */
export interface Refusal {
  readonly code: string;
  readonly field: string | null;
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}

type Found = Readonly<Record<string, unknown>>;

interface To {
  readonly expectedVersion?: number;
  readonly actingFor?: string;
}

/** Commands are named as their mutations; `shown` is what is asked of the changed thing, `Goal { phase }`. */
export interface Talk {
  /** The changed thing; throws when it was refused. */
  does(who: Client, mutation: string, id: string, input?: object, shown?: string, to?: To): Promise<Found>;
  /** The refusal; throws when it was not refused. */
  refuses(who: Client, mutation: string, id: string, input?: object, to?: To): Promise<Refusal>;
  /** What stands under `collaboration`, now or as of a moment, once all that follows by itself has followed. */
  asks(who: Client, fields: string, asOf?: string, to?: Pick<To, 'actingFor'>): Promise<Found | null>;
}

/** How people come in, where a test is about that. */
export type Door = Partial<Omit<EntranceOptions, 'folder' | 'people'>>;

/** A real server on a real port over a real folder, with Central Finland loaded unless told otherwise. */
export class House {
  readonly folder: string;
  platform!: Platform;
  app!: NestFastifyApplication;
  url!: string;
  entrance!: Entrance;

  private readonly ways: Pick<PlatformOptions, 'reactions' | 'clock' | 'place'>;
  private readonly door: Door;
  private readonly settings: EdgeSettings;
  /** Cookies of who has signed in by the page. */
  private readonly signedIn = new Map<string, string>();

  private constructor(
    folder: string,
    ways: Pick<PlatformOptions, 'reactions' | 'clock' | 'place'>,
    door: Door,
    settings: Partial<EdgeSettings>,
  ) {
    this.folder = folder;
    this.ways = ways;
    this.door = door;
    this.settings = { ...edgeDefaults, ...settings };
  }

  /**
   * Nothing follows by itself unless it is asked for: a test that counts what happens does all of it. A clock of its
   * own lets a test live through years; sessions live by the real one unless the door is given another.
   */
  static async open({
    empty = false,
    reactions = false,
    clock = () => new Date(),
    door = {},
    settings = {},
    place,
  }: {
    empty?: boolean;
    reactions?: boolean;
    clock?: () => Date;
    door?: Door;
    settings?: Partial<EdgeSettings>;
    /** Where the log is kept, empty yet, when not in the folder. */
    place?: string;
  } = {}): Promise<House> {
    const folder = mkdtempSync(join(tmpdir(), 'talkoot-house-'));
    if (!empty && place === undefined) cpSync(await loaded(), folder, { recursive: true });
    const house = new House(folder, { reactions, clock, ...(place !== undefined && { place }) }, door, settings);
    await house.start();
    return house;
  }

  async start(): Promise<void> {
    const options = { folder: this.folder, warn: () => undefined, ...this.ways };
    const { place } = this.ways;
    this.platform = place === undefined ? openPlatform(options) : await openPlatformAt(place, options);
    await this.platform.reactions?.start();
    const { folder, platform } = this;
    this.entrance = new Entrance({ demonstration: true, ...this.door, folder, people: platform.people });
    this.app = await createServer(platform, this.entrance, this.settings);
    this.url = await listen(this.app, this.entrance, 0);
  }

  async stop(): Promise<void> {
    await this.app.close();
    this.entrance.close();
    await this.platform.close();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Signs a demonstration person in as a browser does, once: the second time they still are. */
  async as(person: string): Promise<Client> {
    const known = this.signedIn.get(person);
    if (known !== undefined) return this.client(known);
    const visitor = new Visitor(this.url);
    await visitor.signIn(person);
    this.signedIn.set(person, visitor.cookie);
    return this.client(visitor.cookie);
  }

  /** Any person, also one the sign-in page does not list. */
  asAnyone(person: string): Client {
    return this.client(this.cookieOf(person));
  }

  /** The same, and they may open collaborations on this installation. */
  asOpener(person: string): Client {
    this.platform.people.letOpen(person);
    return this.asAnyone(person);
  }

  /** Whoever has signed in as a browser does. */
  asVisitor(visitor: Visitor): Client {
    return this.client(visitor.cookie);
  }

  /** A new session, with no provider asked. */
  cookieOf(person: string): string {
    const { sessions, cookies } = this.entrance;
    return `${cookies.session}=${sessions.open({ person, provider: 'test', subject: person })}`;
  }

  /** Nobody. */
  get nobody(): Client {
    return this.client('');
  }

  /** How a test speaks to one collaboration: what is done, what is refused and what is asked, by whom. */
  in(collaboration: string): Talk {
    const give = async (
      who: Client,
      mutation: string,
      id: string,
      input: object | undefined,
      shown: string,
      to: object,
    ) => {
      const [type, given] = input
        ? [`, $input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`, ', input: $input']
        : ['', ''];
      const document = `mutation ($collaboration: ID!, $id: ID!, $commandId: ID!, $expectedVersion: Int, $actingFor: ID${type}) {
        ${mutation}(collaboration: $collaboration, id: $id, commandId: $commandId, expectedVersion: $expectedVersion, actingFor: $actingFor${given}) {
          __typename ... on Refused { code field fi: words(language: FI) sv: words(language: SV) en: words(language: EN) }
          ${shown && `... on ${shown}`} } }`;
      const variables = { collaboration, id, commandId: commandId(), ...(input && { input }), ...to };
      return (await who.act(document, variables)) as Found;
    };
    return {
      does: async (who, mutation, id, input, shown = '', to = {}) => {
        const done = await give(who, mutation, id, input, shown, to);
        const { __typename: type, ...rest } = done;
        if (type === 'Refused') throw new Error(`${mutation} ${id} was refused: ${JSON.stringify(rest)}`);
        return done;
      },
      refuses: async (who, mutation, id, input, to = {}) => {
        const { __typename: type, ...refusal } = await give(who, mutation, id, input, '', to);
        if (type !== 'Refused') throw new Error(`${mutation} ${id} was not refused`);
        return refusal as never;
      },
      asks: async (who, fields, asOf, { actingFor } = {}) => {
        await this.platform.reactions?.settled();
        const of = Object.entries({ asOf, actingFor })
          .map(([name, value]) => (value === undefined ? '' : `, ${name}: "${value}"`))
          .join('');
        const { data, errors } = await who.query(`{ collaboration(id: "${collaboration}"${of}) { ${fields} } }`);
        expect(errors).toBeUndefined();
        return (data as { readonly collaboration: Found | null } | null)?.collaboration ?? null;
      },
    };
  }

  get schema(): GraphQLSchema {
    return this.app.get(GraphQLSchemaHost).schema;
  }

  private client(cookie: string): Client {
    const query = async (document: string, variables: object = {}): Promise<Answer> => {
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
        body: JSON.stringify({ query: document, variables }),
      });
      const raw = await response.text();
      const body = JSON.parse(raw) as { data?: Record<string, never> | null; errors?: Answer['errors'] };
      await this.compareWithReference(document, variables, cookie, body);
      return { status: response.status, data: body.data ?? null, errors: body.errors, raw };
    };
    return {
      cookie,
      query,
      act: async (document, variables) => {
        const { data, raw } = await query(document, variables);
        const [found] = Object.values<Record<string, never> | null>(data ?? {});
        if (!found) throw new Error(`No answer: ${raw}`);
        return found;
      },
    };
  }

  /**
   * Whatever a test asks, the reference executor is asked too, and must answer the same: data, and errors by
   * message and path. Mutations would happen twice, so they are left out.
   */
  private async compareWithReference(
    document: string,
    variables: object,
    cookie: string,
    body: { data?: unknown; errors?: Answer['errors'] },
  ): Promise<void> {
    if (!/^\s*(query|\{|fragment)/.test(document)) return;
    let parsed;
    try {
      parsed = parse(document);
    } catch {
      return;
    }
    // Refused before execution: nothing to compare.
    const refusals = [
      'ALLOWANCE_SPENT',
      'DOCUMENT_UNKNOWN',
      'GRAPHQL_VALIDATION_FAILED',
      'QUERY_TOO_LARGE',
      'TIMED_OUT',
    ];
    if (body.errors?.some(({ extensions }) => refusals.includes(extensions.code))) return;
    const reference: ExecutionResult = await execute({
      schema: this.schema,
      document: parsed,
      variableValues: variables as Record<string, unknown>,
      contextValue: contextOf(this.entrance)({ headers: { cookie } }),
    });
    // A live world's `moment` is the present: two questions have two.
    const plain = (value: unknown) =>
      JSON.parse(JSON.stringify(value ?? null, (key, inner: unknown) => (key === 'moment' ? '' : inner))) as unknown;
    expect(plain(body.data)).toEqual(plain(reference.data));
    expect(body.errors?.map(({ path }) => path)).toEqual(reference.errors?.map(({ path }) => path));
  }
}

let loading: Promise<string> | undefined;

/** Central Finland loaded once a run and copied for each house: the load itself is tested elsewhere. */
function loaded(): Promise<string> {
  return (loading ??= load());
}

async function load(): Promise<string> {
  const folder = join(tmpdir(), `talkoot-loaded-${String(process.ppid)}`);
  if (existsSync(folder)) return folder;
  const temporary = mkdtempSync(join(tmpdir(), 'talkoot-loading-'));
  mkdirSync(temporary, { recursive: true });
  const source = resolve(__dirname, '../infra/collaborations/keski-suomi');
  const report = await importFolder({ folder: temporary, source, simulateClock: true });
  if (report.errors.length > 0) throw new Error(JSON.stringify(report.errors));
  try {
    renameSync(temporary, folder);
  } catch {
    // Another worker was quicker.
    rmSync(temporary, { recursive: true });
  }
  return folder;
}

export const commandId = randomUUID;

/** The collaboration in an answer, as a test knows its shape: it asked for it. */
export function collaborationIn<Found>({ collaboration }: { readonly collaboration?: Found }): Found {
  if (collaboration === undefined) throw new Error('The answer holds no collaboration');
  return collaboration;
}
