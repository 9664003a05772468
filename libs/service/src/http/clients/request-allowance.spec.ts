import { RequestAllowance } from './request-allowance.js';

const open = (requestsPerSecondPerAddress: number) => {
  const clock = { nowMs: 0 };
  const allowance = new RequestAllowance({ requestsPerSecondPerAddress }, () => clock.nowMs);
  const taken = (address: string, times: number) =>
    Array.from({ length: times }, () => allowance.take(address)).filter(Boolean).length;
  return { clock, allowance, taken };
};

describe('the requests of an address', () => {
  it('may be five seconds’ worth at once, then so many a second', () => {
    const { clock, taken } = open(10);
    expect(taken('a', 80)).toBe(50);
    clock.nowMs += 1_000;
    expect(taken('a', 80)).toBe(10);
    clock.nowMs += 60_000;
    expect(taken('a', 80)).toBe(50);
  });

  it('are no other address’s', () => {
    const { taken } = open(10);
    taken('a', 80);
    expect(taken('b', 1)).toBe(1);
  });

  it('have no limit where it is 0', () => expect(open(0).taken('a', 100_000)).toBe(100_000));

  it('leave nothing in memory once the address has its whole allowance again', () => {
    const { clock, allowance, taken } = open(10);
    for (let n = 0; n < 1_000; n += 1) taken(String(n), 1);
    taken('busy', 50);
    clock.nowMs += 200;
    allowance.sweep();
    expect(allowance.size).toBe(1);
  });
});
