import { newId } from './new-id.js';

describe('newId', () => {
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
