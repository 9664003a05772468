import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadsGranted, orderPlaced, recorded } from '@tollgate/testing';
import { receiptKeys } from './receipt-keys.js';

const entitlement = (count: number) => ({
  ...bookEntitlement,
  form: {
    case: 'licenseKeys' as const,
    value: { kind: 'pool', keys: Array.from({ length: count }, (_, index) => ({ id: `${index}`, sealed: `s${index}` })) },
  },
});
const keysOf = (...events: Parameters<typeof fold>[0]) =>
  receiptKeys({
    order: fold([orderPlaced(), ...events]) as Order,
    linkOf: ({ index }) => `https://d/${index}`,
    licenseKeyOf: (sealed) => sealed.toUpperCase(),
  });

describe('the license keys of a receipt', () => {
  it('stand under what was bought', () =>
    expect(keysOf(downloadsGranted({ entitlements: [entitlement(2)] }))).toEqual([
      { description: 'The Book', keys: ['S0', 'S1'], count: 2, url: 'https://d/0' },
    ]));

  it('are the first twenty where there are more: their page has all', () => {
    const [line] = keysOf(downloadsGranted({ entitlements: [entitlement(500)] }));
    expect([line?.keys.length, line?.count]).toEqual([20, 500]);
  });

  it('are none once their line was refunded', () =>
    expect(
      keysOf(downloadsGranted({ entitlements: [entitlement(1)] }), recorded('DownloadAccessRevoked', { entitlements: [0] })),
    ).toEqual([]));
});
