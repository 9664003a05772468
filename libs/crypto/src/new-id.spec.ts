import { derivedId, newId } from './new-id.js';

describe('a new id', () => {
  it('is a UUIDv7 that carries its time', () => {
    const id = newId(0x018f_0123_4567);
    expect(id).toMatch(/^018f0123-4567-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('sorts by time', () => {
    expect(newId(1_000) < newId(1_001)).toBe(true);
    expect(newId(Date.UTC(2026, 0)) < newId(Date.UTC(2060, 0))).toBe(true);
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 5_000 }, () => newId(1))).size).toBe(5_000);
  });
});

describe('a derived id', () => {
  it('is the same for the same parts, today and in a year', () =>
    expect(derivedId('capture', 'ord-1', '2026-11-26')).toBe('10c64d8c-e545-827d-bafe-484a2b6faac6'));

  it('is a UUIDv8', () => {
    for (let i = 0; i < 200; i += 1) {
      expect(derivedId('x', String(i))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('differs where the parts differ, also when their text run together is the same', () => {
    const ids = [
      derivedId('refund', 'ab', 'c'),
      derivedId('refund', 'a', 'bc'),
      derivedId('refund', 'c', 'ab'),
      derivedId('refund', 'abc'),
      derivedId('refund', 'ab', 'c', ''),
      derivedId('void', 'ab', 'c'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
