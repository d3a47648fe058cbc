import { LiedTo, witnessIn, witnessRound } from '#audit';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { exit, type Command } from './command.ts';

/** The most that is read of an answer, in bytes, and how long is waited for it, in milliseconds. */
const mostBytes = 65_536;
const patienceMs = 30_000;

export const witnessCommand: Command = {
  name: 'witness',
  usage: '--url <platform> --name <name> [--folder <folder>] [--log <key>] [--every <minutes>]',
  summary:
    'Run by a partner: checks that the platform’s log has only grown since the last round, remembers it, and signs it.',
  async run(argv) {
    const text = { type: 'string' } as const;
    const options = { url: text, name: text, folder: { ...text, default: 'witness' }, log: text, every: text };
    const { url, name, folder, log, every } = parseArgs({ args: [...argv], options }).values;
    const minutes = Number(every ?? 1);
    if (name === undefined || !(minutes > 0)) {
      console.error(
        `Name the witness, and how many minutes are between rounds.\nUse: talkoot ${this.name} ${this.usage}`,
      );
      return exit.unclear;
    }
    if (url === undefined || !URL.canParse(url)) {
      const { name: own, id } = witnessIn(resolve(folder), name);
      console.error(`Say where the platform is with --url. The key ${own}+${id} is in ${folder}.`);
      return exit.unclear;
    }
    const ask = asking(url);
    for (;;) {
      try {
        const seen = await witnessRound({ folder: resolve(folder), name, ...(log !== undefined && { log }), ask });
        console.log(`Only grew, up to ${seen.size} events: signed. The log is ${seen.log}`);
        if (!seen.taken) console.log(`The platform did not take it: its policy must name ${seen.key}`);
      } catch (error) {
        // A platform that is down is asked again; one that lies is not signed for any more.
        if (every === undefined || error instanceof LiedTo) throw error;
        console.error(error instanceof Error ? error.message : String(error));
      }
      if (every === undefined) return exit.done;
      await sleep(minutes * 60_000);
    }
  },
};

/** How a platform's `/tlog/` is asked, in bounded time and memory. */
const asking =
  (url: string) =>
  async (path: string, body?: string): Promise<string> => {
    const answer = await fetch(new URL(`tlog/${path}`, url.endsWith('/') ? url : `${url}/`), {
      signal: AbortSignal.timeout(patienceMs),
      ...(body !== undefined && { method: 'POST', body, headers: { 'content-type': 'text/plain' } }),
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > mostBytes) throw new Error(`${url} answers with more than a checkpoint or a proof`);
    }
    if (!answer.ok) throw new Error(`${url} answers ${answer.status} when asked for ${path}: ${text.slice(0, 300)}`);
    return text;
  };
