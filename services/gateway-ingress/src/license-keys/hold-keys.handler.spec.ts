import { jest } from '@jest/globals';
import { DomainError, TransientError } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import { IdempotencyConflict } from '@tollgate/order-log';
import { fraudAccepted, onlineLine, orderPlaced, orderPriced, recorded } from '@tollgate/testing';
import { HoldKeys } from './hold-keys.handler.js';

const order = '01890a5d-ac96-774b-bcce-b302099a8057';
const pooled = [{ ...onlineLine, forms: [{ form: { case: 'licenseKeys', value: { kind: 'pool' } } }] }] as never;
const caller = { merchant: 'mer_demo', mode: 'test' } as never;
const log = { warn: () => undefined } as never;

const holdingKeys = (reserved: () => Promise<readonly object[]> = async () => []) => {
  const released: string[] = [];
  const release = async (one: string): Promise<void> => void released.push(one);
  return { released, keys: new HoldKeys({ reserve: reserved, release } as never, log) };
};
const refusedBy = async (error: Error): Promise<readonly string[]> => {
  const { keys, released } = holdingKeys();
  await expect(keys.holding({ order, lines: pooled, caller }, () => Promise.reject(error))).rejects.toBe(error);
  return released;
};

describe('keys that are kept for an order', () => {
  it.each([new DomainError('unknown_card'), new IdempotencyConflict('taken')])('are given back at once on %s', async (error) =>
    expect(await refusedBy(error)).toEqual([order]),
  );

  it.each([new TransientError('away'), new TypeError('a defect')])(
    'are left to what the log says on %s: the order may be in it, and its customer would pay for a key that another one got',
    async (error) => expect(await refusedBy(error)).toEqual([]),
  );

  it('are given back where nobody answered whether they are kept, as nothing was placed then', async () => {
    for (const [error, expected] of [
      [new TransientError('away'), [order]],
      [new Error('a defect there'), [order]],
      [new DomainError('keys_exhausted'), []],
    ] as const) {
      const { keys, released } = holdingKeys(() => Promise.reject(error));
      await expect(keys.holding({ order, lines: pooled, caller }, async () => 1)).rejects.toBe(error);
      expect(released).toEqual(expected);
    }
  });

  describe('of a request that broke off', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('go back after two minutes, if need be later: a merchant who repeated through an outage emptied the pool for an hour', async () => {
      const asked: string[] = [];
      let isAway = true;
      const release = async (one: string): Promise<void> => {
        asked.push(one);
        if (isAway) throw new TransientError('away');
      };
      const keys = new HoldKeys({ reserve: async () => [], release } as never, log);
      const placing = keys.holding({ order, lines: pooled, caller }, () => Promise.reject(new TransientError('away')));
      await expect(placing).rejects.toThrow('away');
      await jest.advanceTimersByTimeAsync(119_000);
      expect(asked).toEqual([]);
      await jest.advanceTimersByTimeAsync(1_000);
      isAway = false;
      await jest.advanceTimersByTimeAsync(1_800_000);
      expect(asked).toEqual([order, order]);
    });

    it('are given back once more where nobody said whether they are kept: the wish for them may have come behind', async () => {
      const { keys, released } = holdingKeys(() => Promise.reject(new TransientError('no answer')));
      await expect(keys.holding({ order, lines: pooled, caller }, async () => 1)).rejects.toThrow('no answer');
      await jest.advanceTimersByTimeAsync(1_800_000);
      expect(released).toEqual([order, order]);
    });
  });

  it('are given back once fraud rejected the order, and by no order that goes on', () => {
    const { keys, released } = holdingKeys();
    const placed = orderPlaced({ lines: pooled });
    const rejected = recorded('FraudAssessed', { decision: 'reject', reasons: ['card_velocity'] });
    const ended = (...events: Parameters<typeof fold>[0]) => keys.ended(fold(events) as Order);
    ended(placed, orderPriced(), fraudAccepted());
    ended(orderPlaced(), orderPriced(), rejected);
    expect(released).toEqual([]);
    ended(placed, orderPriced(), rejected);
    expect(released).toEqual([placed.header.subject.id]);
  });
});
