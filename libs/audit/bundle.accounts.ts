import type { SealedEvent } from '#event-log';
import { hash } from 'node:crypto';
import { erasureEvents } from './erasure.ts';
import { removalEvents } from './removal.ts';

/** What a bundle tells, behind a deciding event, of what that event has taken from what the bundle holds. */
export type Account = ErasureAccount | RemovalAccount;

interface Decided {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: string;
  /** Opaque id of the person who decided. */
  readonly actor: string;
}

/** Words of one person were erased, kept from sight, shown again, or not erased. */
export interface ErasureAccount extends Decided {
  readonly kind: 'erasure';
  readonly author: string;
  readonly kinds: readonly string[] | null;
  readonly basis: string | null;
  readonly decision: string | null;
  /** Events of theirs before it, in the bundle. */
  readonly events: number;
}

/** Texts were taken out of one event by two persons. */
export interface RemovalAccount extends Decided {
  readonly kind: 'removal';
  readonly of: number;
  readonly fields: readonly string[];
  readonly basis: string;
  readonly decision: string | null;
  readonly proposedBy: string;
  /** What stands there since, in base64; nothing where a later removal has left something else. */
  readonly replacement: string | null;
}

/** Something is missing that no decision in the log accounts for: nothing is handed out as proven. */
export class NotAccountedFor extends Error {
  override readonly name = 'NotAccountedFor';
}

const sealedMark = Buffer.from('"$sealed":"');
/** Whose words a stream's are, as infra/formats/proofs.md reads it: the collaboration and the kind of thing. */
const streamForm = /^([a-z0-9]{1,41})-([a-z]{1,40})_/;
const mostActorBytes = 212;
const actorForm = /^\{"actor":"([!#-[\]-~]{1,200})"/;

/**
 * What of a bundle's events is sealed or gone, by whose decision: gathered as the events go by, in the order of the log,
 * since a decision comes after what it is about.
 */
export class Accounts {
  /** By collaboration, author and kind: events with sealed words that the bundle tells. */
  private readonly sealed = new Map<string, number>();
  /** Events it tells without their data, and what stands there; accounted for, or not yet. */
  private readonly gone = new Map<number, { readonly category: string; readonly left: Buffer; settled: boolean }>();

  /** An event that the bundle tells. */
  tell({ position, stream, data, metadata }: SealedEvent): void {
    const [, category = '', kind] = streamForm.exec(stream) ?? [];
    if (data.left) this.gone.set(Number(position), { category, left: data.left, settled: false });
    if (data.open?.bytes.includes(sealedMark) !== true || kind === undefined) return;
    const author = actorOf(metadata.open?.bytes);
    if (author === undefined) return;
    const key = `${category} ${author} ${kind}`;
    this.sealed.set(key, (this.sealed.get(key) ?? 0) + 1);
  }

  /** What a deciding event has taken from what was told before it; nothing where it touches nothing of that. */
  of(event: SealedEvent): Account | undefined {
    const { position, id, type, recordedAt, stream, data, metadata } = event;
    const isRemoval = type === 'RemovalConfirmed';
    if (!data.open || (!isRemoval && !(type in erasureEvents))) return undefined;
    const actor = actorOf(metadata.open?.bytes);
    if (actor === undefined) return undefined;
    const decided = { position: Number(position), id, type, recordedAt, actor };
    const [, category = ''] = streamForm.exec(stream) ?? [];
    if (isRemoval) return this.removed(decided, category, data.open.bytes);
    const said = JSON.parse(data.open.bytes.toString()) as Partial<Omit<ErasureAccount, keyof Decided>>;
    const { author = '', kinds = null, basis = null, decision = null } = said;
    const events = this.eventsOf(category, author, kinds);
    return events === 0 ? undefined : { kind: 'erasure', ...decided, author, kinds, basis, decision, events };
  }

  /** Throws {@link NotAccountedFor} when something is missing that nobody was seen to have decided. */
  close(size: number): void {
    for (const [position, { settled }] of this.gone)
      if (!settled)
        throw new NotAccountedFor(
          `What the event at position ${position} said is gone, and no decision up to position ${size} left what stands there now. Let the witnesses sign a newer checkpoint and try again; if it stays so, run talkoot verify`,
        );
  }

  private removed(decided: Decided, category: string, bytes: Buffer): RemovalAccount | undefined {
    const said = removalEvents.RemovalConfirmed.parse(JSON.parse(bytes.toString()));
    const { position: of, fields, basis, decision = null, proposedBy, replacement } = said;
    const gone = this.gone.get(Number(of));
    if (gone?.category !== category || !fields || basis === undefined || proposedBy === undefined) return undefined;
    gone.settled = hash('sha256', gone.left) === replacement;
    return {
      kind: 'removal',
      ...decided,
      of: Number(of),
      fields,
      basis,
      decision,
      proposedBy,
      replacement: gone.settled ? gone.left.toString('base64') : null,
    };
  }

  private eventsOf(category: string, author: string, kinds: readonly string[] | null): number {
    let events = 0;
    for (const [key, count] of this.sealed) {
      const [there, by, kind = ''] = key.split(' ');
      if (there === category && by === author && (kinds?.includes(kind) ?? true)) events += count;
    }
    return events;
  }
}

const actorOf = (metadata: Buffer | undefined): string | undefined =>
  actorForm.exec(metadata?.toString('latin1', 0, mostActorBytes) ?? '')?.[1];
