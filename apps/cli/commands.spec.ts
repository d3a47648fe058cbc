import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './commands.ts';
import { progressOn } from './progress.ts';

const secondCounty = join(__dirname, '../../test/fixtures/second-county');

describe('talkoot', () => {
  let home: string;
  let out: string[];
  let errors: string[];

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'talkoot-cli-'));
    out = [];
    errors = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(home, { recursive: true });
  });

  it.each([[[]], [['help']], [['--help']]])('%j says what commands there are', async (argv) => {
    expect(await run(argv)).toBe(0);
    expect(out.join('\n')).toMatch(/import <folder> \[--dry-run\]/);
  });

  it('says in a sentence what it did not understand', async () => {
    expect(await run(['imports'])).toBe(2);
    expect(await run(['import'])).toBe(2);
    expect(await run(['import', secondCounty, '--dryrun'])).toBe(2);
    expect(errors[0]).toMatch(/^There is no command called imports\. There are: import, format, [a-z, -]+, help\.$/);
    expect(errors[1]).toMatch(/^Name one folder to import/);
    expect(errors[2]).toMatch(/--dryrun[^]*Use: talkoot import <folder>/);
  });

  it('says in a sentence what the machine does not let it do', async () => {
    expect(await run(['import', join(home, 'nowhere'), '--data', join(home, 'data')])).toBe(3);
    writeFileSync(join(home, 'log.db'), 'not a database, whatever its name may say');
    expect(await run(['import', secondCounty, '--data', home])).toBe(3);
    expect(errors[0]).toBe(`${join(home, 'nowhere')} does not exist.`);
    expect(errors[1]).not.toMatch(/\n\s+at /);
  });

  it('imports a folder and tells what became of each file', async () => {
    expect(await run(['import', secondCounty, '--data', join(home, 'data'), '--simulate-clock'])).toBe(0);
    expect(out).toContainEqual(expect.stringMatching(/^agenda\.yaml +10 +0 +0 +0$/));
    expect(out.at(-1)).toMatch(/^saltskar: \d+ commands carried out\.$/);
    expect(errors).toEqual([]);
  });

  it('names file, line and reason, and ends with 1, when a file is wrong', async () => {
    const source = join(home, 'county');
    cpSync(secondCounty, source, { recursive: true });
    const file = join(source, 'measurements.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('310', 'ca 310'));
    expect(await run(['import', source, '--data', join(home, 'data'), '--dry-run', '--simulate-clock'])).toBe(1);
    expect(errors).toEqual(['measurements.csv:2: value must be a number such as 1234 or 12,5']);
    expect(out.at(-1)).toMatch(/would be carried out; nothing was recorded\. 1 error, 1 of 7 files left out:$/);
  });

  it('shows progress as one line on a terminal, and as few elsewhere', () => {
    const written = (isTTY: boolean) => {
      let text = '';
      const { show, end } = progressOn({ isTTY, write: (more) => (text += more) });
      for (let done = 1; done <= 100; done++) show({ stage: 'recording', done, of: 100 });
      end();
      return text;
    };
    expect(written(false).trim().split('\n')).toEqual(
      [0, 25, 50, 75, 100].map((percent) => `Recording … ${percent} %`),
    );
    expect(written(true)).toMatch(/\r\u001b\[KRecording … 100 %\r\u001b\[K$/);
    expect(written(true)).not.toContain('\n');
  });
});
