import { isRefusal, type Asker, type Message, type Refusal } from '#decider';
import { settingsOf, todayIn } from '#backbone';
import { ActorId, AnyId } from '#language';
import { platformActor, type Commands, type Order, type World, type Worlds } from '#world';
import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';
import { access, accessId, isOfSecurityInterest, mostSubjects, type AccessCommand } from './access.ts';

/** Within this time the same attempt, and the same reading, is recorded once, in milliseconds. */
const minute = 60_000;
/** Readings remembered to tell the same one again; the one longest ago is forgotten, and recorded once more. */
const keptReadings = 100_000;

/** Refusals of one person for one cause: the newest of those not yet recorded, and how many they are. */
interface Tries {
  readonly key: string;
  readonly collaboration: string;
  /** When the last record was written, in milliseconds since 1970. */
  recordedAt: number;
  untold: number;
  newest: AccessCommand;
}

/** The record could not be written, so what was to be shown is not shown. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

/**
 * Records what was refused for who asked (rule 48), and what an auditor's right alone opened (rule 33). Nobody can
 * fill the log by trying: of one person and cause there is at most one record a minute, and the next says how often
 * it was tried in between.
 */
export class AccessRecorder {
  private readonly commands: Commands;
  private readonly worlds: Worlds;
  private readonly clock: () => Date;
  private readonly warn: (message: string) => void;
  private readonly tries = new Map<string, Tries>();
  private readonly readings = new LRUCache<string, number>({ max: keptReadings });
  private readonly sweeping: NodeJS.Timeout;

  constructor(options: { commands: Commands; worlds: Worlds; clock?: () => Date; warn?: (message: string) => void }) {
    this.commands = options.commands;
    this.worlds = options.worlds;
    this.clock = options.clock ?? (() => new Date());
    this.warn = options.warn ?? (() => undefined);
    this.sweeping = setInterval(() => void this.sweep(), minute).unref();
  }

  /** To be told of every refused command. Never throws. */
  readonly refused = async ({ collaboration, id, command, asker }: Order, { refused }: Refusal): Promise<void> => {
    // Its own records may be refused too, and must not call for more of them.
    if (command.type in access.commands || !isOfSecurityInterest(refused)) return;
    const { person, organisation } = asker;
    await this.tried(collaboration, refused, {
      type: 'RecordRefusedCommand',
      data: { person, times: 1, command: command.type, subject: id, organisation, code: refused },
    });
  };

  /** Somebody asked for, or in, a collaboration in which they hold nothing. Never throws. */
  async turnedAway(person: string, collaboration: string, command?: Message['type'], id?: string): Promise<void> {
    const subject = AnyId.safeParse(id).data;
    await this.tried(
      collaboration,
      command === undefined ? 'READ' : 'MANDATE_MISSING',
      command === undefined
        ? { type: 'RecordRefusedRead', data: { person, times: 1 } }
        : {
            type: 'RecordRefusedCommand',
            data: { person, times: 1, command, ...(subject !== undefined && { subject }), code: 'MANDATE_MISSING' },
          },
    );
  }

  /**
   * Records what was shown of a world by an auditor's right alone, before the answer leaves. Throws
   * {@link NotRecorded}: then it may not leave.
   */
  async looked({ collaboration, asker, revealed, position }: World): Promise<void> {
    if (!asker || revealed.size === 0) return;
    const now = this.clock().getTime();
    const { person, organisation } = asker;
    // The live world moves on with every event, and with every record too: all of it is one moment, the present.
    const past = position < (await this.worlds.live(collaboration)).position;
    const readingOf = (subject: string) => `${collaboration} ${person} ${subject} ${past ? String(position) : 'now'}`;
    const fresh = [...revealed].filter((subject) => now - (this.readings.get(readingOf(subject)) ?? 0) >= minute);
    if (fresh.length === 0) return;
    const mandate = asker.mandates.find(({ role }) => role === 'auditor')?.id;
    const subjects = fresh.slice(0, mostSubjects);
    const refusal = await this.record(collaboration, {
      type: 'RecordSmallCountsRead',
      data: {
        person,
        organisation,
        ...(mandate !== undefined && { mandate }),
        subjects,
        more: fresh.length - subjects.length,
        position: String(position),
      },
    });
    if (refusal) throw new NotRecorded(`What ${person} read could not be recorded: ${refusal.refused}`);
    for (const each of fresh) this.readings.set(readingOf(each), now);
  }

