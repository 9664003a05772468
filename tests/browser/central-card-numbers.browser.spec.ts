import { someCard } from '../load/orders.ts';
import { Central, inspectDialog, notSignedIn } from './central.ts';
import { endSessions, signInBy } from './sessions.ts';
import { fieldOf } from './telephone-order.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const expected = [notSignedIn, /ERR_FAILED|failed: POST/];

describe('a card’s number', () => {
  it('that is to be blocked is gone from the form when that is closed, and when the session has ended', async () => {
    const store = await central.newStore('Careful Shop');
    const visit = { size: 'desktop', person: store.owner, store: store.id, path: '/fraud/block', expected } as const;
    await central.withPage(visit, async (page) => {
      const card = someCard();
      const dialog = page.getByRole('dialog');
      const number = dialog.getByRole('textbox', { name: 'Card' });
      const add = dialog.getByRole('button', { name: 'Add', exact: true });
      const begin = async (): Promise<void> => {
        await page.locator('main').getByRole('button', { name: 'Add', exact: true }).click();
        await dialog.getByRole('combobox').selectOption('card');
      };
      await begin();
      await number.fill(card);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await begin();
      expect(await number.inputValue()).toBe('');
      await number.fill(card);
      await dialog.getByLabel('Reason').fill('Stolen');
      await endSessions(central, store.owner);
      await add.click();
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      expect(await page.evaluate("[...document.querySelectorAll('input')].map(({ value }) => value)")).not.toContain(card);
      await signInBy(page, store.owner);
      await dialog.waitFor();
      expect([await number.inputValue(), await dialog.getByLabel('Reason').inputValue()]).toEqual(['', 'Stolen']);
      await inspectDialog(page, 'central-fraud-card');
      const keys: (string | undefined)[] = [];
      await page.route('**/fraud-lists/block', (route) => {
        if (route.request().method() !== 'POST') return route.continue();
        keys.push(route.request().headers()['idempotency-key']);
        return keys.length === 1 ? route.abort() : route.continue();
      });
      await number.fill(card);
      await add.click();
      await dialog.getByText('unreachable').waitFor();
      await add.click();
      await page.getByText(card.slice(-4)).waitFor();
      expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
      expect(await page.evaluate('document.body.outerHTML')).not.toContain(card);
    });
  });

  it('that is to get a credit is gone when the session has ended, and what else was typed in is there', async () => {
    const store = await central.newStore('Careful credits');
    await central.set(store, 'credits', { enabled: true, apiKeys: false, perCredit: { USD: 5_000 }, perDay: { USD: 5_000 } });
    const visit = { size: 'desktop', person: store.owner, store: store.id, path: '/terminal?as=credit', expected } as const;
    await central.withPage(visit, async (page) => {
      await fieldOf(page, 'Amount').fill('7');
      await fieldOf(page, 'What it is for').fill('For the parcel that came late');
      await fieldOf(page, 'Card number').fill(someCard());
      await fieldOf(page, 'Expires').fill('1/30');
      await page.getByRole('button', { name: 'Go on' }).click();
      await endSessions(central, store.owner);
      await page.getByRole('button', { name: 'Credit $7.00' }).click();
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      await signInBy(page, store.owner);
      await page.getByRole('heading', { level: 1, name: 'Virtual terminal' }).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect([await fieldOf(page, 'Card number').inputValue(), await fieldOf(page, 'Amount').inputValue()]).toEqual(['', '7']);
    });
  });
});
