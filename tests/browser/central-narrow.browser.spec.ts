import { Central, isReady, type Store } from './central.ts';
import { expectWithinPage, keepScreenshot } from './page-checks.ts';

const currencies = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK', 'BRL', 'PLN', 'CZK'];
const mug = { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 1, unitAmount: 1250, weightGrams: 400 };

let central: Central;
let store: Store;
beforeAll(async () => {
  central = await Central.open();
  store = await central.newStore('Many currencies');
  for (const currency of currencies) {
    // An order in a currency that the store has no prices for is rejected, and stands in the figures of its currency all the same.
    const { body } = await store.shop.place({ body: { currency, items: [mug] } });
    expect((body.order ?? body).currency).toBe(currency);
  }
});
afterAll(() => central?.close());

const paths = [
  '',
  '/orders',
  '/approvals',
  '/terminal',
  '/customers',
  '/goods',
  '/reports',
  '/reports/products',
  '/reports/settlement',
  '/fraud',
  '/members',
  '/api-keys',
  '/webhooks',
  '/upkeep',
  '/settings',
  '/account',
];

describe.each([320, 390])('a phone of %s pixels', (width) => {
  it.each(paths)('never scrolls sideways at "%s", in a store of many currencies', (path) =>
    central.withPage({ size: 'phone', path, person: store.owner, store: store.id }, async (page) => {
      await page.setViewportSize({ width, height: 844 });
      await isReady(page);
      await expectWithinPage(page);
      if (path === '') await page.getByRole('radio', { name: 'CZK' }).waitFor({ state: 'attached' });
      if (path === '') await keepScreenshot(page, `central-home-${width}`);
    }),
  );
});
