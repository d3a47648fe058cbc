/** The real application over a folder, in a process of its own. */
import { openPlatform } from '../../apps/api/platform.ts';
import { createServer } from '../../apps/api/server.ts';
import { Sessions } from '../../apps/api/sessions.ts';
import { reporter } from './history.ts';

const began = performance.now();
const [folder = ''] = process.argv.slice(2);
const platform = openPlatform({ folder, warn: (message) => console.error(message) });
const sessions = new Sessions();
const server = await createServer(platform, sessions);
await server.listen(0, '127.0.0.1');
const startSeconds = (performance.now() - began) / 1_000;
const cookie = `${Sessions.cookie}=${sessions.open({ person: reporter.person })}`;
process.send?.({ url: `${await server.getUrl()}/graphql`, cookie, startSeconds });

process.on('message', (message) => void answer(message));
async function answer(message: unknown): Promise<void> {
  if (message === 'end') {
    await server.close();
    await platform.close();
    process.exit();
  }
  // Another one signs in.
  if (typeof message === 'object' && message !== null && 'person' in message) {
    process.send?.({ cookie: `${Sessions.cookie}=${sessions.open({ person: String(message.person) })}` });
    return;
  }
  // Ladders built, snapshots written.
  if (message === 'settle') await platform.worlds.settled();
  const rows = platform.worlds.report.reduce((sum, world) => sum + world.rows, 0);
  process.send?.({ rows, worlds: platform.worlds.report, residentBytes: process.memoryUsage.rss() });
}
