import { type EventInit, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  authorizedPreauth,
  bookDeliverable,
  captureRequested,
  downloadsGranted,
  orderPlaced,
  paymentCaptured,
  recorded,
  refundRequested,
  shippedLine,
  specification,
} from '@tollgate/testing';
import { defaultDelivery } from '../settings/delivery.schema.js';
import { type Grant, grantCapture, grantSale } from './grant-downloads.js';

const given = specification(orders);
const grant: Grant = { capturedAt: '2026-11-23T12:00:00.000Z', settings: defaultDelivery, settingsVersion: 0 };
const file = (name: string) =>
  ({ form: { case: 'file', value: { name, sizeBytes: 10n, sha256: 'ab'.repeat(32), objectKey: `mer_demo/${name}` } } }) as const;
const payment = (deliverables: EventInit<'PaymentCaptured'>['deliverables']) =>
  newEvent('PaymentCaptured', { deliverables: deliverables ?? [] }).data;

describe('what a sale brings', () => {
  it('is each file of each paid line for three days, in order of lines and files', () => {
    const paid = payment([
      { line: 1, sku: 'EBOOK-1', forms: [file('book.epub')] },
      { line: 3, sku: 'ALBUM-1', forms: [file('01.flac'), file('02.flac')] },
    ]);
    const [granted] = grantSale(paid, grant);
    expect(granted).toMatchObject({
      type: 'DownloadsGranted',
      data: {
        expiresAt: '2026-11-26T12:00:00.000Z',
        entitlements: [
          { index: 0, line: 1, sku: 'EBOOK-1', generation: 1, downloads: 1, form: { value: { name: 'book.epub' } } },
          { index: 1, line: 3, sku: 'ALBUM-1', generation: 1, form: { value: { name: '01.flac' } } },
          { index: 2, line: 3, sku: 'ALBUM-1', generation: 1, form: { value: { name: '02.flac' } } },
        ],
      },
    });
  });

  it('follows the merchant: three downloads each, for 30 days, and says which settings those were', () => {
    const [granted] = grantSale(paymentCaptured().data, {
      ...grant,
      settings: { ...defaultDelivery, downloads: 3, days: 30 },
      settingsVersion: 7,
    });
    expect(granted?.data).toMatchObject({
      expiresAt: '2026-12-23T12:00:00.000Z',
      entitlements: [{ downloads: 3 }],
      settingsVersion: 7,
    });
  });

  it('is nothing where nothing paid is delivered online', () => expect(grantSale(payment([]), grant)).toEqual([]));

  it('passes over a form of a later release, and says so where there is nothing else: the receipt waits for its word', () => {
    const [both] = grantSale(payment([{ line: 1, sku: 'POSTER', forms: [{}, file('poster.pdf')] }]), grant);
    expect(both).toMatchObject({ data: { entitlements: [{ index: 0, form: { value: { name: 'poster.pdf' } } }] } });
    expect(grantSale(payment([{ line: 1, sku: 'POSTER', forms: [{}] }]), grant)).toMatchObject([
      { type: 'DownloadsGranted', data: { entitlements: [], expiresAt: '' } },
    ]);
  });

  it('I9: is the same when the payment comes a second time', () =>
    expect(grantSale(paymentCaptured().data, grant)).toEqual(grantSale(paymentCaptured().data, grant)));
});

describe('what a capture of a preauth brings', () => {
  const held: readonly RecordedEvent[] = [
    ...authorizedPreauth(),
    captureRequested({ amount: usd(5000n), isFinal: false }, { id: 'c1' }),
  ];
  const partial = newEvent('PaymentCaptured', { operation: 'c1', amount: usd(5000n) }).data;
  const whole = newEvent('PaymentCaptured', { operation: 'c2', amount: usd(426n), deliverables: [bookDeliverable] }).data;

  it('is nothing while more is to be captured, unless the merchant delivers with the first capture', () => {
    expect(grantCapture(orders.fold(held) as never, partial, grant)).toMatchObject([
      { data: { entitlements: [], expiresAt: '' } },
    ]);
    const atFirst = { ...grant, settings: { ...defaultDelivery, deliverAt: 'first_capture' as const } };
    const granted = grantCapture(orders.fold(held) as never, partial, atFirst);
    expect(granted).toMatchObject([{ data: { entitlements: [{ index: 0, line: 1, sku: 'EBOOK-1' }] } }]);
  });

  it('is the goods with the capture that completes the payment', () =>
    expect(grantCapture(orders.fold(held) as never, whole, grant)).toMatchObject([{ data: { entitlements: [{ line: 1 }] } }]));

  it('is not granted twice; the second grant says that there is nothing new', () => {
    const order = orders.fold([...held, downloadsGranted()]);
    expect(grantCapture(order as never, whole, grant)).toMatchObject([{ data: { entitlements: [], expiresAt: '' } }]);
  });

  it('is not what was refunded whole before the rest was captured', () => {
    const refunded = [
      refundRequested({ amount: usd(1999n), lines: [{ line: 1, quantity: 1, goods: usd(1999n) }] }, { id: 'r1' }),
      recorded('PaymentRefunded', { operation: 'r1', amount: usd(1999n) }, { version: 9 }),
    ];
    const order = orders.fold([...held, ...refunded]);
    expect(grantCapture(order as never, whole, grant)).toMatchObject([{ data: { entitlements: [], expiresAt: '' } }]);
  });

  it('is granted anew where it was revoked with all that had been captured, and more is captured then', () => {
    const revoked = recorded('DownloadAccessRevoked', { entitlements: [0], operation: 'r1' }, { version: 2 });
    const order = orders.fold([...held, downloadsGranted(), revoked]);
    expect(grantCapture(order as never, whole, grant)).toMatchObject([{ data: { entitlements: [{ index: 1, line: 1 }] } }]);
  });

  it('is granted anew in an order of 256 files that was refunded whole in between, as often as links have names', () => {
    const box = { ...bookDeliverable, forms: Array.from({ length: 256 }, (_, index) => file(`${index}`)) };
    const granted = (turn: number) =>
      downloadsGranted({ entitlements: box.forms.map(({ form }, at) => ({ line: 1, index: 256 * turn + at, form })) });
    const revoked = (turn: number) =>
      recorded('DownloadAccessRevoked', { entitlements: box.forms.map((_, at) => 256 * turn + at), operation: `r${turn}` });
    const after = (turns: number) =>
      orders.fold([...held, ...Array.from({ length: turns }, (_, turn) => [granted(turn), revoked(turn)]).flat()]);
    const paid = newEvent('PaymentCaptured', { operation: 'c2', amount: usd(426n), deliverables: [box] }).data;
    const entitlementsAfter = (turns: number) =>
      grantCapture(after(turns) as never, paid, grant).map(({ data }) => (data as { entitlements: object[] }).entitlements);
    expect(entitlementsAfter(1)[0]).toHaveLength(256);
    expect(entitlementsAfter(1)[0]?.at(-1)).toMatchObject({ index: 511, generation: 1 });
    expect(entitlementsAfter(128)).toEqual([[]]);
  });

  it('is nothing at all where no line is delivered online', () => {
    const mug = [shippedLine];
    given(orderPlaced({ type: 'preauth', lines: mug }), ...held.slice(1))
      .when(grantCapture, partial, grant)
      .thenNothing();
  });
});
