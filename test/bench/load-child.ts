/** A load generator in a process of its own: told by message what to send, answers how many were answered a second. */
import autocannon from 'autocannon';
import { randomUUIDv7 } from 'node:crypto';
import { collaboration, commonIndicators } from './history.ts';
import type { Load } from './measure.ts';

let sent = 0;

/** A report nobody has made: another day, place and age group of one of the indicators each time. */
function report(): Record<string, unknown> {
  const index = sent++;
  const indicator = 1 + (index % commonIndicators);
  const date = new Date(Date.UTC(1950, 0, 1) + (Math.floor(index / commonIndicators) % 25_000) * 86_400_000);
  const on = date.toISOString().slice(0, 10);
  return {
    collaboration,
    id: `series_${indicator}__1`,
    // Ordered by time, as a client makes them.
    commandId: randomUUIDv7(),
    input: {
      indicator: `indicator_${indicator}`,
      period: { from: on, to: on },
      place: '100',
      status: 'FINAL',
      value: index % 1_000,
      comment: { original: 'FI', fi: 'Laskettu ovelta, kaikki kävijät' },
    },
  };
}

process.on('message', (message: Load | 'end') => {
  if (message === 'end') process.exit();
  const { url, cookie, connections, seconds, query, variables, expected } = message;
  const fixed = JSON.stringify({ query });
  let wrong = 0;
  let example = '';
  const cpu = process.cpuUsage();
  void autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    requests: [
      variables === 'none'
        ? { body: fixed }
        : { setupRequest: (request) => ({ ...request, body: JSON.stringify({ query, variables: report() }) }) },
    ],
    verifyBody: (body) => {
      const right = String(body).includes(expected);
      if (!right) {
        wrong++;
        example = String(body);
      }
      return right;
    },
  }).then(({ requests, duration, errors, timeouts, non2xx }) => {
    const { user, system } = process.cpuUsage(cpu);
    const busy = (user + system) / 1e6 / duration;
    process.send?.({ perSecond: requests.total / duration, wrong: wrong + errors + timeouts + non2xx, example, busy });
  });
});
