import type { Page } from 'playwright-core';
import { faults, settled, Site } from './site.ts';

/** The dialogue: talks, feedback on its way round, meetings, observations, what is to be read. */
let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 180_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const dialogue = '/c/keskisuomi/dialogue';
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const talk = () => site.house.in('keskisuomi');
const text = (fi: string) => ({ original: 'FI', fi });

it('feedback goes its round between two organisations, each seeing at once what the other did', async () => {
  const parish = await site.house.as('person_parish495');
  await talk().does(parish, 'giveFeedback', 'feedback_kyyti', {
    giver: 'RESIDENTS',
    to: 'partner_jyvaskyla',
    text: text('Kyyti puuttuu iltaisin'),
  });
  const [answering, giving] = [
    await site.visit('person_muni179', `${dialogue}?tab=feedback&filter=ours`),
    await site.visit('person_parish495', `${dialogue}?tab=feedback&filter=ours`),
  ];
  const loop = (page: Page) => page.getByRole('article', { name: 'Kyyti puuttuu iltaisin' });
  const next = (page: Page) => loop(page).locator('[aria-current="step"]');
  expect(await next(answering).innerText()).toContain('Jyväskylän kaupunki');
  const give = async (page: Page, act: string, fill: string | undefined) => {
    await loop(page).getByRole('button', { name: act }).click();
    const dialog = page.getByRole('dialog');
    if (fill !== undefined) await dialog.getByRole('textbox').first().fill(fill);
    await dialog.getByRole('button', { name: act, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await give(answering, 'Vastaa palautteeseen', 'Iltavuoro alkaa keväällä.');
  await loop(giving).getByText('Iltavuoro alkaa keväällä.').waitFor();
  await give(giving, 'Kerro antajalle, mitä seurasi', 'Kerrottu kerhossa.');
  await loop(answering).getByText('Kerrottu kerhossa.').waitFor();
  // What cannot be taken back stands last.
  await loop(answering)
    .getByRole('button', { name: /^Muut toimet/ })
    .click();
  await answering.getByRole('menuitem', { name: 'Päätä palautteen käsittely' }).click();
  const dialog = answering.getByRole('dialog');
  await dialog.getByRole('radio').first().check({ force: true });
  await dialog.getByRole('button', { name: 'Päätä palautteen käsittely', exact: true }).click();
  await loop(giving).getByText('Käsitelty', { exact: true }).first().waitFor();
});

it('an invitation is answered on the spot', async () => {
  const coordinator = await site.house.as('person_coord01');
  await talk().does(coordinator, 'callMeeting', 'meeting_kevat', {
    title: text('Kevään neuvottelu'),
    kind: 'NEGOTIATION',
    day: '2027-03-01',
    invited: ['partner_srk_multia'],
    agenda: [{ title: text('Kyydit') }],
  });
  const page = await site.visit('person_parish495', `${dialogue}?tab=meetings&about=meeting_kevat`);
  const meeting = page.getByRole('article', { name: 'Kevään neuvottelu' });
  await meeting.getByText('Kyydit').waitFor();
  expect(
    await meeting.getByRole('heading', { name: 'Kevään neuvottelu' }).evaluate((one) => one === document.activeElement),
  ).toBe(true);
  await meeting.getByRole('button', { name: 'Vastaa kutsuun' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().check({ force: true });
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Vastaa kutsuun', exact: true }).click();
  await button(page, /Muuta vastausta/).waitFor();
});

it('observations that tell of the same are chosen and gathered into a theme', async () => {
  const parish = await site.house.as('person_parish495');
  for (const [id, words] of [
    ['observation_a', 'Ilmoittautuminen verkossa ei onnistu kaikilta'],
    ['observation_b', 'Moni kysyy paperilomaketta'],
  ] as const)
    await talk().does(parish, 'noteObservation', id, { text: text(words) });
  const page = await site.visit('person_coord01', `${dialogue}?tab=observations`);
  await page.getByText('Kirjoita työstä, älä ihmisistä').waitFor();
  for (const name of ['Ilmoittautuminen verkossa ei onnistu kaikilta', 'Moni kysyy paperilomaketta'])
    await page.getByRole('checkbox', { name }).check({ force: true });
  await button(page, 'Kokoa havainnot teemaksi: 2 havaintoa').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('Digituki puuttuu');
  await dialog.getByRole('button', { name: 'Kokoa havainnot teemaksi', exact: true }).click();
  await page.getByRole('article', { name: 'Digituki puuttuu' }).getByText('2 havaintoa').waitFor();
});

it('what is to be read is acknowledged, and who asked sees it', async () => {
  const coordinator = await site.house.as('person_coord01');
  await talk().does(coordinator, 'requestAcknowledgement', 'notice_kyyti', {
    about: 'programme_kumppanuus',
    partners: ['partner_srk_multia'],
    due: '2027-01-31',
    text: text('Lukekaa uusi ohje'),
  });
  const [reader, asker] = [
    await site.visit('person_parish495', `${dialogue}?tab=reading`),
    await site.visit('person_coord01', `${dialogue}?about=notice_kyyti`),
  ];
  await reader.getByText('Lukekaa uusi ohje').waitFor();
  await button(reader, /^Kuittaa luetuksi: Järjestö/).click();
  await reader.getByRole('dialog').getByRole('button', { name: 'Kuittaa luetuksi', exact: true }).click();
  await asker.getByRole('article').filter({ hasText: 'Lukekaa uusi ohje' }).getByText('Kaikki ovat lukeneet').waitFor();
});

it('a talk is opened, and gone on with, by keyboard alone', async () => {
  const page = await site.visit('person_muni179', dialogue);
  const first = page.getByRole('article').getByRole('heading', { level: 3 }).getByRole('link').first();
  await first.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Kaikki keskustelut' }).waitFor();
  await button(page, /^Kommentoi/).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('textbox').first().focus();
  await page.keyboard.type('Sopii meille.');
  await page.getByRole('dialog').getByRole('button', { name: 'Kommentoi', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Sopii meille.').waitFor();
});

describe.each([1280, 360])('%i px wide', (width) => {
  it.each([
    'threads',
    'feedback&filter=all',
    'meetings&filter=held',
    'observations',
    'reading',
    'changes&filter=month',
  ])('%s can be used by everybody', async (tab) => {
    const page = await site.visit('person_coord01', `${dialogue}?tab=${tab}`, { width });
    expect(await faults(page)).toEqual([]);
  });
});

it('as of a past day nothing can be changed', async () => {
  const page = await site.visit('person_coord01', `${dialogue}?tab=feedback&asOf=2025-03-10`);
  // Answered on 13 March: on that day it was not.
  const loop = page.getByRole('article', { name: /tieto häädön päivästä/ });
  await loop.waitFor();
  expect(await loop.locator('[aria-current="step"]').innerText()).toContain('Vastattu');
  expect(await page.getByRole('tabpanel').getByRole('button').allInnerTexts()).toEqual([]);
});

it.each([
  ['sv', 'Respons'],
  ['en', 'Feedback'],
])('speaks %s', async (language, heading) => {
  const page = await site.visit('person_parish495', `${dialogue}?tab=feedback`, { language });
  await settled(page);
  await page.getByRole('heading', { name: heading, level: 2 }).waitFor();
  expect(await faults(page)).toEqual([]);
});
