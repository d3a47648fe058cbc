import { languages } from '#language';
import { draftExample, publishedExample } from '../../test/report-example.ts';
import { renderReport } from './report.page.tsx';
import { reportWords, showNumber } from './report.words.ts';

/** All that stands between two marks, tags taken out. */
const said = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
const count = (html: string, pattern: RegExp): number => (html.match(pattern) ?? []).length;
/** From one heading's id to the next section's. */
const section = (html: string, id: string): string =>
  new RegExp(`<h[23] id="${id}">.*?(?=<h[23] id=|</main>)`, 's').exec(html)?.[0] ?? '';

describe.each([...languages])('the report page in %s', (language) => {
  const words = reportWords[language];
  const html = renderReport({ ...publishedExample, language });

  it('is a whole document in that language, without script and without anything from elsewhere', () => {
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`, 'i'));
    expect(html).not.toMatch(/<script|<link|<img| style="| on[a-z]+="/);
    expect(count(html, /<h1>/g)).toBe(1);
    expect(html).toContain(`<a class="skip" href="#content">${words.skip}</a>`);
  });

  it('leads to the same page in the other languages, of the same version', () => {
    for (const other of languages.filter((one) => one !== language))
      expect(html).toContain(`href="/reports/keskisuomi/2025-H1?lang=${other}&amp;version=1"`);
  });

  it('goes down the headings without a leap', () => {
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    }, 0);
  });

  it('has every link within it lead somewhere', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(60);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    expect(count(html, / id="/g)).toBe(ids.size);
  });

  it('shows each light as a word beside a shape of its own (rule 42)', () => {
    const table = /<table class="overview".*?<\/table>/s.exec(html)?.[0] ?? '';
    expect(count(table, /<td /g)).toBe(20 * 4);
    const shapes = new Map<string, Set<string>>();
    for (const [, shape = '', word = ''] of table.matchAll(/<svg[^>]*>(.*?)<\/svg><span>(.*?)<\/span>/gs))
      shapes.set(word, (shapes.get(word) ?? new Set()).add(shape.replace(/#[0-9a-f]+/g, '')));
    expect(new Set(shapes.keys())).toEqual(new Set(Object.values(words.light)));
    expect([...shapes.values()].every(({ size }) => size === 1)).toBe(true);
    expect(new Set([...shapes.values()].flatMap((set) => [...set])).size).toBe(5);
  });

  it('says what the record is: version, position, hash, when it was published and who has dealt with it (rules 44, 45)', () => {
    const record = said(section(html, 'record'));
    expect(record).toContain(publishedExample.publication?.contentHash);
    expect(record).toContain('18204');
    expect(record).toContain(words.intact);
    const front = said(html);
    expect(front).toContain('1839/00.01.01.04/2024');
    expect(front).toContain(words.section('61'));
    expect(front).toContain(words.outcome.noted);
  });

  it('says what was corrected since, that there is a newer version, and that this is a demonstration (rule 44)', () => {
    for (const notice of [words.corrected, words.older, words.demonstration])
      expect(html).toContain(`<h2>${notice}</h2>`);
  });

  it('says which figure was corrected since and when, in front and beside it (rule 44)', () => {
    const day = { fi: '3.9.2025', sv: '3.9.2025', en: '3 September 2025' }[language];
    const front = said(/<h2>.*?<nav class="toc"/s.exec(html)?.[0] ?? '');
    expect(front).toContain(words.assessmentCorrected(day));
    expect(front).toContain(words.figureCorrected(day));
    expect(count(said(html), new RegExp(words.correctedSince(day), 'g'))).toBe(1);
    expect(said(section(html, 'programme_older'))).toContain(words.correctedSince(day));
  });

  it('has a section for each programme with its blocks, and tells of one that said nothing', () => {
    expect(count(html, /<article class="programme"/g)).toBe(20);
    const digital = said(section(html, 'programme_digital'));
    for (const name of Object.values(words.block)) expect(digital).toContain(name);
    expect(digital).toContain(words.nextStep);
    expect(said(section(html, 'programme_students'))).toContain(words.notReported);
    expect(section(html, 'silent')).toContain('href="#programme_students"');
  });

  it('tells what changed since the previous period in words', () => {
    const changes = said(/<h2 id="changes">.*?(?=<h2)/s.exec(html)?.[0] ?? '');
    expect(changes).toContain(words.changeHeading.improved);
    expect(changes).toContain(words.changeHeading.worsened);
    expect(changes).toContain(words.unchangedCount(19));
  });

  it('tells what slipped, from when to when, by how much and why', () => {
    const [may, september] = {
      fi: ['31.5.2025', '30.9.2025'],
      sv: ['31.5.2025', '30.9.2025'],
      en: ['31 May 2025', '30 September 2025'],
    }[language];
    const slipped = said(/<h2 id="slipped">.*?(?=<h2)/s.exec(html)?.[0] ?? '');
    for (const kind of ['task_moved', 'task_late', 'promise_dropped', 'target_missed', 'added'] as const)
      expect(slipped).toContain(words.slip[kind]);
    expect(slipped).toContain(words.dueMoved(may ?? '', september ?? ''));
    expect(slipped).toContain(words.atLeast(showNumber(1500, language)).replace(/\s/g, ' '));
    expect(html).toContain('href="#slipped"');
  });

  it('says of each promise of the period before what became of it, and why (rule 47)', () => {
    const older = said(section(html, 'programme_older'));
    for (const outcome of ['achieved', 'moved', 'dropped'] as const)
      expect(older).toContain(`${words.outcomeOfPromise[outcome]}:`);
    expect(older).toContain(words.movedTo({ fi: '31.10.2025', sv: '31.10.2025', en: '31 October 2025' }[language]));
    expect(said(section(html, 'programme_children'))).not.toContain(words.carriedOver);
  });

  it('shows the lights of a programme over its periods, as words beside shapes (rule 42)', () => {
    const table = /<table class="history">.*?<\/table>/s.exec(section(html, 'programme_older'))?.[0] ?? '';
    expect(count(table, /<th scope="col">/g)).toBe(4);
    expect(count(table, /<svg/g)).toBe(4 * 3);
    for (const state of ['green', 'yellow', 'red', 'not_assessed'] as const)
      expect(said(table)).toContain(words.light[state]);
    // One that was never assessed before has no history to show.
    expect(section(html, 'programme_children')).not.toContain('<table class="history">');
  });

  it('says when settled values were opened after it was published, and why (rule 23)', () => {
    expect(html).toContain(`<h2>${words.unlocked}</h2>`);
    expect(said(html)).toContain({ fi: 'kunnan luku puuttui', sv: 'kommun saknades', en: 'was missing' }[language]);
  });

  it('tells where a draft stands instead of what it is not', () => {
    const draft = said(renderReport({ ...draftExample, language }));
    expect(draft).toContain(words.draftNote);
    expect(draft).toContain(words.noPrevious);
    expect(draft).not.toContain(words.hash);
  });
});

describe('the draft of a next version', () => {
  it('leads to itself in the other languages, and to what is published', () => {
    const { versions } = publishedExample;
    const html = renderReport({ ...draftExample, versions: versions ?? [], language: 'en' });
    expect(html).toContain('href="/reports/keskisuomi/2024-H2?lang=sv&amp;version=draft"');
    expect(html).toContain('href="/reports/keskisuomi/2024-H2?lang=en&amp;version=2"');
    expect(html).toContain(reportWords.en.nextDraftNote);
    expect(html).not.toContain(reportWords.en.draftNote);
  });
});

describe('a text that is not translated', () => {
  const html = renderReport({ ...publishedExample, language: 'sv' });

  it('is shown in its own language and marked, and the page says so in front (rule 51)', () => {
    expect(html).toMatch(
      /<span lang="fi">Resurssit: kaksi vakanssia on täyttämättä<\/span><span class="tag" title="på finska, inte översatt">/,
    );
    expect(said(html)).toContain(reportWords.sv.untranslatedNote);
  });

  it('is marked nowhere on a page in its own language', () => {
    const own = renderReport({ ...publishedExample, language: 'fi' });
    expect(own).not.toContain('<span lang=');
    expect(own).not.toContain(reportWords.fi.untranslatedNote);
  });
});

describe('a collaboration with words of its own for the lights', () => {
  it('has them in the place of the usual ones, beside the same shapes (rule 42)', () => {
    const own = (fi: string, sv: string) => ({ original: 'fi' as const, fi, sv });
    const lightWords = {
      green: own('Hyvä', 'Bra'),
      yellow: own('Seurataan', 'Följs upp'),
      red: own('Puututaan', 'Åtgärdas'),
      not_assessed: own('Avoin', 'Öppen'),
    };
    const content = { ...publishedExample.content, lightWords };
    const html = renderReport({ ...publishedExample, content, language: 'sv' });
    expect(html).toMatch(/<\/svg><span>Följs upp<\/span>/);
    expect(html).not.toContain(`</svg><span>${reportWords.sv.light.yellow}</span>`);
    expect(html).toContain(`<span>${reportWords.sv.light.not_reported}</span>`);
  });
});

describe('a translation that its original has moved away from', () => {
  it('is shown and marked (rule 51)', () => {
    const outdated = { original: 'fi' as const, fi: 'Uusi', sv: 'Gammal', outdated: ['sv' as const] };
    const content = { ...publishedExample.content, summary: [outdated] };
    const [sv, fi] = (['sv', 'fi'] as const).map((language) =>
      renderReport({ ...publishedExample, content, language }),
    );
    expect(sv).toContain(`Gammal<span class="tag">${reportWords.sv.outdated}</span>`);
    expect(fi).not.toContain(reportWords.fi.outdated);
  });
});

describe('a report published before what slipped was told', () => {
  it('has no such section, and no way to it', () => {
    const { history: _, ...content } = publishedExample.content;
    const html = renderReport({ ...publishedExample, content, language: 'fi' });
    expect(html).not.toContain('id="slipped"');
    expect(html).not.toContain('href="#slipped"');
  });
});

describe('numbers and days', () => {
  it('are written as each language writes them', () => {
    const [fi, sv, en] = languages.map((language) => said(renderReport({ ...publishedExample, language })));
    // Published after midnight in Finland, still the day before in UTC.
    expect(fi).toContain('28.8.2025');
    expect(en).toContain('28 August 2025');
    expect(fi).toContain('1.1.–30.6.2025');
    expect(sv).toMatch(/Klienter inom distansvård \( ?klienter ?\) 1\s484 /);
    expect(en).toMatch(/Clients of remote care \( ?clients ?\) 1,484 /);
    expect(en).toContain('at most 10, by 31 December 2027');
    expect(fi).toContain('alle 5');
  });

  it.each<[number, string, string]>([
    [33.333333, '33,3', '33.3'],
    [1, '1', '1'],
    [-14.9, '−14,9', '-14.9'],
    [1484.26, '1\u00a0484,3', '1,484.3'],
    // What is not zero does not read as zero (rule 25).
    [0.04, '0,04', '0.04'],
    [0, '0', '0'],
  ])('have one decimal at most: %d', (value, fi, en) => {
    expect(showNumber(value, 'fi')).toBe(fi);
    expect(showNumber(value, 'en')).toBe(en);
  });

  it('stand with their unit beside the name, which is right for one and for many', () => {
    const programmes = publishedExample.content.programmes.map((programme) => ({
      ...programme,
      numbers: programme.numbers.map((number) => ({
        ...number,
        value: 1,
        unit: { original: 'en' as const, en: 'days' },
      })),
    }));
    const html = said(
      renderReport({ ...publishedExample, content: { ...publishedExample.content, programmes }, language: 'en' }),
    );
    expect(html).not.toMatch(/1 days/);
    expect(html).toMatch(/Clients of remote care \( ?days ?\) 1 /);
  });
});

describe('a content that does not have its hash', () => {
  it('is shown with a warning', () => {
    const html = renderReport({ ...publishedExample, intact: false, language: 'en' });
    expect(html).toContain(`<h2>${reportWords.en.notIntact}</h2>`);
    expect(html).not.toContain(reportWords.en.intact);
  });
});
