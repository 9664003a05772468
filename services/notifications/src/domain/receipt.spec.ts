import { money, usd } from '@tollgate/money';
import {
  downloadsGranted,
  fold,
  fraudAccepted,
  type Order,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  physicalLine,
} from '@tollgate/order';
import { composeReceipt, showMoney, showRate, showSize } from './receipt.js';

const ann = {
  email: 'ann@example.com',
  name: 'Ann Buyer',
  shippingAddress: { name: 'Bob Reader', line1: '1 Main St', line2: '', city: 'Albany' },
};
const taxLine = { jurisdiction: 'US-NY', name: 'Sales tax', ratePpm: 40_000, taxable: usd(3295n), amount: usd(132n) };

const folded = (...events: Parameters<typeof fold>[0]): Order => {
  const order = fold(events);
  if (order === undefined) throw new Error('no order');
  return order;
};
const paid = folded(
  orderPlaced(),
  orderPriced({ taxLines: [taxLine] }),
  fraudAccepted(),
  paymentAuthorized(),
  paymentCaptured(),
  downloadsGranted(),
);

describe('composeReceipt', () => {
  it('tells what was bought, what it cost, what was charged and where it goes', () =>
    expect(composeReceipt(paid, ann, ({ index }) => `https://downloads.example/d/${index}`)).toEqual({
      order: 'ord_01890a5dac96774bbcceb302099a8057',
      seller: 'mer_demo',
      placedOn: '2026-11-23',
      customerName: 'Ann Buyer',
      lines: [
        { description: 'The Book', sku: 'EBOOK-1', quantity: 1, unit: '19.99 USD', amount: '19.99 USD' },
        { description: 'A mug', sku: 'MUG-1', quantity: 2, unit: '12.50 USD', amount: '25.00 USD' },
      ],
      sums: [
        { label: 'Subtotal', amount: '44.99 USD' },
        { label: 'Shipping (ground)', amount: '7.95 USD' },
        { label: 'Sales tax (US-NY, 4 %)', amount: '1.32 USD' },
        { label: 'Total', amount: '54.26 USD' },
      ],
      card: 'Visa ending in 1111',
      charged: '54.26 USD',
      shipTo: ['Bob Reader', '1 Main St', 'Albany NY 12207', 'US'],
      downloads: [{ fileName: 'book.epub', size: '1.0 MiB', url: 'https://downloads.example/d/0' }],
      downloadsUntil: '2026-11-26 12:00 UTC',
    }));

  it('tells what was charged where less than the total was captured', () => {
    const partly = folded(orderPlaced({ type: 'preauth' }), orderPriced(), paymentAuthorized(), paymentCaptured(usd(2000n)));
    expect(composeReceipt(partly, ann, () => '').charged).toBe('20.00 USD');
  });

  it('says nothing of downloads where there are none, nor of shipping where nothing is shipped', () => {
    const { shipping: _, ...placed } = orderPlaced().data;
    const digital = folded(
      orderPlaced({ lines: [{ ...physicalLine, kind: 'digital' }], type: placed.type, shippingMethod: '' }),
      orderPriced({ shippingMethod: '', shipping: usd(0n), tax: usd(0n) }),
      paymentCaptured(),
    );
    const { shipping: __, ...rest } = digital.placed;
    const receipt = composeReceipt({ ...digital, placed: rest as typeof digital.placed }, { email: 'a@b.example' }, () => '');
    expect(receipt).toMatchObject({ downloads: [], downloadsUntil: '', shipTo: [], customerName: '' });
    expect(receipt.sums.map(({ label }) => label)).toEqual(['Subtotal', 'Tax', 'Total']);
  });

  it('refuses to tell of money that was not taken', () =>
    expect(() => composeReceipt(folded(orderPlaced(), orderPriced(), paymentAuthorized()), ann, () => '')).toThrow('invariant'));
});

describe('how a receipt writes', () => {
  it.each([
    [usd(5426n), '54.26 USD'],
    [usd(5n), '0.05 USD'],
    [money(5426n, 'JPY'), '5426 JPY'],
    [money(5426n, 'KWD'), '5.426 KWD'],
  ])('an amount by the decimals of its currency', (amount, shown) => expect(showMoney(amount)).toBe(shown));

  it.each([
    [0n, '0 bytes'],
    [1023n, '1023 bytes'],
    [1536n, '1.5 KiB'],
    [5_368_709_120n, '5.0 GiB'],
  ])('a size of %d bytes as %s', (size, shown) => expect(showSize(size)).toBe(shown));

  it.each([
    [40_000, '4 %'],
    [47_500, '4.75 %'],
    [88_750, '8.875 %'],
    [100_000, '10 %'],
    [0, '0 %'],
  ])('a rate of %d ppm as %s', (rate, shown) => expect(showRate(rate)).toBe(shown));
});
