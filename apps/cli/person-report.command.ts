import { aboutPerson } from '#audit';
import { languages, PersonId } from '#language';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { htmlOf } from '../api/page.ts';
import { PersonReportPage } from '../api/person-report.page.tsx';
import { openPlatformAt } from '../api/platform.ts';
import { exit, type Command } from './command.ts';

export const personReportCommand: Command = {
  name: 'person-report',
  usage: '<person> --out <file.html or file.json> [--language fi] [--data <folder>] [--log <place>]',
  summary: 'Writes all that is held about a person: to be read by them, or for machines.',
  async run(argv) {
    const text = { type: 'string' } as const;
    const options = { out: text, language: { ...text, default: 'fi' }, data: { ...text, default: 'data' }, log: text };
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [person] = positionals;
    const language = languages.find((known) => known === values.language);
    const { out } = values;
    if (
      !PersonId.safeParse(person).success ||
      person === undefined ||
      !language ||
      !/\.(html|json)$/.test(out ?? '') ||
      out === undefined
    ) {
      console.error(`Name a person, a language and a file.\nUse: talkoot ${this.name} ${this.usage}`);
      return exit.unclear;
    }
    const folder = resolve(values.data);
    if (!existsSync(join(folder, 'people.db'))) {
      console.error(`${folder} is no data folder: name one with --data.`);
      return exit.unable;
    }
    const platform = await openPlatformAt(values.log ?? process.env['TALKOOT_LOG'] ?? folder, { folder });
    try {
      const { log, worlds, people } = platform;
      await platform.erasures.start();
      const report = await aboutPerson({
        log,
        opened: (event) => worlds.codec.opened(event),
        person,
        madeAt: new Date().toISOString(),
        requests: platform.requests.of(person),
        directory: people.about(person),
      });
      const written = out.endsWith('.json')
        ? `${JSON.stringify(report, null, 2)}\n`
        : htmlOf(PersonReportPage({ language, report }));
      // It is about one person and for that person's eyes.
      writeFileSync(resolve(out), written, { mode: 0o600 });
      const { acts, named, access } = report;
      console.log(
        `Wrote ${out}: ${acts.length} acts, ${named.length} records by others, ${access.length} records of access.`,
      );
      return exit.done;
    } finally {
      await platform.close();
    }
  },
};
