import { strFromU8, unzipSync } from 'fflate';
import { House } from './harness.ts';

/** A report as files, fetched as a reader fetches them. */
let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

const fetched = (name: string) => fetch(`${house.url}/reports/keskisuomi/${name}`);

it('the page leads to its files, each with its kind and language in words, and each opens', async () => {
  const page = await (await fetched('2024-H2?lang=sv')).text();
  const links = [...page.matchAll(/href="([^"]+\.(?:pptx|docx|xlsx|csv)\?[^"]*)" hrefLang="sv">([^<]+)</gi)];
  expect(links.map(([, , words]) => words)).toEqual([
    expect.stringMatching(/på svenska.*pptx/),
    expect.stringMatching(/på svenska.*docx/),
    expect.stringMatching(/på svenska.*xlsx/),
    expect.stringMatching(/på svenska.*csv/),
  ]);
  for (const [, href = ''] of links) {
    const answer = await fetch(house.url + href.replaceAll('&amp;', '&'));
    expect([href, answer.status]).toEqual([href, 200]);
    expect(answer.headers.get('content-language')).toBe('sv');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="keskisuomi-2024-H2-v\d+-sv\.\w+"$/,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (href.includes('.csv')) expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    else expect(Object.keys(unzipSync(bytes))).toContain('[Content_Types].xml');
  }
});

it('the slides hold a page for each programme, in which nobody is given a light that nobody gave (rule 42)', async () => {
  const parts = unzipSync(new Uint8Array(await (await fetched('2024-H2.pptx')).arrayBuffer()));
  const slides = Object.entries(parts).flatMap(([path, bytes]) =>
    /^ppt\/slides\/slide\d+\.xml$/.test(path) ? strFromU8(bytes) : [],
  );
  const lights = slides.flatMap((slide) => [
    ...slide.matchAll(/ descr="(?:Yleistilanne|Aikataulu|Riskit|Resurssit): ([^",]+)/g),
  ]);
  expect(lights.length).toBeGreaterThanOrEqual(16 * 4);
  expect(new Set(lights.map(([, word]) => word))).toEqual(new Set(['Ei arvioitu']));
});

it.each([
  '2099-H1.pptx',
  '2024-H2.exe',
  '.docx',
  '%00.csv',
  '2024-H2.xlsx?version=9',
  '2024-H2.xlsx?version=-1',
  // A period nobody has published is a draft, and a draft is not for everybody.
  '2024-H2.pptx?version=draft',
])('what is not there, or not yours to see, has the page’s own answer: %s', async (name) => {
  const answer = await fetched(name);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('text/html');
});
