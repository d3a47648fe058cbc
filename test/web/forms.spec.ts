import type { Page } from 'playwright-core';
import { faults, settled, Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  // A net that is down is said by the browser too.
  expect(site.complaints.filter((said) => !/ERR_(INTERNET_DISCONNECTED|FAILED)/.test(said))).toEqual([]);
});

/** The form of a command, where every command's form stands. */
async function form(to: string, command: string, more: Parameters<Site['visit']>[2] = {}) {
  const page = await site.visit('person_coord01', `/kit?to=${to}`, more);
  const of = page.getByRole('region', { name: command, exact: true });
  await of.locator('form').waitFor();
  return { page, of };
}

/** How many events of a type there are. */
async function events(type: string): Promise<number> {
  const auditor = await site.house.as('person_audit01');
  const found = await site.house.in('keskisuomi').asks(auditor, `history(first: 100, type: "${type}") { totalCount }`);
  return (found?.['history'] as { readonly totalCount: number }).totalCount;
}

const write = (of: ReturnType<Page['getByRole']>, name: string, words: string) =>
  of.getByRole('textbox', { name, exact: true }).fill(words);

it('says all that is wrong at once, in focus, and each line leads to its field', async () => {
  const { page, of } = await form('task', 'OpenTask');
  await of.getByRole('textbox', { name: /Määräpäivä/ }).fill('kesällä');
  await of.getByRole('button', { name: 'Lisää tehtävä' }).click();
  const summary = of.getByRole('group', { name: '3 kohtaa pitää korjata' });
  await summary.waitFor();
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await summary.getByRole('link').allTextContents()).toEqual([
    'Täytä kohta: Mitä pitää tehdä',
    'Täytä kohta: Kenen tehtävä',
    'Määräpäivä: kirjoita päivä, esimerkiksi 12.6.2026',
  ]);
  await summary.getByRole('link', { name: /Mitä pitää tehdä/ }).press('Enter');
  const title = of.getByRole('textbox', { name: 'Mitä pitää tehdä' });
  expect(await title.evaluate((element) => element === document.activeElement)).toBe(true);
  const told = await title.getAttribute('aria-errormessage');
  expect(await page.locator(`[id="${told ?? ''}"]`).textContent()).toBe('Täytä kohta: Mitä pitää tehdä');
  expect(await faults(page)).toEqual([]);
  await page.context().close();
});

it('is filled in and sent by the keyboard alone, with a thing chosen by its name', async () => {
  const { page, of } = await form('task', 'OpenTask', { width: 360 });
  const before = await events('TaskOpened');
  await of.getByRole('textbox', { name: 'Mitä pitää tehdä' }).focus();
  await page.keyboard.type('Varaa tila syksyn tapahtumaan');
  const partner = of.getByRole('button', { name: /Kenen tehtävä/ });
  await partner.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox').waitFor();
  await page.keyboard.type('Multian kun');
  await page
    .getByRole('option', { name: /Multian kunta/ })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await of.getByRole('textbox', { name: /Määräpäivä/ }).focus();
  await page.keyboard.type('12.6.2027');
  await page.keyboard.press('Enter');
  const toasts = page.getByRole('region', { name: 'Ilmoitukset' });
  await toasts.getByText('Tallennettu: Lisää tehtävä').waitFor();
  // What happens next is said.
  await toasts.getByText(/vastuuorganisaation omalla sivulla/).waitFor();
  expect(await events('TaskOpened')).toBe(before + 1);

  // And it is taken back, as an act of its own.
  await toasts.getByRole('button', { name: 'Kumoa' }).click();
  const dialog = page.getByRole('dialog', { name: 'Peru tehtävä' });
  await write(dialog, 'Perustelu', 'Väärä kuukausi');
  expect(await faults(page)).toEqual([]);
  const cancelled = await events('TaskCancelled');
  await dialog.getByRole('button', { name: 'Peru tehtävä' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await events('TaskCancelled')).toBe(cancelled + 1);
  await page.context().close();
});

it('counts a double click once', async () => {
  const { page, of } = await form('observation', 'NoteObservation');
  const before = await events('ObservationNoted');
  await write(of, 'Havainto', 'Puistossa on enemmän nuoria kuin ennen');
  await of.getByRole('button', { name: 'Kirjaa havainto' }).dblclick();
  await page.getByRole('region', { name: 'Ilmoitukset' }).getByText('Tallennettu: Kirjaa havainto').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await events('ObservationNoted')).toBe(before + 1);
  await page.context().close();
});

