import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { House } from './harness.ts';
import { written } from './written.ts';

const cli = join(__dirname, '../dist/apps/cli/main.js');

/** A witness as a partner runs it: a process of its own, asking over HTTP again and again. */
class Witness {
  private readonly child;
  readonly folder: string;
  said = '';

  constructor(home: string, name: string, url: string, every: readonly string[] = ['--every', '0.01']) {
    this.folder = join(home, name);
    const args = [cli, 'witness', '--url', url, '--name', name, '--folder', this.folder, ...every];
    this.child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.said += text));
  }

  async says(words: RegExp): Promise<string> {
    while (!words.test(this.said)) {
      if (this.child.exitCode !== null) throw new Error(`The witness has ended: ${this.said}`);
      await sleep(20);
    }
    return words.exec(this.said)?.[1] ?? '';
  }

  async ends(): Promise<number | null> {
    // Who was ended by a signal has no exit code.
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async stop(): Promise<void> {
    this.child.kill();
    await this.ends();
  }
}

describe('two witnesses, each a process of a partner’s', () => {
  const home = mkdtempSync(join(tmpdir(), 'talkoot-witnesses-'));
  const running: Witness[] = [];
  const witness = (name: string, url: string, every?: readonly string[]) => {
    const made = new Witness(home, name, url, every);
    running.push(made);
    return made;
  };
  let house: House;
  let lying: House;
  beforeAll(async () => {
    [house, lying] = [await House.open(), await House.open()];
  }, 180_000);
  afterAll(async () => {
    await Promise.all(running.map((each) => each.stop()));
    await Promise.all([house.close(), lying.close()]);
    rmSync(home, { recursive: true });
  });
  /** One more event: of the two houses, each another. */
  const grow = async (where: House) => {
    const { platform } = where;
    const event = written();
    await platform.log.append(`elsewhere-${event.id}`, [event], 'no stream');
    await (await platform.notary?.proofs)?.signer.sign();
  };

  it('make the quorum by themselves; the one that is lied to signs nothing more and keeps the evidence', async () => {
    if (!existsSync(cli)) throw new Error('Build the program first: npm run build');
    const [county, parish] = [witness('county/w', house.url), witness('parish/w', house.url)];
    const keys = await Promise.all([county, parish].map((each) => each.says(/policy must name (\S+)/)));
    const lines = keys.map((key, n) => `witness w${n + 1} ${key}\n`);
    writeFileSync(join(house.folder, 'policy.txt'), `${lines.join('')}group witnesses 2 w1 w2\nquorum witnesses\n`);
    const witnessed = async () => (await house.platform.notary?.report)?.checkpoint?.witnessed;
    while ((await witnessed()) !== true) await sleep(50);
    await parish.stop();

    // The operator copies key and history, lets them go on in another way, and shows that to one of the two.
    for (const name of ['checkpoint.key', 'policy.txt']) cpSync(join(house.folder, name), join(lying.folder, name));
    await grow(house);
    while ((await witnessed()) === true) await sleep(20);
    expect(await witness('parish/w', house.url, []).ends()).toBe(0);
    while ((await witnessed()) !== true) await sleep(50);
    await grow(lying);
    await grow(lying);
    const deceived = witness('parish/w', lying.url, []);
    expect(await deceived.ends()).toBe(1);
    expect(deceived.said).toMatch(/is not the one of \d+ events shown before/);
    const evidence = readdirSync(deceived.folder).find((name) => name.startsWith('evidence')) ?? '';
    expect(readFileSync(join(deceived.folder, evidence), 'utf8').match(/^— talkoot\//gm)).toHaveLength(2);
    expect((await lying.platform.notary?.report)?.checkpoint?.witnessed).toBe(false);

    // Told the truth again, it goes on where it was.
    await grow(house);
    expect(await witness('parish/w', house.url, []).ends()).toBe(0);
    while ((await witnessed()) !== true) await sleep(50);
  }, 180_000);
});
