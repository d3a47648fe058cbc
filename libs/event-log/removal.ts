import type { JsonObject, Position } from './event-log.ts';

/**
 * A store opened to take texts out of an event, which two persons have agreed on. Apart from the port, so that nobody who
 * serves people can write history by it.
 */
export interface Remover {
  /** Puts data without the texts in the place of an event's data, durably, and leaves nothing of what was there. False when that was done before. */
  replace(position: Position, data: JsonObject): Promise<boolean>;
  close(): Promise<void>;
}
