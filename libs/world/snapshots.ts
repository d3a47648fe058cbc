import type { AnyView, Row } from '#decider';
import type { Position } from '#event-log';
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Load } from './rows.ts';
import type { Restored, World } from './world.ts';

/** Rows on a line: long enough to be quick, short enough to let requests in between. */
export const chunk = 500;
/** Most that the last line, which says what stands where, may take. */
const contentsLimit = 1_000_000;

/**
 * Where a view's rows stand in the file, in bytes, and their checksum. It finds what a disk has damaged, and quickly, for
 * all of it is looked at before a start; that the rows are right is proven by the fold of the log that follows.
 */
interface Section {
  readonly view: string;
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly crc: number;
}

interface Contents {
  readonly collaboration: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly code: string;
  readonly mark: string;
  readonly sections: readonly Section[];
}

/**
 * Snapshots of live worlds, one file a collaboration. A snapshot is a cache and nothing else: one that is
 * missing, corrupt, ahead of the log or made by other view code is ignored with a warning, and the world
 * is folded from the log.
 *
 * The file is lines of JSON, each a few hundred rows of one view, and a last line that says what stands where and
 * begins with its own SHA-256. So a start reads of it what is asked for, and the rest when it is.
 */
export class Snapshots {
  private readonly folder: string;
  private readonly code: string;
  private readonly warn: (message: string) => void;
  private readonly markOf: (collaboration: string) => string;

  /** `markOf` says which texts of a collaboration nobody may read: a snapshot with another mark may hold them. */
  constructor(
    folder: string,
    views: readonly AnyView[],
    warn: (message: string) => void,
    markOf: (collaboration: string) => string = () => '',
  ) {
    this.folder = folder;
    this.code = codeHash(views);
    this.warn = warn;
    this.markOf = markOf;
  }

  private file(collaboration: string): string {
    return join(this.folder, `${collaboration}.snapshot`);
  }

