import { endOfDay } from '#world';

const second = 1_000;
const hour = 3_600 * second;

/**
 * The clock of a demonstration's history: it stands at nine in the morning of the day that is told about, goes on by
 * a second with each thing told, and never back.
 */
export class SimulatedClock {
  private time = 0;
  private readonly timeZone: string;

  constructor(timeZone: string) {
    this.timeZone = timeZone;
  }

  readonly read = (): Date => new Date(this.time);

  /** Not before this instant, ISO 8601: what is in the log already was earlier. */
  startAfter(instant: string): void {
    if (instant !== '') this.time = Math.max(this.time, Date.parse(instant));
  }

  /** On to the morning of a day, `2024-06-30`, unless it is later already. */
  advanceTo(day: string): void {
    const yesterday = new Date(Date.parse(`${day}T00:00:00Z`) - 24 * hour).toISOString().slice(0, 10);
    const midnight = Date.parse(endOfDay(yesterday, this.timeZone)) + 1;
    this.time = Math.max(this.time + second, midnight + 9 * hour);
  }
}
