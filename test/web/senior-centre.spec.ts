import type { Locator, Page } from 'playwright-core';
import { Site } from './site.ts';

/**
 * The senior centre of a small municipality, built by five people in five browsers that stay open all the while: the
 * county's coordinator, the municipality, the parish, an association and the auditor. What one does the others see.
 */
let site: Site;
let coordinator: Page, municipality: Page, parish: Page, association: Page, auditor: Page;
beforeAll(async () => {
  site = await Site.open();
  coordinator = await site.visit('person_coord01', '/c/keskisuomi/activities');
  municipality = await site.visit('person_muni495', '/c/keskisuomi/matrix?year=2026&place=%22495%22&all=true');
  parish = await site.visit('person_parish495', '/c/keskisuomi', { width: 360 });
  association = await site.visit('person_ngo179', '/c/keskisuomi');
  auditor = await site.visit('person_audit01', '/c/keskisuomi/history');
}, 240_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const title = 'Multian seniorikeskus';

/** Fills in the open form, gives the command, and waits until it has been taken. */
async function give(page: Page, command: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: command, exact: true }).waitFor();
  await fill(form);
  await form.getByRole('button', { name: command, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

async function choose(page: Page, form: Locator, field: RegExp, option: string | RegExp): Promise<void> {
  await form.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).first().click();
}

it('the coordinator plans it, and the municipality and the association see that it is there', async () => {
  await coordinator
    .getByRole('button', { name: /^Suunnittele toiminta/ })
    .first()
    .click();
  await give(coordinator, 'Suunnittele toiminta', async (form) => {
    await form.getByRole('textbox', { name: 'Otsikko', exact: true }).fill(title);
    await choose(coordinator, form, /Laji$/, /Tapahtumasarja/);
  });
  await coordinator.getByRole('link', { name: title }).first().click();
  await coordinator.getByRole('heading', { name: title, level: 1 }).waitFor();
  // By itself, on a page opened before.
  await municipality.getByText(title).first().waitFor({ state: 'attached' });
});

it('the parish is asked for its hall, and says yes on the phone', async () => {
  const ask = async (partner: RegExp, brings: string) => {
    await coordinator.getByRole('button', { name: `Muut toimet: ${title}` }).click();
    await coordinator.getByRole('menuitem', { name: 'Pyydä kumppania mukaan' }).click();
    await give(coordinator, 'Pyydä kumppania mukaan', async (form) => {
      await choose(coordinator, form, /Organisaatio$/, partner);
      await form.getByRole('textbox', { name: /^Mitä/ }).first().fill(brings);
    });
  };
  await ask(/Multian alueen seurakunta/, 'Seurakuntatalon sali keskiviikkoisin');
  const asked = parish.getByRole('listitem', { name: title });
  await asked.getByRole('button', { name: /^Lähde mukaan|^Tule mukaan|^Hyväksy/ }).click();
  const accept = parish.getByRole('dialog').getByRole('button', { name: /^Lähde mukaan|^Tule mukaan|^Hyväksy/ });
  await accept.click();
  await asked.waitFor({ state: 'detached' });
  await coordinator
    .getByRole('listitem')
    .filter({ hasText: 'Multian alueen seurakunta' })
    .getByText('Mukana', { exact: true })
    .first()
    .waitFor();
});

it('the municipality says when it begins, in its own row of the matrix', async () => {
  await municipality.getByText(/muuta toimintaa, joista ei ole kerrottu/).click();
  await municipality.getByRole('button', { name: `Kerro tilanne: ${title}, 2026` }).click();
  const dialog = municipality.getByRole('dialog', { name: title });
  await dialog.getByRole('radio', { name: 'Suunniteltu' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await municipality.getByRole('listitem').filter({ hasText: title }).getByText('Suunniteltu').waitFor();
});

it('the association offers its volunteers, and the coordinator takes the offer', async () => {
  await association.goto(coordinator.url());
  await association.getByRole('heading', { name: title, level: 1 }).waitFor();
  const offer = association.getByRole('button', { name: `Tarjoa omaa osuutta: ${title}` });
  if ((await offer.count()) > 0) await offer.click();
  else {
    await association.getByRole('button', { name: `Muut toimet: ${title}` }).click();
    await association.getByRole('menuitem', { name: 'Tarjoa omaa osuutta' }).click();
  }
  await give(association, 'Tarjoa omaa osuutta', async (form) => {
    await form.getByRole('textbox', { name: /^Mitä/ }).first().fill('Kaksi vapaaehtoista joka viikko');
  });
  const offered = coordinator.getByRole('listitem').filter({ hasText: 'Kaksi vapaaehtoista joka viikko' }).first();
  await offered.getByRole('button', { name: /^Ota tarjous vastaan/ }).click();
  await give(coordinator, 'Ota tarjous vastaan', async () => undefined);
  await association.getByText('Kaksi vapaaehtoista joka viikko').first().waitFor();
});

it('the auditor sees who did what, for whom and under which mandate', async () => {
  await auditor.reload();
  await auditor
    .getByRole('article', { name: new RegExp(title) })
    .first()
    .waitFor();
  const told = await auditor.getByRole('article', { name: new RegExp(title) }).allTextContents();
  expect(told.some((words) => words.includes('Multian kunta') && words.includes('valtuus'))).toBe(true);
  expect(told.some((words) => words.includes('Multian alueen seurakunta') && words.includes('valtuus'))).toBe(true);
});
