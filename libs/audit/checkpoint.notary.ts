import { openInspection, type Place } from '#event-log';
import type { AnyView } from '#decider';
import type { World } from '#world';
import { setTimeout as sleep } from 'node:timers/promises';
import { noteOf } from './checkpoint.note.ts';
import { judged } from './checkpoint.policy.ts';
import { openProofs, type Proofs } from './checkpoint.signer.ts';
import { checkLog, logVerdicts, shownVerdict } from './log.check.ts';

/** When a running platform signs and checks its log by itself. */
export interface NotaryHours {
  /** A checkpoint is signed when so many events were written since the last. Default: 1,000. */
  readonly everyEvents?: number;
  /** And when anything was written and so many seconds have passed. Default: 300. */
  readonly everySeconds?: number;
  /** The whole log is checked at the start, and again after so many hours. Default: 24. */
  readonly checkedEveryHours?: number;
}

/** What the last whole check of the log has shown. */
export interface LogChecked {
  /** `OK`, `OK_WITH_ERASURES(n)`, or what is wrong and the first position where. */
  readonly verdict: string;
  readonly reason: string;
  readonly sound: boolean;
  /** Events that are what was sealed. */
  readonly events: number;
  /** ISO 8601. */
  readonly at: string;
}

export interface NotaryReport {
  readonly everyEvents: number;
  readonly everySeconds: number;
  /** The newest checkpoint, and whether enough witnesses have cosigned it. */
  readonly checkpoint?: { readonly size: number; readonly signedAt: string; readonly witnessed: boolean };
  /** Events written since. */
  readonly unsigned: number;
  /** Why nothing is signed any more. */
  readonly refused?: string;
  readonly check?: LogChecked;
  /** How far a check that is under way has come, in events. */
  readonly checking?: { readonly done: number; readonly of: number };
}

/** How often it is looked whether a checkpoint is due, in milliseconds. */
const LOOK_MS = 1_000;
const HOUR_MS = 3_600_000;
/** How long the log is waited for by who asks how it stands, in milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * Signs the log that goes with one data folder regularly and checks the whole of it in the background, taking at most half of the
 * time. Opened when first asked for something: a folder nobody proves anything of gets no key.
 */
export class Notary {
  private readonly folder: string;
  private readonly place: Place;
  private readonly clock: () => Date;
  private readonly warn: (message: string) => void;
  private readonly stopped = new AbortController();
  private opened: Promise<Proofs> | undefined;
  private hours: Required<NotaryHours> = { everyEvents: 1_000, everySeconds: 300, checkedEveryHours: 24 };
  private refused: string | undefined;
  private checked: LogChecked | undefined;
  private checking: { done: number; of: number } | undefined;
  private work: readonly Promise<void>[] = [];

  constructor({
    folder,
    place = folder,
    views,
    clock = () => new Date(),
    warn = () => undefined,
  }: {
    folder: string;
    /** Where the log is, when not in the folder. */
    place?: Place | undefined;
    /** All worlds of one platform share this list, and nothing else. */
    views: readonly AnyView[];
    clock?: (() => Date) | undefined;
    warn?: ((message: string) => void) | undefined;
  }) {
    this.folder = folder;
    this.place = place;
    this.clock = clock;
    this.warn = warn;
    notaries.set(views, this);
  }

  get proofs(): Promise<Proofs> {
    return (this.opened ??= openProofs(this.folder, { place: this.place, clock: this.clock }).catch(
      (error: unknown) => {
        this.opened = undefined;
        throw error;
      },
    ));
  }

  start(hours: NotaryHours = {}): void {
    this.hours = { ...this.hours, ...hours };
    this.work = [this.signing(), this.watching()];
  }

  /** Always answers: a log that cannot be read is said to be refused. */
  get report(): Promise<NotaryReport> {
    return this.reported();
  }

  private async reported(): Promise<NotaryReport> {
    const { everyEvents, everySeconds } = this.hours;
    try {
      const signed = this.signed();
      const late = sleep(PATIENCE_MS, undefined, { ref: false });
      const said = await Promise.race([signed, late]);
      if (said) return { everyEvents, everySeconds, ...said };
      return { everyEvents, everySeconds, unsigned: 0, refused: 'The event log does not answer' };
    } catch (error) {
      return { everyEvents, everySeconds, unsigned: 0, refused: wordsOf(error) };
    }
  }

  private async signed(): Promise<Omit<NotaryReport, keyof NotaryHours>> {
    const { signer, ledger } = await this.proofs;
    const last = signer.last();
    return {
      ...(last && {
        checkpoint: {
          size: last.size,
          signedAt: last.signedAt,
          witnessed: judged(noteOf(last.note), signer.policy) === 'OK',
        },
      }),
      unsigned: (await ledger.size()) - (last?.size ?? 0),
      ...(this.refused !== undefined && { refused: this.refused }),
      ...(this.checked && { check: this.checked }),
      ...(this.checking && { checking: this.checking }),
    };
  }

  /** Nothing known speaks against the log. */
  get sound(): boolean {
    return this.refused === undefined && this.checked?.sound !== false;
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.work);
    const proofs = await this.opened?.catch(() => undefined);
    this.opened = undefined;
    await proofs?.close();
  }

  /** Signs whenever it is due. */
  private async signing(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        if (await this.isDue()) await (await this.proofs).signer.sign();
        this.refused = undefined;
      } catch (error) {
        const why = wordsOf(error);
        if (this.refused !== why) this.warn(`No checkpoint is signed: ${why}`);
        this.refused = why;
      }
      await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async isDue(): Promise<boolean> {
    const { signer, ledger } = await this.proofs;
    const last = signer.last();
    const size = await ledger.size();
    // A log that was cut is looked at too: signing says so.
    if (last && size === last.size) return false;
    const age = last ? this.clock().getTime() - Date.parse(last.signedAt) : Infinity;
    const { everyEvents, everySeconds } = this.hours;
    return size < (last?.size ?? 0) || size - (last?.size ?? 0) >= everyEvents || !(age < everySeconds * 1_000);
  }

  /** Checks the whole log, again and again. */
  private async watching(): Promise<void> {
    const { signal } = this.stopped;
    const stopped = () => signal.aborted;
    while (!stopped()) {
      const checked = await this.checkedNow(signal).catch((error: unknown): LogChecked => {
        const at = this.clock().toISOString();
        return { verdict: 'UNREADABLE', reason: wordsOf(error), sound: false, events: 0, at };
      });
      this.checking = undefined;
      // What was broken off says nothing.
      if (stopped()) return;
      this.checked = checked;
      if (!checked.sound) this.warn(`The log is not what was sealed: ${checked.verdict}. ${checked.reason}`);
      await sleep(this.hours.checkedEveryHours * HOUR_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async checkedNow(signal: AbortSignal): Promise<LogChecked> {
    const inspection = await openInspection(this.place);
    try {
      const verdict = await checkLog({
        inspection,
        folder: this.folder,
        rest: 1,
        signal,
        onProgress: (done, of) => (this.checking = { done, of }),
      });
      const code = logVerdicts[verdict.name];
      return {
        verdict: shownVerdict(verdict),
        reason: verdict.reason,
        sound: code === logVerdicts.OK || code === logVerdicts.OK_WITH_ERASURES,
        events: verdict.sound,
        at: this.clock().toISOString(),
      };
    } finally {
      await inspection.close();
    }
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const notaries = new WeakMap<readonly AnyView[], Notary>();

/** Who signs and checks the log a world comes from; nobody where the log was given without saying where it is. */
export const notaryOf = (world: World): Notary | undefined => notaries.get(world.views);
