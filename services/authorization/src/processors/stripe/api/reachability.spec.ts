import { Reachability } from './reachability.js';

describe('whether a server can be reached', () => {
  const given = () => {
    let now = 0;
    const told: boolean[] = [];
    const link = new Reachability({ now: () => new Date(now) }, (isUp) => told.push(isUp));
    return {
      link,
      told,
      pass: (ms: number) => {
        now += ms;
      },
      fail: (times: number) => Array.from({ length: times }, () => link.failed()),
    };
  };

  it('is not doubted for two failures in a row', () => {
    const { link, told, fail } = given();
    fail(2);
    expect([link.isWorthTrying, told]).toEqual([true, []]);
  });

  it('is denied after three, and told once', () => {
    const { link, told, fail } = given();
    fail(5);
    expect([link.isWorthTrying, told]).toEqual([false, [false]]);
  });

  it('is tried again after ten seconds, and denied at once if that fails too', () => {
    const { link, told, fail, pass } = given();
    fail(3);
    pass(10_000);
    expect(link.isWorthTrying).toBe(true);
    fail(1);
    expect([link.isWorthTrying, told]).toEqual([false, [false]]);
  });

  it('is believed again with the first answer', () => {
    const { link, told, fail } = given();
    fail(3);
    link.answered();
    fail(2);
    expect([link.isWorthTrying, told]).toEqual([true, [false, true]]);
  });
});
