import { Faults } from './faults.js';

describe('a fault', () => {
  it('happens to the requests that it names, as often as it says', () => {
    const faults = new Faults();
    faults.add({ on: '/confirm', fault: 'drop', times: 2 });
    const taken = ['POST /v1/refunds', 'POST /v1/payment_intents/pi_1/confirm', 'POST /x/confirm', 'POST /x/confirm'];
    expect(taken.map((request) => faults.take(request)?.fault)).toEqual([undefined, 'drop', 'drop', undefined]);
  });

  it('waits behind an earlier one for the same request', () => {
    const faults = new Faults();
    faults.add({ on: '/confirm', fault: 'rate_limit' });
    faults.add({ on: '/confirm', fault: 'conflict' });
    expect([1, 2, 3].map(() => faults.take('POST /x/confirm')?.fault)).toEqual(['rate_limit', 'conflict', undefined]);
  });

  it('that nobody knows is refused', () => expect(() => new Faults().add({ on: '/a', fault: 'flood' as 'drop' })).toThrow());

  it('is taken back', () => {
    const faults = new Faults();
    faults.add({ on: '/confirm', fault: 'drop' });
    faults.clear();
    expect(faults.take('POST /x/confirm')).toBeUndefined();
  });
});
