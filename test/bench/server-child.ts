/** The real application over a folder, in a process of its own. */
import { openPlatform } from '../../apps/api/platform.ts';
import { createServer, listen } from '../../apps/api/server.ts';
import { edgeDefaults } from '../../apps/api/settings.ts';
import { Entrance } from '../../apps/api/sign-in/entrance.ts';
import { reporter } from './history.ts';
import { serverWithoutEdge } from './without-edge.ts';

const began = performance.now();
const [folder = '', door = ''] = process.argv.slice(2);
const platform = openPlatform({ folder, warn: (message) => console.error(message) });
const entrance = new Entrance({ folder, people: platform.people });
// One asker asks for more here in a minute than anybody does in a day, and the first question waits for the whole log:
// nothing is refused for that, and it is reckoned all the same.
const settings = { ...edgeDefaults, costPerMinute: 1e12, costAtOnce: 1e12, operationMs: 600_000 };
const cookieOf = (person: string) =>
  `${entrance.cookies.session}=${entrance.sessions.open({ person, provider: 'bench', subject: person })}`;
const session = door === 'without-edge' ? entrance.sessionOf(cookieOf(reporter.person)) : undefined;
const server = session
  ? await serverWithoutEdge(platform, entrance, session)
  : await createServer(platform, entrance, settings);
const url = await listen(server, entrance, 0);
const startSeconds = (performance.now() - began) / 1_000;
process.send?.({ url: `${url}/graphql`, cookie: cookieOf(reporter.person), startSeconds });

process.on('message', (message) => void answer(message));
async function answer(message: unknown): Promise<void> {
  if (message === 'end') {
    await server.close();
    entrance.close();
    await platform.close();
    process.exit();
  }
  // Another one signs in.
  if (typeof message === 'object' && message !== null && 'person' in message) {
    process.send?.({ cookie: cookieOf(String(message.person)) });
    return;
  }
  if (message === 'spent') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicroseconds: user + system });
    return;
  }
  // Ladders built, snapshots written.
  if (message === 'settle') await platform.worlds.settled();
  const rows = platform.worlds.report.reduce((sum, world) => sum + world.rows, 0);
  process.send?.({ rows, worlds: platform.worlds.report, residentBytes: process.memoryUsage.rss() });
}