it('says that the line is down, and sends by itself when it is up again', async () => {
  const { page, of } = await form('observation', 'NoteObservation');
  const before = await events('ObservationNoted');
  await write(of, 'Havainto', 'Kirjastossa kysytään apua lomakkeisiin');
  await page.context().setOffline(true);
  await of.getByRole('button', { name: 'Kirjaa havainto' }).click();
  await of.getByRole('status').getByText('Ei saatu lähetetyksi').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.getByRole('region', { name: 'Ilmoitukset' }).getByText('Tallennettu: Kirjaa havainto').waitFor();
  expect(await events('ObservationNoted')).toBe(before + 1);
  await page.context().close();
});

it('counts once what arrived although nobody heard the answer', async () => {
  const { page, of } = await form('observation', 'NoteObservation');
  const before = await events('ObservationNoted');
  let lost = false;
  await page.route('**/graphql', async (route) => {
    const isIt = route.request().postData()?.includes('noteObservation') === true;
    if (!isIt || lost) return route.continue();
    lost = true;
    await route.fetch();
    return route.abort();
  });
  await write(of, 'Havainto', 'Torilla on hiljaista');
  await of.getByRole('button', { name: 'Kirjaa havainto' }).click();
  await of.getByRole('button', { name: 'Lähetä uudelleen' }).click();
  await page.getByRole('region', { name: 'Ilmoitukset' }).getByText('Tallennettu: Kirjaa havainto').waitFor();
  expect(await events('ObservationNoted')).toBe(before + 1);
  await page.context().close();
});

describe('a tab that is closed', () => {
  it('loses nothing that will be published anyway', async () => {
    const { page, of } = await form('goal', 'DraftGoal');
    await write(of, 'Otsikko', 'Yksinäisyys vähenee');
    await kept(page, 'Yksinäisyys vähenee');
    await page.reload();
    await settled(page);
    await of.getByRole('status').getByText('Keskeneräinen luonnoksesi on palautettu.').waitFor();
    expect(await of.getByRole('textbox', { name: 'Otsikko', exact: true }).inputValue()).toBe('Yksinäisyys vähenee');
    expect(await faults(page)).toEqual([]);
    await of.getByRole('button', { name: 'Aloita alusta' }).click();
    expect(await of.getByRole('textbox', { name: 'Otsikko', exact: true }).inputValue()).toBe('');
    await page.context().close();
  });

  it('keeps what is stored sealed only when one asks for it', async () => {
    const { page, of } = await form('observation', 'NoteObservation');
    await write(of, 'Havainto', 'Tämä on arkaluonteista');
    await of.getByRole('textbox', { name: /Havaittiin/ }).fill('1.3.2026');
    await kept(page, '2026-03-01');
    expect(await drafts(page)).not.toContain('arkaluonteista');
    await of.getByRole('checkbox', { name: 'Säilytä keskeneräinen teksti tällä laitteella' }).check();
    await kept(page, 'arkaluonteista');
    await page.reload();
    await settled(page);
    await of.getByRole('status').getByText('Keskeneräinen luonnoksesi on palautettu.').waitFor();
    expect(await of.getByRole('textbox', { name: 'Havainto', exact: true }).inputValue()).toBe(
      'Tämä on arkaluonteista',
    );
    await page.context().close();
  });
});

