import { keyOrdersIn } from './sold-keys.ts';

const event = (type: string, data: object = {}) => ({ order: 'one', type, data });
const placed = event('OrderPlaced', {
  lines: [
    { sku: 'KEYS-1', quantity: 2 },
    { sku: 'MUG-1', quantity: 5 },
  ],
});
const amount = { minor: '5800', currency: 'USD' };
const granted = event('DownloadsGranted', {
  entitlements: [
    { line: 1, licenseKeys: { keys: [{ id: '1' }, { id: '2' }] } },
    { index: 1, line: 2, file: {} },
  ],
});
const ordersIn = (...events: readonly ReturnType<typeof event>[]) => keyOrdersIn([placed, ...events], 'KEYS-1')[0];

describe('an order of license keys, by the log,', () => {
  it('has a piece for each that was bought, and is open until something becomes of it', () =>
    expect(ordersIn()).toEqual({ order: 'one', pieces: 2, granted: [], isPaid: false, isRefunded: false, isGivenUp: false }));

  it('is paid, has keys, and loses them when it is refunded', () => {
    const paid = [event('PaymentCaptured', { amount }), granted];
    expect(ordersIn(...paid)).toMatchObject({
      isPaid: true,
      isRefunded: false,
      granted: [{ ids: ['1', '2'], isRevoked: false }],
    });
    const back = [event('PaymentRefunded', { amount }), event('DownloadAccessRevoked', { entitlements: [0] })];
    expect(ordersIn(...paid, ...back)).toMatchObject({ isRefunded: true, granted: [{ isRevoked: true }] });
  });

  it.each(['PaymentDeclined', 'OrderRejected', 'AuthorizationReversed', 'PaymentVoided'])('is given up by %s', (type) =>
    expect(ordersIn(event(type))?.isGivenUp).toBe(true),
  );
});
