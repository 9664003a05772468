import { usd } from '@tollgate/money';
import { fold, type Order, operationOf } from '@tollgate/order';
import {
  authorizationRequested,
  captureRequested,
  downloadsGranted,
  fraudAccepted,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
} from '@tollgate/testing';
import { defaultReceipt, type ReceiptSettings } from '../settings/receipt.schema.js';
import { composeReceipt } from './receipt.js';

const ann = {
  email: 'ann@example.com',
  name: 'Ann Buyer',
  shippingAddress: { name: 'Bob Reader', line1: '1 Main St', line2: '', city: 'Albany' },
};
const settings: ReceiptSettings = { ...defaultReceipt, shopName: 'The Book Shop', supportEmail: 'help@books.example' };
const captureId = '01890a5d-ac96-7000-8000-0000000000c1';

const folded = (...events: Parameters<typeof fold>[0]): Order => fold(events) as Order;
const paid = folded(
  orderPlaced({}, { mode: 'live' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured({}, { id: captureId }),
  downloadsGranted(),
);
const receiptOf = (
  order: Order,
  change: Partial<ReceiptSettings> = {},
  { operation = captureId, customer = ann as object } = {},
) => {
  const capture = operationOf(order.payment, operation);
  if (capture === undefined) throw new Error('no capture');
  const linkOf = ({ index }: { index: number }) => `https://downloads.example/d/${index}`;
  return composeReceipt({
    order,
    capture,
    customer: customer as typeof ann,
    settings: { ...settings, ...change },
    linkOf,
    licenseKeyOf: (sealed) => `key of ${sealed}`,
  });
};

describe('a receipt', () => {
  it('tells what was bought, what it cost, what was charged, by whom, and where it goes', () =>
    expect(receiptOf(paid)).toMatchObject({
      order: 'ord_01890a5dac96774bbcceb302099a8057',
      seller: 'The Book Shop',
      contacts: [{ text: 'help@books.example', href: 'mailto:help@books.example' }],
      testNote: '',
      placedOn: '2026-11-23',
      customerName: 'Ann Buyer',
      lines: [
        { description: 'The Book', sku: 'EBOOK-1', quantity: 1, unit: '19.99 USD', amount: '19.99 USD' },
        { description: 'A mug', sku: 'MUG-1', quantity: 2, unit: '12.50 USD', amount: '25.00 USD' },
      ],
      sums: [
        { label: 'Subtotal', amount: '44.99 USD' },
        { label: 'Shipping (Standard)', amount: '7.95 USD' },
        { label: 'New York State sales tax (US-NY, 4 %)', amount: '1.32 USD' },
        { label: 'Total', amount: '54.26 USD' },
      ],
      card: 'Visa ending in 1111',
      charged: '54.26 USD',
      shipTo: ['Bob Reader', '1 Main St', 'Albany NY 12207', 'US'],
      downloads: [{ fileName: 'book.epub', line: 1, good: 'The Book', size: '1.0 MB', url: 'https://downloads.example/d/0' }],
      downloadsUntil: 'The links are good until 2026-11-26 12:00 UTC.',
    }));

  it('names the merchant where no shop name is set, and whom to ask', () =>
    expect(receiptOf(paid, defaultReceipt)).toMatchObject({
      seller: 'mer_demo',
      contacts: [],
    }));

  it('says taxes as one, and no SKUs, where the merchant wants that; the sums stay', () => {
    const { sums, lines } = receiptOf(paid, { showsTaxLines: false, showsSku: false });
    expect(sums.slice(-2)).toEqual([
      { label: 'Tax', amount: '1.32 USD' },
      { label: 'Total', amount: '54.26 USD' },
    ]);
    expect(lines.map(({ sku }) => sku)).toEqual(['', '']);
  });

  it('M2: says that a test order moved no money', () =>
    expect(receiptOf({ ...paid, mode: 'test' }).testNote).toBe('This was a test: no money moved.'));

  it.each([
    ['de', 'Ihr Beleg', 'Visa mit Endziffern 1111'],
    ['es', 'Su recibo', 'Visa terminada en 1111'],
    ['fr', 'Votre reçu', 'Visa se terminant par 1111'],
    ['ja', '領収書', 'Visa 末尾 1111'],
  ] as const)('speaks the language of the shop: %s', (language, title, card) => {
    const receipt = receiptOf(paid, { language });
    expect([receipt.words.receiptTitle, receipt.card]).toEqual([title, card]);
  });

  it.each([
    ['en', 'ground', 'Shipping (Standard)'],
    ['es', 'ground', 'Envío (Estándar)'],
    ['ja', 'express', '送料 (速達便)'],
    ['de', 'night_bus', 'Versand (Night bus)'],
    ['en', 'constructor', 'Shipping (Constructor)'],
  ] as const)('calls the way of sending as the payment page does, and not by its code: %s, %s', (language, method, label) => {
    const order = { ...paid, pricing: orderPriced({ shippingMethod: method }).data };
    expect(receiptOf(order, { language }).sums[1]?.label).toBe(label);
  });

  it('tells what was charged where less than the total was captured', () => {
    const partly = folded(
      orderPlaced({ type: 'preauth' }),
      orderPriced(),
      fraudAccepted(),
      authorizationRequested({ isSale: false }),
      paymentAuthorized(),
      captureRequested({ amount: usd(2000n) }, { id: 'c1' }),
      recorded('PaymentCaptured', { operation: 'c1', amount: usd(2000n) }, { version: 3 }),
    );
    expect(receiptOf(partly, {}, { operation: 'c1' }).charged).toBe('20.00 USD');
  });

  it('does not link to what was refunded', () => {
    const revoked = recorded('DownloadAccessRevoked', { entitlements: [0] }, { version: 2 });
    const { delivery } = folded(orderPlaced(), downloadsGranted(), revoked);
    expect(receiptOf({ ...paid, delivery }).downloads).toEqual([]);
  });

  it('says nothing of downloads where there are none, nor of shipping where nothing is shipped', () => {
    const { shipping: _, ...placed } = paid.placed;
    const pricing = orderPriced({ shippingMethod: '', shipping: usd(0n), tax: usd(0n), taxLines: [] }).data;
    const { delivery } = folded(orderPlaced({ lines: [onlineLine] }));
    const bare = { ...paid, placed: placed as typeof paid.placed, pricing, delivery };
    const receipt = receiptOf(bare, {}, { customer: { email: 'a@b.example' } });
    expect(receipt).toMatchObject({ downloads: [], downloadsUntil: '', shipTo: [], customerName: '' });
    expect(receipt.sums.map(({ label }) => label)).toEqual(['Subtotal', 'Tax', 'Total']);
  });
});
