import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  authorizationUnknown,
  bookEntitlement,
  downloadsGranted,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
  testOrderId,
} from '@tollgate/testing';
import { answerOrder, describeOrder } from './answer-order.js';

const views = {
  linkOf: ({ index, generation }: { index: number; generation: number }) => `https://d/${index}.${generation}`,
  licenseKeyOf: (_order: string, sealed: string) => `key ${sealed}`,
};
const orderOf = (...events: Parameters<typeof fold>[0]): Order => fold(events) as Order;

const taxLine = { jurisdiction: 'US-NY', name: 'New York', ratePpm: 40_000, taxable: usd(3295n), amount: usd(132n) };
const approved = orderOf(
  orderPlaced(),
  orderPriced({ taxLines: [taxLine] }),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
  downloadsGranted(),
);

describe('answerOrder', () => {
  it('tells an approved sale as the API promises it', () =>
    expect(answerOrder(approved, views)).toEqual({
      id: 'ord_01890a5dac96774bbcceb302099a8057',
      status: 'approved',
      type: 'sale',
      currency: 'USD',
      reference: null,
      createdAt: '2026-11-23T12:00:00.000Z',
      amounts: { subtotal: 4499, shipping: 795, tax: 132, total: 5426, captured: 5426, refunded: 0 },
      taxLines: [{ jurisdiction: 'US-NY', name: 'New York', rate: '0.0400', taxable: 3295, amount: 132 }],
      fraud: { decision: 'accept', score: 7, reasons: [] },
      payment: { status: 'captured', brand: 'visa', last4: '1111', authorizationCode: 'A12345', avs: 'Y', cvc: 'M' },
      downloads: [
        {
          sku: 'EBOOK-1',
          fileName: 'book.epub',
          size: 1_048_576,
          sha256: 'ab'.repeat(32),
          url: 'https://d/0.1',
          fileUrl: 'https://d/0.1/file',
          expiresAt: '2026-11-26T12:00:00.000Z',
        },
      ],
      licenseKeys: [],
    }));

  it('tells license keys apart from downloads, and no longer once their line was refunded', () => {
    const keys = [
      { id: '01890a5d-ac96-774b-bcce-b302099a8a01', sealed: 'a' },
      { id: '01890a5d-ac96-774b-bcce-b302099a8a02', sealed: 'b' },
    ];
    const form = { case: 'licenseKeys', value: { kind: 'pool', keys } } as const;
    const granted = downloadsGranted({ entitlements: [bookEntitlement, { ...bookEntitlement, index: 1, sku: 'APP', form }] });
    const events = [orderPlaced(), orderPriced(), fraudAccepted(), paymentAuthorized(), paymentCaptured(), granted];
    const { downloads, licenseKeys } = answerOrder(orderOf(...events), views);
    expect(downloads).toHaveLength(1);
    expect(licenseKeys).toEqual([
      { id: 'lic_01890a5dac96774bbcceb302099a8a01', sku: 'APP', line: 1, key: 'key a', url: 'https://d/1.1' },
      { id: 'lic_01890a5dac96774bbcceb302099a8a02', sku: 'APP', line: 1, key: 'key b', url: 'https://d/1.1' },
    ]);
    const revoked = recorded('DownloadAccessRevoked', { entitlements: [1] });
    expect(answerOrder(orderOf(...events, revoked), views)).toMatchObject({ downloads: [{}], licenseKeys: [] });
  });

  it('knows the subtotal of an order that is not priced yet, and no more', () => {
    const { amounts, taxLines, fraud, status, payment } = answerOrder(orderOf(orderPlaced()), views);
    expect({ amounts, taxLines, fraud, status, payment }).toEqual({
      amounts: { subtotal: 4499, shipping: null, tax: null, total: null, captured: 0, refunded: 0 },
      taxLines: [],
      fraud: null,
      status: 'pending',
      payment: { status: 'none', brand: 'visa', last4: '1111', authorizationCode: null, avs: null, cvc: null },
    });
  });

  it('shows a time-out as declined', () => {
    const { status, payment } = answerOrder(orderOf(orderPlaced(), orderPriced(), authorizationUnknown()), views);
    expect([status, payment.status]).toEqual(['declined', 'declined']);
  });

  it('names the first order of a duplicate by its public id', () => {
    const rejected = recorded('FraudAssessed', { decision: 'reject', reasons: ['duplicate_order'], duplicateOf: testOrderId });
    expect(answerOrder(orderOf(orderPlaced(), rejected), views).fraud).toEqual({
      decision: 'reject',
      score: 0,
      reasons: ['duplicate_order'],
      duplicateOf: 'ord_01890a5dac96774bbcceb302099a8057',
    });
  });

  it('tells what was given back, and takes the link of a refunded line away', () => {
    const refund = refundRequested();
    const refunded = recorded('PaymentRefunded', { operation: refund.header.id, amount: usd(5426n) }, { version: 4 });
    const revoked = recorded('DownloadAccessRevoked', { operation: refund.header.id, entitlements: [0] }, { version: 2 });
    const events = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), paymentAuthorized()];
    const answer = answerOrder(orderOf(...events, paymentCaptured(), downloadsGranted(), refund, refunded, revoked), views);
    expect(answer).toMatchObject({ status: 'refunded', payment: { status: 'refunded' }, downloads: [] });
    expect(answer.amounts).toMatchObject({ captured: 5426, refunded: 5426 });
  });

  it('passes over an entitlement of a form that this release does not know', () => {
    const unknown = { ...bookEntitlement, index: 1, form: { case: undefined } };
    const granted = downloadsGranted({ entitlements: [bookEntitlement, unknown] });
    expect(answerOrder(orderOf(orderPlaced(), orderPriced(), granted), views).downloads).toHaveLength(1);
  });

  it('shows the merchant’s own order number', () =>
    expect(answerOrder(orderOf(orderPlaced({ reference: 'your-order-17' })), views).reference).toBe('your-order-17'));

  it('has no card where there was nothing to pay', () => {
    const free = recorded('OrderPlaced', { type: 'sale', currency: 'USD', lines: [] }, { id: testOrderId });
    expect(answerOrder(orderOf(free), views).payment).toMatchObject({ status: 'none', brand: '', last4: '' });
  });

  it('shows neither token nor key of anything', () => {
    const text = JSON.stringify(describeOrder(approved, views, undefined));
    expect(text).not.toContain('card_1');
    expect(text).not.toContain('mer_demo/');
  });
});

describe('describeOrder', () => {
  it('puts the parts of an address together', () => {
    const person = { email: 'ann@example.com', name: 'Ann', billingAddress: { line1: '1 Main St', city: 'Albany' } };
    const { customer, billingAddress, items } = describeOrder(approved, views, person);
    expect(customer).toEqual({ email: 'ann@example.com', name: 'Ann' });
    expect(billingAddress).toEqual({ line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' });
    expect(items[1]).toEqual({
      sku: 'MUG-1',
      description: 'A mug',
      kind: 'physical',
      quantity: 2,
      unitAmount: 1250,
      weightGrams: 400,
    });
  });

  it('has no customer once they were forgotten', () => expect(describeOrder(approved, views, undefined).customer).toBeNull());
});
