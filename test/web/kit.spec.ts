import type { Page } from 'playwright-core';
import commands from '../../apps/web/src/generated/commands.json' with { type: 'json' };
import { faults, settled, Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const kit = (more: Parameters<Site['visit']>[2] = {}) => site.visit('person_coord01', '/kit', more);

describe('every part of the kit', () => {
  it.each([
    ['wide', { width: 1280 }],
    ['on a phone', { width: 360 }],
    ['in Swedish', { width: 1280, language: 'sv' }],
    ['in English', { width: 360, language: 'en' }],
    ['in the colours of the system', { width: 1280, forcedColors: 'active' as const }],
    ['without movement', { width: 1280, reducedMotion: 'reduce' as const }],
  ])('has no fault %s', async (_, more) => {
    const page = await kit(more);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it('stays within the window with letters twice as large', async () => {
    const page = await kit({ width: 1280 });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it('can be hit with a finger: nothing to press is smaller than 24 pixels', async () => {
    const page = await kit({ width: 360 });
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main button, main summary, main input, main textarea, main label')]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
        .map(({ element }) => element.outerHTML.slice(0, 120)),
    );
    expect(small).toEqual([]);
    await page.context().close();
  });

  it('shows where the focus is, on everything that Tab comes to', async () => {
    const page = await kit();
    const bare: string[] = [];
    for (let step = 0; step < 90; step++) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        // A range draws its ring around its thumb.
        const ringed = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || element.matches('[type="range"]');
        return ringed ? '' : element.outerHTML.slice(0, 120);
      });
      if (found === undefined) break;
      if (found !== '') bare.push(found);
    }
    expect(bare).toEqual([]);
    await page.context().close();
  });
});

describe('what opens', () => {
  let page: Page;
  beforeAll(async () => {
    page = await kit();
  });
  afterAll(async () => {
    await page.context().close();
  });

  it('a dialog takes the focus, keeps it, and gives it back', async () => {
    const button = page.getByRole('button', { name: 'Avaa ikkuna' });
    await button.click();
    const dialog = page.getByRole('dialog', { name: 'Ikkuna' });
    await dialog.waitFor();
    expect(await faults(page)).toEqual([]);
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expectFocus(page, 'Avaa ikkuna');
  });

  it('a menu is gone through with the arrows', async () => {
    const button = page.getByRole('button', { name: 'Lisää toimia' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu', { name: 'Lisää toimia' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Valittu A').waitFor();
    await expectFocus(page, 'Lisää toimia');
    await page.getByRole('button', { name: 'Sulje: Valittu A' }).click();
  });

  it('a long list is searched by what one writes', async () => {
    const list = page.getByRole('button', { name: /Pitkä valikko/ });
    await list.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox', { name: 'Hae luettelosta' }).waitFor();
    await page.keyboard.type('ehto 17');
    await page.getByRole('option', { name: 'Vaihtoehto 17' }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    // The library names the one that fits half a second later, when a screen reader has said what was typed.
    await page.keyboard.press('ArrowDown');
    await page.locator('input[aria-activedescendant$="-option-16"]').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Vaihtoehto 17/ }).waitFor();
  });

  it('tabs are gone through with the arrows, round and round', async () => {
    await page.getByRole('tab', { name: 'Vaihtoehto A' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'Vaihtoehto B' }).waitFor();
    await page.keyboard.press('End');
    await page.getByRole('tabpanel', { name: 'Vaihtoehto C' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'Vaihtoehto A' }).getByText('Valittu A').waitFor();
  });

  it('two thumbs hold a span, say it in words, and never pass each other', async () => {
    const [from, to] = [page.getByRole('slider', { name: 'Alku' }), page.getByRole('slider', { name: 'Loppu' })];
    expect(await from.getAttribute('aria-valuetext')).toBe('4.10.2024');
    await from.focus();
    await page.keyboard.press('ArrowRight');
    expect(await from.getAttribute('aria-valuetext')).toBe('5.10.2024');
    await page.keyboard.press('End');
    expect(await from.inputValue()).toBe(await to.inputValue());
  });

  it('a tree is opened and closed, and says how much is under each', async () => {
    const open = page.getByRole('button', { name: 'Vaihtoehto 1.1: 2 alakohtaa' });
    expect(await open.getAttribute('aria-expanded')).toBe('false');
    await open.press('Enter');
    await page.getByText('Vaihtoehto 1.1.2', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Vaihtoehto 1: 2 alakohtaa' }).click();
    await page.getByText('Vaihtoehto 1.1.2', { exact: true }).waitFor({ state: 'detached' });
  });

  it('a summary of errors takes the focus, and leads to the field', async () => {
    await page.getByRole('button', { name: 'Näytä virheet' }).click();
    const summary = page.getByRole('group', { name: '2 kohtaa pitää korjata' });
    await summary.waitFor();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await faults(page)).toEqual([]);
    await summary.getByRole('link').first().press('Enter');
    await expectFocus(page, 'Tarkistettava rivi');
  });

  it('a toast stays until it is closed, and offers what it says', async () => {
    await page.getByRole('button', { name: 'Näytä ilmoitus' }).click();
    const toasts = page.getByRole('region', { name: 'Ilmoitukset' });
    await toasts.getByText('Muut näkevät sen heti.').waitFor();
    expect(await faults(page)).toEqual([]);
    await toasts.getByRole('button', { name: 'Kumoa' }).click();
    await page.getByRole('dialog', { name: 'Ikkuna' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await toasts.getByText('Muut näkevät sen heti.').count()).toBe(0);
  });

  it.each([
    ['Päivä', 'kesällä', 'Esimerkiksi 12.6.2026'],
    ['Kellonaika', '25', 'esimerkiksi 9.30'],
    ['Kuukausi', '13.2026', 'esimerkiksi 6.2026'],
  ])('%s says how it is to be written when %j cannot be read', async (name, written, advice) => {
    const field = page.getByRole('textbox', { name, exact: true });
    await field.fill(written);
    await field.blur();
    const id = await field.getAttribute('aria-errormessage');
    expect(await page.locator(`[id="${id ?? ''}"]`).textContent()).toContain(advice);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('');
    await field.blur();
    expect(await field.getAttribute('aria-invalid')).toBeNull();
  });
});

describe('the forms of every command', () => {
  const kinds = Object.entries(commands as Record<string, { readonly to: string }>).reduce(
    (found, [command, { to }]) => found.set(to, [...(found.get(to) ?? []), command]),
    new Map<string, string[]>(),
  );

  it('open without a fault, one kind of thing after the other', async () => {
    const page = await kit({ width: 1280 });
    for (const [to, all] of kinds) {
      await page.goto(`${site.house.url}/kit?to=${to}`);
      await settled(page);
      for (const command of all)
        await page.getByRole('region', { name: command, exact: true }).locator('form').waitFor();
      expect([to, await faults(page)]).toEqual([to, []]);
      // A field nobody has named shows its name in the code.
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll('main .label, main label')]
          .map((label) => label.textContent)
          .filter((words) => /^[a-z]+[A-Z]?[a-zA-Z_]*$/.test(words)),
      );
      expect([to, nameless]).toEqual([to, []]);
    }
    await page.context().close();
  }, 600_000);

  it.each(['goal', 'activity', 'assessment'])('of %s fit a phone', async (to) => {
    const page = await site.visit('person_coord01', `/kit?to=${to}`, { width: 360 });
    await page.locator('form').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });
});

async function expectFocus(page: Page, name: string): Promise<void> {
  const of = page.locator(':focus');
  await of.waitFor();
  expect(
    await of.evaluate(
      (element) => `${element.textContent} ${(element as HTMLInputElement).labels?.[0]?.textContent ?? ''}`,
    ),
  ).toContain(name);
}
