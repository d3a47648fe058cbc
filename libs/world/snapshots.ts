import type { AnyView, Row } from '#decider';
import type { Position } from '#event-log';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Rows } from './rows.ts';
import type { World } from './world.ts';

/** Rows written or read in one go: long enough to be quick, short enough to let requests in between. */
const chunk = 500;

/**
 * Snapshots of live worlds, one file a collaboration. A snapshot is a cache and nothing else: one that is
 * missing, corrupt, ahead of the log or made by other view code is ignored with a warning, and the world
 * is folded from the log.
 *
 * The file is lines of JSON: a header, chunks of rows, and the SHA-256 of all lines before it.
 */
export class Snapshots {
  private readonly folder: string;
  private readonly code: string;
  private readonly warn: (message: string) => void;

  constructor(folder: string, views: readonly AnyView[], warn: (message: string) => void) {
    this.folder = folder;
    this.code = codeHash(views);
    this.warn = warn;
  }

  private file(collaboration: string): string {
    return join(this.folder, `${collaboration}.snapshot`);
  }

  /** Writes what the world holds now; the world may go on meanwhile. Returns how many rows were written. */
  async save(world: World): Promise<number> {
    const still = world.fork();
    await mkdir(this.folder, { recursive: true });
    const temporary = `${this.file(world.collaboration)}.${process.pid}.new`;
    const file = await open(temporary, 'w');
    const hash = createHash('sha256');
    let rows = 0;
    const write = async (value: unknown) => {
      const line = `${JSON.stringify(value)}\n`;
      hash.update(line);
      await file.write(line);
    };
    try {
      const { collaboration, position, recordedAt } = still;
      await write({ collaboration, position: String(position), recordedAt, code: this.code });
      for (const view of still.views) {
        let part: Row[] = [];
        for (const row of still.table(view.name).all()) {
          part.push(row);
          rows++;
          if (part.length === chunk) {
            await write([view.name, part]);
            part = [];
          }
        }
        if (part.length > 0) await write([view.name, part]);
      }
      await file.write(`${hash.digest('hex')}\n`);
      await file.sync();
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    // Whole or not at all: a crash half-way leaves the older snapshot.
    await rename(temporary, this.file(world.collaboration));
    return rows;
  }

  /** A snapshot that was found wrong goes. */
  async forget(collaboration: string): Promise<void> {
    await rm(this.file(collaboration), { force: true });
  }

  /** The newest usable snapshot that is not ahead of `head`. */
  async load(
    collaboration: string,
    views: readonly AnyView[],
    head: Position,
  ): Promise<{ position: Position; recordedAt: string; tables: Map<string, Rows> } | undefined> {
    const ignore = (why: string): undefined => {
      this.warn(`Snapshot of ${collaboration} ignored: ${why}. The log is folded instead.`);
      return undefined;
    };
    try {
      const hash = createHash('sha256');
      const tables = new Map(views.map((view): [string, Row[]] => [view.name, []]));
      let header: Header | undefined;
      let closed = false;
      for await (const line of linesOf(this.file(collaboration))) {
        if (closed) {
          ignore('something follows its end');
          return;
        }
        if (line[0] !== brace && line[0] !== bracket) {
          if (line.toString() !== hash.digest('hex')) {
            ignore('its hash does not match');
            return;
          }
          closed = true;
          continue;
        }
        hash.update(line).update('\n');
        if (!header) {
          const first = JSON.parse(line.toString()) as Header;
          if (first.code !== this.code) {
            ignore('it was made by other view code');
            return;
          }
          if (first.collaboration !== collaboration) {
            ignore('it is of another collaboration');
            return;
          }
          if (BigInt(first.position) > head) {
            ignore('it is ahead of the log');
            return;
          }
          header = first;
          continue;
        }
        const [name, rows] = JSON.parse(line.toString()) as [string, Row[]];
        const table = tables.get(name);
        if (!table) {
          ignore(`it holds an unknown view ${name}`);
          return;
        }
        for (const row of rows) table.push(row);
      }
      if (!header || !closed) {
        ignore('it is cut short');
        return;
      }
      return {
        position: BigInt(header.position),
        recordedAt: header.recordedAt,
        tables: new Map(views.map((view) => [view.name, Rows.of(view, tables.get(view.name))])),
      };
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
      ignore(error instanceof Error ? error.message : String(error));
      return;
    }
  }
}

const newline = 0x0a;
const brace = 0x7b;
const bracket = 0x5b;

/** The lines of a file, without their ends. One may be a megabyte: Node's readline takes longer than parsing it. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const part of createReadStream(file, { highWaterMark: 2 ** 22 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = part.indexOf(newline); end >= 0; end = part.indexOf(newline, from)) {
      yield Buffer.concat([...rest, part.subarray(from, end)]);
      rest = [];
      from = end + 1;
    }
    rest.push(part.subarray(from));
  }
  if (rest.some(({ length }) => length > 0)) yield Buffer.concat(rest);
}

interface Header {
  readonly collaboration: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly code: string;
}

/** Changes whenever a view's fold does: its text and its declared version. */
export function codeHash(views: readonly AnyView[]): string {
  const hash = createHash('sha256');
  for (const view of views)
    hash.update(JSON.stringify([view.name, view.version, view.evolve.toString(), view.key?.toString() ?? '']));
  return hash.digest('hex');
}
