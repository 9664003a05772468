import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { v7 } from 'uuid';
import { type AppendRequest, noHash } from '../append/append-request.js';
import {
  appended,
  benchOf,
  idempotencyRecordOf,
  type LogHarness,
  merchant,
  mode,
  only,
  placement,
} from '../testing/append-requests.js';

/** What forgetting a customer promises, in every order log. */
export const describeForgetting = (harness: LogHarness): void => {
  describe('forgetting a customer', () => {
    const { open } = benchOf(harness);
    const forgotten = (orders: readonly string[], changes: Partial<AppendRequest> = {}, customer = 'c0ffee'): AppendRequest => ({
      subject: { kind: 'merchant', id: v7() },
      merchant,
      mode,
      events: [newEvent('CustomerForgotten', { customer, orders: [...orders] })],
      expectedVersion: 0,
      previousHash: noHash,
      causation: v7(),
      correlation: 'req',
      isForgetting: true,
      ...changes,
    });
    const placedBy = async (customerId: string, changes: Partial<AppendRequest> = {}): Promise<string> => {
      const orderKey = { customerId, wrapped: Buffer.from('k') };
      const placed = only(await appended(await open('gateway-ingress'), placement({ orderKey, ...changes })));
      return placed.header.subject.id;
    };
    const hasKey = async (order: string): Promise<boolean> =>
      (await (await open('gateway-ingress')).readWithKey(order)).key !== undefined;
    const eventsOf = async (order: string): Promise<readonly RecordedEvent[]> => (await open('gateway-ingress')).read(order);

    it('deletes the keys of the orders that the event names, and of no other; the orders stay as they were recorded', async () => {
      const [one, two, later] = [await placedBy('c0ffee'), await placedBy('c0ffee'), await placedBy('c0ffee')];
      const before = await eventsOf(one);
      await appended(await open('gateway-ingress'), forgotten([one, two]));
      expect([await hasKey(one), await hasKey(two), await hasKey(later)]).toEqual([false, false, true]);
      expect(await eventsOf(one)).toEqual(before);
    });

    it('I14: leaves the keys of another customer, another merchant and the other mode, whatever the event names', async () => {
      const others = [
        await placedBy('decaf0'),
        await placedBy('c0ffee', { merchant: 'mer_other' }),
        await placedBy('c0ffee', { mode: 'live' }),
      ];
      await appended(await open('gateway-ingress'), forgotten(others));
      expect(await Promise.all(others.map(hasKey))).toEqual([true, true, true]);
    });

    it('deletes nothing where its place in the log was taken, or its idempotency key', async () => {
      const order = await placedBy('c0ffee');
      const record = idempotencyRecordOf();
      const first = forgotten([v7()], { idempotencyRecords: [record] });
      const log = await open('gateway-ingress');
      await appended(log, first);
      expect((await log.append(forgotten([order], { subject: first.subject }))).outcome).toBe('conflict');
      const again = forgotten([order], { idempotencyRecords: [{ ...record, id: v7() }] });
      expect((await log.append(again)).outcome).toBe('key_taken');
      expect(await hasKey(order)).toBe(true);
    });

    it('leaves what others append in the same moment as it is', async () => {
      const order = await placedBy('c0ffee');
      const log = await open('gateway-ingress');
      const orderKey = { customerId: 'c0ffee', wrapped: Buffer.from('k') };
      const [, placed] = await Promise.all([appended(log, forgotten([order])), appended(log, placement({ orderKey }))]);
      expect([await hasKey(order), await hasKey(only(placed).header.subject.id)]).toEqual([false, true]);
    });
  });
};
