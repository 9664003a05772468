import { Central, isReady } from './central.ts';
import { expectWithinPage, keepScreenshot } from './page-checks.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
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
  '/reports/fraud',
  '/reports/refunds',
  '/fraud',
  '/members',
  '/api-keys',
  '/upkeep',
  '/settings',
  '/account',
];

/** The demo store sells in many currencies. */
describe.each([320, 390])('a phone of %s pixels', (width) => {
  it.each(paths)('never scrolls sideways at "%s", in a store of many currencies', (path) =>
    central.withPage({ size: 'phone', path }, async (page) => {
      await page.setViewportSize({ width, height: 844 });
      await isReady(page);
      await expectWithinPage(page);
      if (path === '') await keepScreenshot(page, `central-home-${width}`);
    }),
  );
});
