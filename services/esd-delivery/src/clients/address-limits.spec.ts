import { AddressUse } from './address-limits.store.js';

const limits = { connections: 3, transfers: 2, requestsPerMinute: 5 };
const times = (count: number) => Array.from({ length: count });

describe('what an address may do', () => {
  it('is so many connections at a time', () => {
    const use = new AddressUse(limits);
    expect(times(4).map(() => use.connected('a'))).toEqual([true, true, true, false]);
    use.closed('a');
    use.closed('a');
    expect(use.connected('a')).toBe(true);
    expect(use.connected('b')).toBe(true);
  });

  it('is so many requests a minute; who asks too often is told when to come again', () => {
    const use = new AddressUse(limits);
    expect(times(6).map(() => use.requested('a', 15_000))).toEqual([0, 0, 0, 0, 0, 45]);
    expect(use.requested('b', 15_000)).toBe(0);
    expect(use.requested('a', 60_000)).toBe(0);
  });

  it('is so many files at a time', () => {
    const use = new AddressUse(limits);
    expect(times(3).map(() => use.mayBeSent('a'))).toEqual([true, true, false]);
    use.sent('a');
    expect(use.mayBeSent('a')).toBe(true);
  });

  it('is forgotten once it does nothing', () => {
    const use = new AddressUse(limits);
    for (const address of ['a', 'b', 'c']) use.requested(address, 0);
    use.connected('b');
    use.requested('c', 60_000);
    expect(use.knownCount).toBe(2);
  });
});