  /** Writes what the world holds now; the world may go on meanwhile. Returns how many rows were written. */
  async save(world: World): Promise<number> {
    const { collaboration, position, recordedAt } = world;
    const still = world.asOf(position, () => recordedAt);
    const mark = this.markOf(collaboration);
    await mkdir(this.folder, { recursive: true });
    const temporary = `${this.file(collaboration)}.${process.pid}.new`;
    const file = await open(temporary, 'w');
    const sections: Section[] = [];
    let end = 0;
    try {
      for (const { name } of still.views) {
        const rows = still.table(name).all();
        const from = end;
        let crc = 0;
        for (let start = 0; start < rows.length; start += chunk) {
          const line = Buffer.from(lineOf(rows, start));
          crc = crc32(line, crc);
          await file.write(line);
          end += line.length;
        }
        sections.push({ view: name, from, to: end, rows: rows.length, crc });
      }
      const contents: Contents = {
        collaboration,
        position: String(position),
        recordedAt,
        code: this.code,
        mark,
        sections,
      };
      const text = JSON.stringify(contents);
      await file.write(`${sha256(text)} ${text}\n`);
      await file.sync();
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    // Whole or not at all: a crash half-way leaves the older snapshot.
    await rename(temporary, this.file(collaboration));
    return sections.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** A snapshot that was found wrong goes, and what a crash left of one that was being written. */
  async forget(collaboration: string): Promise<void> {
    for (const name of await this.names())
      if (name.startsWith(`${collaboration}.snapshot`)) await rm(join(this.folder, name), { force: true });
  }

  /** Removes every file that may hold texts nobody may read any more: before anything is served. */
  async sweep(): Promise<void> {
    for (const name of await this.names()) {
      const [collaboration = '', ...end] = name.split('.');
      if (end.join('.') === 'snapshot' && (await this.isMarked(collaboration))) continue;
      await rm(join(this.folder, name), { force: true });
    }
  }

  private async names(): Promise<readonly string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  private async isMarked(collaboration: string): Promise<boolean> {
    const file = await open(this.file(collaboration), 'r');
    try {
      const contents = contentsIn(file.fd);
      return typeof contents !== 'string' && contents.mark === this.markOf(collaboration);
    } finally {
      await file.close();
    }
  }

  /** The newest usable snapshot that is not ahead of `head`. */
  async load(collaboration: string, head: Position): Promise<Snapshot | undefined> {
    let file: number;
    try {
      file = openSync(this.file(collaboration), 'r');
    } catch (error) {
      if (!isMissing(error)) this.ignore(collaboration, error instanceof Error ? error.message : String(error));
      return undefined;
    }
    const wrong = await this.wrongIn(file, collaboration, head);
    if (typeof wrong !== 'string') return new Snapshot(file, wrong);
    closeSync(file);
    this.ignore(collaboration, wrong);
    return undefined;
  }

  private ignore(collaboration: string, why: string): void {
    this.warn(`Snapshot of ${collaboration} ignored: ${why}. The log is folded instead.`);
  }

  /** What the file holds, or in words why it cannot be used. */
  private async wrongIn(file: number, collaboration: string, head: Position): Promise<Contents | string> {
    try {
      const contents = contentsIn(file);
      if (typeof contents === 'string') return contents;
      if (contents.mark !== this.markOf(collaboration)) return 'texts have gone out of sight since';
      if (contents.code !== this.code) return 'it was made by other view code';
      if (contents.collaboration !== collaboration) return 'it is of another collaboration';
      if (BigInt(contents.position) > head) return 'it is ahead of the log';
      const buffer = Buffer.allocUnsafe(readSize);
      for (const { from, to, crc } of contents.sections) {
        let found = 0;
        for (let start = from; start < to; start += readSize) {
          found = crc32(bytes(file, start, Math.min(to, start + readSize), buffer), found);
          await turn();
        }
        if (found !== crc) return 'its checksum does not match';
      }
      return contents;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** A snapshot found whole. Its rows are read when they are asked for. */
export class Snapshot implements Restored {
  readonly position: Position;
  readonly recordedAt: string;
  private readonly file: number;
  private readonly sections: ReadonlyMap<string, Section>;
  private closed = false;

  constructor(file: number, { position, recordedAt, sections }: Contents) {
    this.file = file;
    this.position = BigInt(position);
    this.recordedAt = recordedAt;
    this.sections = new Map(sections.map((section) => [section.view, section]));
  }

  load({ name }: AnyView): Load {
    return () => [...this.lines(name)].flatMap((line) => JSON.parse(line) as Row[]);
  }

  /** `view/id` of the first row that is not what a world folded from the log holds at the same position. */
  async differenceFrom(folded: World): Promise<string | undefined> {
    const still = folded.asOf(this.position, () => this.recordedAt);
    for (const { name } of still.views) {
      const rows = still.table(name).all();
      let start = 0;
      for (const line of this.lines(name)) {
        if (`${line}\n` !== lineOf(rows, start)) {
          const theirs = JSON.parse(line) as Row[];
          const index = theirs.findIndex((row, at) => JSON.stringify(row) !== JSON.stringify(rows[start + at]));
          return `${name}/${(theirs[index] ?? rows[start + theirs.length])?.id ?? ''}`;
        }
        start += chunk;
        await turn();
      }
      if (start < rows.length) return `${name}/${rows[start]?.id ?? ''}`;
    }
    return undefined;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    closeSync(this.file);
  }

  private *lines(view: string): Generator<string> {
    const section = this.sections.get(view);
    if (!section) return;
    let rest = Buffer.alloc(0);
    for (let start = section.from; start < section.to; start += readSize) {
      const part = Buffer.concat([rest, bytes(this.file, start, Math.min(section.to, start + readSize))]);
      let from = 0;
      for (let end = part.indexOf(newline); end >= 0; end = part.indexOf(newline, from)) {
        yield part.toString('utf8', from, end);
        from = end + 1;
      }
      rest = part.subarray(from);
    }
  }
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

const newline = 0x0a;
const readSize = 2 ** 22;

export const lineOf = (rows: readonly Row[], start: number): string =>
  `${JSON.stringify(rows.slice(start, start + chunk))}\n`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The last line of a file, or in words why it is none. */
function contentsIn(file: number): Contents | string {
  const { size } = fstatSync(file);
  const last = bytes(file, Math.max(0, size - contentsLimit), size).toString();
  if (!last.endsWith('\n')) return 'it is cut short';
  const line = last.slice(last.lastIndexOf('\n', last.length - 2) + 1, -1);
  const text = line.slice(65);
  return line.slice(0, 64) === sha256(text) ? (JSON.parse(text) as Contents) : 'its hash does not match';
}

/** The bytes of a file between two places, in a buffer that is at hand or a new one. */
function bytes(file: number, from: number, to: number, into?: Buffer): Buffer {
  const buffer = into?.subarray(0, to - from) ?? Buffer.allocUnsafe(to - from);
  let filled = 0;
  while (filled < buffer.length) {
    const read = readSync(file, buffer, filled, buffer.length - filled, from + filled);
    if (read === 0) throw new Error('it is cut short');
    filled += read;
  }
  return buffer;
}

/** Changes whenever a view's fold does: its text and its declared version. */
export function codeHash(views: readonly AnyView[]): string {
  const hash = createHash('sha256');
  for (const view of views)
    hash.update(JSON.stringify([view.name, view.version, view.evolve.toString(), view.key?.toString() ?? '']));
  return hash.digest('hex');
}
