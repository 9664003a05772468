import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadsGranted, orderPlaced, recorded } from '@tollgate/testing';
import { wordsOf } from '../mails/languages.data.js';
import { allKeysText, keyFileOf, receiptKeys } from './receipt-keys.js';

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
      { description: 'The Book', keys: ['S0', 'S1'], shown: ['S0', 'S1'], url: 'https://d/0' },
    ]));

  it('are the first twenty where there are more, and all in a file, which the customer still has when the link to their page has ended', () => {
    const lines = keysOf(downloadsGranted({ entitlements: [entitlement(500), { ...entitlement(1), index: 1 }] }));
    expect([lines[0]?.shown.length, lines[0]?.keys.length]).toEqual([20, 500]);
    const [file, ...others] = keyFileOf(lines);
    expect([file?.name, file?.mediaType, others]).toEqual(['license-keys.txt', 'text/plain; charset=utf-8', []]);
    const text = Buffer.from(file?.content ?? []).toString();
    expect(text.match(/^S\d+\r$/gm)).toHaveLength(501);
    expect(text).toMatch(/^The Book\r\nS0\r\n[\s\S]*\r\nS499\r\n\r\nThe Book\r\nS0\r\n$/);
    for (const words of Object.values(wordsOf)) expect(allKeysText(words, 500)).toMatch(/500.*license-keys\.txt/);
  });

  it('need no file where all are shown', () =>
    expect(keyFileOf(keysOf(downloadsGranted({ entitlements: [entitlement(20)] })))).toEqual([]));

  it('are none once their line was refunded', () =>
    expect(
      keysOf(downloadsGranted({ entitlements: [entitlement(1)] }), recorded('DownloadAccessRevoked', { entitlements: [0] })),
    ).toEqual([]));
});