it('shows both versions, field by field, when somebody else was quicker', async () => {
  const page = await site.visit('person_coord01', '/c/keskisuomi/agenda');
  const { strategy } = await theStrategy();
  await page
    .getByRole('button', { name: /^Muokkaa strategiaa/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: /^Muokkaa strategiaa/ });
  // Each is there in two languages.
  const vision = dialog.getByRole('textbox', { name: /^Visio/ }).first();
  const mission = dialog.getByRole('textbox', { name: /^Toiminta-ajatus/ }).first();
  await vision.fill('Minun visioni');
  await write(dialog, 'Perustelu', 'Työpajan jälkeen');

  // Meanwhile another coordinator rewords both.
  const other = await site.house.as('person_coord01');
  await site.house.in('keskisuomi').does(other, 'reviseStrategy', strategy.id, {
    title: strategy.title,
    vision: { original: 'FI', fi: 'Toisen visio' },
    mission: { original: 'FI', fi: 'Toisen toiminta-ajatus' },
    values: strategy.values,
    from: strategy.from,
    to: strategy.to,
    reason: { original: 'FI', fi: 'Valtuuston linjaus' },
  });
  await dialog.getByRole('button', { name: 'Muokkaa strategiaa' }).click();
  const clash = dialog.getByRole('radiogroup', { name: 'Visio' });
  await clash.waitFor();
  expect(await dialog.getByRole('radiogroup', { name: 'Toiminta-ajatus' }).count()).toBe(0);
  await clash.getByText('Minun visioni').waitFor();
  await clash.getByText('Toisen visio').waitFor();
  expect(await faults(page)).toEqual([]);
  await clash.getByRole('radio', { name: 'Minun' }).check();
  await dialog.getByRole('button', { name: 'Jatka näillä' }).click();
  // What only they changed is taken over.
  expect(await mission.inputValue()).toBe('Toisen toiminta-ajatus');
  expect(await vision.inputValue()).toBe('Minun visioni');
  await dialog.getByRole('button', { name: 'Muokkaa strategiaa' }).click();
  await dialog.waitFor({ state: 'detached' });
  const after = await theStrategy();
  expect([after.strategy.vision.fi, after.strategy.mission.fi]).toEqual(['Minun visioni', 'Toisen toiminta-ajatus']);
  await page.context().close();
});

interface Text {
  readonly original: string;
  readonly fi: string | null;
}

async function theStrategy() {
  const text = '{ original fi sv en }';
  const found = await site.house
    .in('keskisuomi')
    .asks(
      await site.house.as('person_coord01'),
      `strategies(first: 1) { nodes { id title ${text} vision ${text} mission ${text} values ${text} from to } }`,
    );
  const { nodes } = found?.['strategies'] as {
    readonly nodes: readonly {
      readonly id: string;
      readonly title: Text;
      readonly vision: Text;
      readonly mission: Text;
      readonly values: readonly Text[];
      readonly from: number;
      readonly to: number;
    }[];
  };
  const [strategy] = nodes;
  if (!strategy) throw new Error('There is no strategy');
  return {
    strategy: JSON.parse(JSON.stringify(strategy, (_, value: unknown) => value ?? undefined)) as typeof strategy,
  };
}

/** All drafts on this machine, as text. */
const drafts = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((done, fail) => {
        const open = indexedDB.open('keyval-store');
        open.onerror = () => fail(open.error ?? new Error('No drafts'));
        open.onsuccess = () => {
          if (!open.result.objectStoreNames.contains('keyval')) {
            done('');
            return;
          }
          const all = open.result.transaction('keyval').objectStore('keyval').getAll();
          all.onsuccess = () => {
            open.result.close();
            done(JSON.stringify(all.result));
          };
        };
      }),
  );

async function kept(page: Page, words: string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if ((await drafts(page)).includes(words)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`Not kept: ${words}`);
}
