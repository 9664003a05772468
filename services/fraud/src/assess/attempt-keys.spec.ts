import { money, usd } from '@tollgate/money';
import { orderPriced } from '@tollgate/testing';
import { attemptKeys, listKey } from './attempt-keys.repository.js';

const scope = { merchant: 'mer_demo', mode: 'test' } as const;
const screening = { card: 'a', email: 'b', ip: 'c', goods: 'g' };
const priced = (init: object = {}, total = usd(1n)) => orderPriced({ screening: { ...screening, ...init }, total }).data;
const keys = attemptKeys(scope, priced());

describe('what attempts are counted by', () => {
  it('is the same for the same', () => expect(attemptKeys(scope, priced())).toEqual(keys));

  it('fits 64 bits', () => {
    for (const key of [keys.card, keys.email, keys.ip, keys.likeness]) {
      expect(BigInt.asIntN(64, BigInt(key ?? ''))).toBe(BigInt(key ?? ''));
    }
  });

  it('differs by kind: an e-mail is no card of the same text', () => {
    const { card, email, ip } = attemptKeys(scope, priced({ card: 'x', email: 'x', ip: 'x' }));
    expect(new Set([card, email, ip]).size).toBe(3);
  });

  it.each([[{ ...scope, merchant: 'mer_other' }], [{ ...scope, mode: 'live' as const }]])(
    'I14: differs by merchant and mode: %o',
    (other) => {
      const others = attemptKeys(other, priced());
      const own = new Set(Object.values(keys).flat());
      expect(
        Object.values(others)
          .flat()
          .filter((key) => own.has(key)),
      ).toEqual([]);
    },
  );

  it('O2: likens orders by card, e-mail, goods and total, not by IP', () => {
    const likeness = (init: object, total = usd(1n)) => attemptKeys(scope, priced(init, total)).likeness;
    expect(likeness({ ip: 'other' })).toBe(keys.likeness);
    const unlike = [
      likeness({ card: 'z' }),
      likeness({ email: 'z' }),
      likeness({ goods: 'z' }),
      likeness({}, usd(2n)),
      likeness({}, money(1n, 'EUR')),
    ];
    expect(new Set([...unlike, keys.likeness]).size).toBe(6);
  });

  it('likens no orders that cost nothing, or that no card pays for', () => {
    expect(attemptKeys(scope, priced({}, usd(0n))).likeness).toBeUndefined();
    expect(attemptKeys(scope, priced({ card: '' }))).toMatchObject({
      card: undefined,
      likeness: undefined,
    });
  });

  it('O3: is not there where the order has no IP, or one that is no signal', () =>
    expect(attemptKeys(scope, priced({ ip: '' }))).toMatchObject({ card: keys.card, ip: undefined }));

  it('is also what the merchant may have listed of it: each country and each sku', () => {
    const full = { emailDomain: 'd', network: 'n', skus: ['EBOOK-1', 'MUG-1'], countries: ['DE', 'US'] };
    const { listed } = attemptKeys(scope, priced(full));
    const names = [
      ['card', 'a'],
      ['email', 'b'],
      ['ip', 'c'],
      ['email_domain', 'd'],
      ['network', 'n'],
      ['country', 'DE'],
      ['country', 'US'],
      ['sku', 'EBOOK-1'],
      ['sku', 'MUG-1'],
    ] as const;
    expect(listed).toEqual(names.map(([kind, name]) => listKey(scope, kind, name)));
  });

  it('is looked up by nothing that it does not have', () => {
    const nothing = { card: '', email: '', ip: '', network: '' };
    expect(attemptKeys(scope, priced(nothing)).listed).toEqual([]);
  });
});
