import { START, type Position } from '#event-log';

/** Which events a world has seen: where each stands in the log and when it was recorded, sixteen bytes an event. */
export class Timeline {
  /** Nothing is known of what was before. */
  readonly begins: Position;
  // Positions and instants as doubles: exact up to 2^53, which is more bytes than any log has.
  private positions = new Float64Array(1_024);
  private instants = new Float64Array(1_024);
  private length = 0;
  private newest: Moment | undefined;

  constructor(from?: Moment) {
    this.begins = from?.position ?? START;
    if (from && from.recordedAt !== '') this.add(from.position, from.recordedAt);
  }

  add(position: Position, recordedAt: string): void {
    const place = Number(position);
    if (!Number.isSafeInteger(place)) throw new Error(`Position ${position} is beyond what can be kept`);
    if (this.length === this.positions.length) {
      this.positions = grown(this.positions);
      this.instants = grown(this.instants);
    }
    this.positions[this.length] = place;
    this.instants[this.length] = Date.parse(recordedAt);
    this.length++;
    this.newest = { position, recordedAt };
  }

  /** The newest event at or before a position, or of all; none before the first. */
  at(position?: Position): Moment | undefined {
    if (position === undefined || (this.newest && this.newest.position <= position)) return this.newest;
    const wanted = Number(position);
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.positions[middle] ?? Infinity) <= wanted) low = middle + 1;
      else high = middle;
    }
    const [place, instant] = [this.positions[low - 1], this.instants[low - 1]];
    return place === undefined || instant === undefined
      ? undefined
      : { position: BigInt(place), recordedAt: new Date(instant).toISOString() };
  }
}

/** Where an event stands in the log, and when it was recorded (ISO 8601 instant). */
export interface Moment {
  readonly position: Position;
  readonly recordedAt: string;
}

function grown(before: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const after = new Float64Array(before.length * 2);
  after.set(before);
  return after;
}
