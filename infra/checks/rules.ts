/**
 * Which rule of the domain lives where, and which test shows it.
 *
 *   node infra/checks/rules.ts [--write]    prints, or writes infra/RULES.md
 *
 * Read off the code itself: a guard says `(rule 12)` in a comment, a test in its title. A rule without both is named.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The rules in short, by number. */
export const rules: readonly string[] = [
  'A goal is a draft, proposed, endorsed or retired; only endorsed ones are the common agenda.',
  'An organisation endorses, through a person with a mandate for it: one voice each per version.',
  'The quorum rule in force when a goal was proposed decides; observers have no voice.',
  'A change of meaning is a new version to be endorsed anew; a slip or a translation is not.',
  'The backbone proposes and facilitates, and endorses for nobody.',
  'What was agreed stays readable when it ends, with the reason; nothing is deleted.',
  'Programmes share a goal or an activity by reference, never by copy.',
  'An indicator is defined whole before its first measurement.',
  'After the first measurement what its values mean is frozen; another meaning is a new version with a break.',
  'Partners share a definition and cannot change it; their own indicators may stand beside it.',
  'A percentage keeps its numerator and denominator, and is never summed or averaged without weights.',
  'A total joins values of one indicator version, period and breakdown, and says how many of how many are in it.',
  'Where the same person may be counted twice, the total says contacts, not persons.',
  'Targets reach, stay below, range, maintain or are in words; progress knows direction and is undefined without data.',
  'A target belongs to a date; a new one never rewrites the old, and has a reason.',
  'Only a reporter of the organisation reports, and whose value it is follows from the mandate.',
  'One current value for each version, organisation, place, period and category; a second one is a correction.',
  'A value is a draft, submitted, accepted or sent back with a comment; only accepted ones count.',
  'Where an indicator is marked as reviewed, who reported does not review.',
  'Accepting changes neither the author nor the time of reporting.',
  'A correction replaces nothing: value, reason and corrector stand beside what was corrected.',
  'Withdrawing a value is an act of its own, with a reason.',
  'A locked period takes no values; unlocking has a reason and an end, and flags reports frozen on it.',
  'Values are plausible: within bounds, whole and not negative where they count, parts not above the whole.',
  'Zero, not available and hidden are three things.',
  'The period observed, the day reported and the moment recorded are three times.',
  'Imported statistics carry their source and are imported anew or annotated, never edited by hand.',
  'Nothing about a single resident: counts and words only, and free text is watched.',
  'Others see a partner’s values under a data-sharing agreement in force, and not after it.',
  'Counts below the threshold are hidden outside their organisation and reviewer, and cannot be worked out.',
  'Hiding is a rule of the view; the event keeps the value, and an override is recorded with its legal basis.',
  'Who people are stands outside the log.',
  'An auditor sees everything, and what was opened to an auditor alone is recorded.',
  'An activity has one lead and any number of others; each is shown as committed once it has accepted.',
  'Withdrawing from a commitment needs a reason, and lead and coordinator hear of it.',
  'A task that is done has a day and a doer; an open one has neither.',
  'A place’s state says honestly how far it has come; what is tentative is seen as such.',
  'What was merged or superseded points to what goes on, never to something merged.',
  'Activities without an endorsed goal are on the coordinator’s list, and not blocked.',
  'Four lights a programme; the whole is not green beside a red one without a word.',
  'A light that is not green is explained; a red one has a next step with who and when.',
  'A light is a colour, a word and a shape; not assessed is a light of its own.',
  'Bands of a scale are half-open and leave no gap.',
  'Publishing freezes words, lights and numbers with their place in the log; later corrections show as such.',
  'A published report carries the decision made on it.',
  'Late and stale are judged by the moment asked for.',
  'What was promised for the next period is offered as achieved, moved with a reason, or dropped.',
  'Every change comes of a command with who, for whom, under which mandate, when and why; refused attempts too.',
  'Roles, mandates, quorums, agreements, thresholds and labels are events like the rest.',
  'Replay to any place gives what was served then, and the product checks it.',
  'A text has an original language, and a translation it has moved away from is marked.',
];

export interface Coverage {
  readonly rule: number;
  /** Files whose comments name the rule. */
  readonly places: readonly string[];
  /** Titles of tests that name it, with their files. */
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

/** Reads the tree's code and tests. */
export function coverage(tree: string): readonly Coverage[] {
  const files = ['apps', 'libs', 'test'].flatMap((folder) => sources(join(tree, folder), folder));
  const found = rules.map((_, index) => ({
    rule: index + 1,
    places: new Set<string>(),
    tests: [] as { file: string; title: string }[],
  }));
  for (const { name, path } of files) {
    const text = readFileSync(path, 'utf8');
    if (/\.spec\.tsx?$/.test(name)) {
      for (const [, title = ''] of text.matchAll(/\b(?:it|describe|test)(?:\.each)?\b[^\n'"`]*?['"`]([^\n]*?)['"`],/g))
        for (const rule of numbersIn(title)) found[rule - 1]?.tests.push({ file: name, title });
    } else if (!name.startsWith('test/')) {
      for (const rule of numbersIn(text)) found[rule - 1]?.places.add(name);
    }
  }
  return found.map(({ rule, places, tests }) => ({ rule, places: [...places].sort(), tests }));
}

/** The numbers of the rules a text names: `rule 12`, `rules 12 and 14`, `rules 11 to 13`. */
export function numbersIn(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [, list = ''] of text.matchAll(/\brules?\s+(\d+(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s+to\s+|–)\d+)*)/gi)) {
    for (const [, from = '', to] of list.matchAll(/(\d+)(?:(?:\s+to\s+|–)(\d+))?/g))
      for (let rule = Number(from); rule <= Number(to ?? from); rule++) if (rule <= rules.length) numbers.add(rule);
  }
  return numbers;
}

/** The page that shows it. */
export function page(found: readonly Coverage[]): string {
  const rows = found.map(({ rule, places, tests }) => {
    const files = [...new Set(tests.map(({ file }) => file))].sort();
    const more = files.map((file) => {
      const titles = tests.filter((test) => test.file === file).map(({ title }) => title.replaceAll('|', '\\|'));
      return `${link(file)}: ${titles[0] ?? ''}${titles.length > 1 ? ` (and ${titles.length - 1} more)` : ''}`;
    });
    return `| ${rule} | ${rules[rule - 1] ?? ''} | ${places.map(link).join(', ')} | ${more.join('; ')} |`;
  });
  return [
    '# The rules, where they live, and what shows that they hold',
    '',
    'Written by `npm run rules` out of the code: a guard names its rule in a comment, a test in its title.',
    '',
    '| Rule | In short | Where | Shown by |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const link = (file: string): string => `[${file.replace(/^(libs|apps)\//, '')}](../${file})`;

function sources(folder: string, name: string): { name: string; path: string }[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const at = { name: `${name}/${entry.name}`, path: join(folder, entry.name) };
      if (entry.isDirectory())
        return ['dist', 'planted', 'node_modules'].includes(entry.name) ? [] : sources(at.path, at.name);
      return /\.tsx?$/.test(entry.name) ? [at] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

if (import.meta.main) {
  const tree = resolve('.');
  const found = coverage(tree);
  if (process.argv.includes('--write')) writeFileSync(join(tree, 'infra/RULES.md'), page(found));
  for (const { rule, places, tests } of found)
    if (places.length === 0 || tests.length === 0)
      console.log(`rule ${rule}: ${places.length} places, ${tests.length} tests — ${rules[rule - 1] ?? ''}`);
}
