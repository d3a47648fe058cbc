import type { NewEvent } from '#event-log';
import { randomUUID } from 'node:crypto';

/** An event of no context, for tests that care only that one was written. */
export function written(data: NewEvent['data'] = {}): NewEvent {
  const id = randomUUID();
  const metadata = {
    actor: 'person_x',
    organisation: 'partner_x',
    commandId: id,
    commandHash: '',
    correlationId: id,
    causationId: id,
  };
  return { id, type: 'Written', schemaVersion: 1, data, metadata };
}
