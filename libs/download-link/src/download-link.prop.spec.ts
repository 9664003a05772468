import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { entitlementId, fileUrl, linkUrl, maxEntitlements, orderLink, readLink, signLink, wholeOrder } from './index.js';

const key = randomBytes(32);
const link = fc.record({
  order: fc.uuid({ version: 7 }),
  index: fc.nat(maxEntitlements - 1),
  generation: fc.integer({ min: 1, max: 255 }),
});
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('S10: a download link', () => {
  it('names what it was made for', () => {
    fc.assert(fc.property(link, (one) => expect(readLink(key, signLink(key, one))).toEqual(one)));
  });

  it('is the same text however often it is made, so that receipt and answer agree', () => {
    fc.assert(fc.property(link, (one) => expect(signLink(key, one)).toBe(signLink(key, { ...one }))));
  });

  it('is void after any change of one character', () => {
    fc.assert(
      fc.property(link, fc.nat(67), fc.nat(63), (one, at, other) => {
        const token = signLink(key, one);
        const changed = token.slice(0, at) + alphabet[other] + token.slice(at + 1);
        expect(readLink(key, changed)).toEqual(changed === token ? one : undefined);
      }),
    );
  });

  it('is void under another key, cut, lengthened, padded or empty', () => {
    const token = signLink(key, { order: '01890a5d-ac96-774b-bcce-b302099a8057', index: 0, generation: 1 });
    expect(readLink(randomBytes(32), token)).toBeUndefined();
    for (const wrong of [
      '',
      token.slice(1),
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      token.toUpperCase(),
      `${token.slice(0, -1)}é`,
    ]) {
      expect(readLink(key, wrong)).toBeUndefined();
    }
  });

  it('leads to the page, and behind it to the file', () => {
    expect(linkUrl('https://localhost:1', 'abc')).toBe('https://localhost:1/d/abc');
    expect(fileUrl('https://localhost:1/d/abc')).toBe('https://localhost:1/d/abc/file');
  });
});

describe("S10: the link of a whole order's page", () => {
  const generations = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 60 });
  const of = (all: readonly number[]) =>
    orderLink(
      '01890a5d-ac96-774b-bcce-b302099a8057',
      all.map((generation) => ({ generation })),
    );

  it('is another one after each re-issue of any of its links, and names no entitlement', () => {
    fc.assert(
      fc.property(generations, fc.nat(59), (all, at) => {
        const reissued = all.map((one, index) => (index === at % all.length ? one + 1 : one));
        expect(of(reissued)?.generation).toBe((of(all)?.generation ?? 0) + 1);
        expect(of(all)?.index).toBe(wholeOrder);
        expect(wholeOrder).toBeGreaterThanOrEqual(maxEntitlements);
      }),
    );
  });

  it('is read as it was made, and there is none where a token has no number for it', () => {
    const made = of([1, 2]);
    expect(made && readLink(key, signLink(key, made))).toEqual(made);
    expect(of(Array.from({ length: 254 }, () => 2))?.generation).toBe(255);
    expect(of(Array.from({ length: 255 }, () => 2))).toBeUndefined();
  });
});

describe('the id of an entitlement', () => {
  it('is one uuid per order and index', () => {
    fc.assert(
      fc.property(link, link, (a, b) => {
        const same = a.order === b.order && a.index === b.index;
        expect(entitlementId(a.order, a.index) === entitlementId(b.order, b.index)).toBe(same);
        expect(entitlementId(a.order, a.index)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });
});