  /** Records that an auditor takes a bundle, before its first byte leaves. Throws {@link NotRecorded}. */
  async bundled({ person, organisation, mandates }: Asker, collaboration: string, size: number, part?: string) {
    const mandate = mandates.find(({ role }) => role === 'auditor')?.id;
    const refusal = await this.record(collaboration, {
      type: 'RecordBundleTaken',
      data: {
        person,
        organisation,
        ...(mandate !== undefined && { mandate }),
        ...(part !== undefined && { part }),
        size,
      },
    });
    if (refusal) throw new NotRecorded(`What ${person} took could not be recorded: ${refusal.refused}`);
  }

  /**
   * Records that somebody reads all that is held about a person, before they do. Throws {@link NotRecorded}: then they
   * may not.
   */
  async readAbout(
    collaboration: string,
    { person, organisation }: Asker,
    mandate: string,
    about: string,
  ): Promise<void> {
    const data = { person, organisation, mandate, about };
    const refusal = await this.record(collaboration, { type: 'RecordPersonalDataRead', data });
    if (refusal) throw new NotRecorded(`What ${person} read could not be recorded: ${refusal.refused}`);
  }

  /** Writes down what has been counted and not told. */
  async close(): Promise<void> {
    clearInterval(this.sweeping);
    for (const tries of this.tries.values()) if (tries.untold > 0) await this.tell(tries);
    this.tries.clear();
  }

  /** Tells what was counted more than a minute ago, and forgets who has stopped trying. */
  async sweep(): Promise<void> {
    const before = this.clock().getTime() - minute;
    for (const [key, tries] of this.tries) {
      if (tries.recordedAt > before) continue;
      if (tries.untold > 0) await this.tell(tries);
      else this.tries.delete(key);
    }
  }

  private async tried(collaboration: string, code: string, newest: AccessCommand): Promise<void> {
    const { person } = newest.data;
    // The platform's own reactions are none of these: what is refused to them is in their report.
    if (!ActorId.safeParse(person).success) return;
    const key = `${collaboration} ${person} ${code}`;
    const known = this.tries.get(key);
    const tries = known ?? { key, collaboration, recordedAt: -Infinity, untold: 0, newest };
    this.tries.set(key, tries);
    tries.newest = newest;
    tries.untold++;
    if (this.clock().getTime() - tries.recordedAt >= minute) await this.tell(tries);
  }

  private async tell(tries: Tries): Promise<void> {
    const { collaboration, newest, untold } = tries;
    // Before anything waits: who tries meanwhile is counted for the next record.
    tries.recordedAt = this.clock().getTime();
    tries.untold = 0;
    const data = { ...newest.data, times: untold };
    const refusal = await this.record(collaboration, { ...newest, data } as AccessCommand);
    // Names of what does not exist are as many as somebody cares to make up: none is remembered.
    if (refusal?.refused === 'ACCESS_COLLABORATION_UNKNOWN') this.tries.delete(tries.key);
    else if (refusal) this.warn(`A refusal in ${collaboration} could not be recorded: ${refusal.refused}`);
  }

  private async record(collaboration: string, command: AccessCommand): Promise<Refusal | undefined> {
    try {
      const world = await this.worlds.live(collaboration);
      const organisation = settingsOf(world)?.backbone;
      // Nothing is written of what does not exist, or it would begin to.
      if (organisation === undefined) return { refused: 'ACCESS_COLLABORATION_UNKNOWN' };
      const outcome = await this.commands.execute({
        collaboration,
        id: accessId(todayIn(world)),
        command,
        asker: { person: platformActor, organisation, mandates: [] },
        commandId: randomUUID(),
      });
      return isRefusal(outcome) ? outcome : undefined;
    } catch (error) {
      return { refused: error instanceof Error ? error.message : String(error) };
    }
  }
}
