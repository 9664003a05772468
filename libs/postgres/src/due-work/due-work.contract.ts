import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@tollgate/errors';
import type { DueItem, DueWork, ScheduleRequest } from './due-work.js';

export interface DueWorkFixture {
  /** Two processes over the same items. */
  readonly replicas: readonly [DueWork, DueWork];
  /** Runs the work in a transaction, undone when it throws. */
  inTransaction(work: (transaction: unknown) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const LEASE_MS = 150;
/** Longer than a test takes on the slowest machine. */
const LONG_LEASE_MS = 60_000;
const minutes = (count: number): number => count * 60_000;

/** What every implementation of DueWork keeps. */
export const dueWorkContract = (name: string, open: (clock: Clock) => Promise<DueWorkFixture>): void => {
  describe(`due work in ${name}`, () => {
    let now: Date;
    let fixture: DueWorkFixture;
    let work: DueWork;
    let other: DueWork;

    beforeEach(async () => {
      now = new Date('2026-11-26T10:00:00.000Z');
      fixture = await open({ now: () => now });
      [work, other] = fixture.replicas;
    });
    afterEach(() => fixture.close());

    const inMs = (ms: number): Date => new Date(now.getTime() + ms);
    const mail = (key: string, more: Partial<ScheduleRequest> = {}): ScheduleRequest => ({
      kind: 'mail',
      key,
      dueAt: now,
      ...more,
    });
    const claim = (by: DueWork = work, count = 10) => by.claim({ kind: 'mail', count, leaseMs: LEASE_MS });
    const keysOf = (items: readonly DueItem[]): readonly string[] => items.map(({ key }) => key);
    const one = async (by: DueWork = work): Promise<DueItem> => {
      const [item] = await claim(by, 1);
      if (item === undefined) throw new Error('nothing is due');
      return item;
    };

    it('is handed out when it is due, not before, with what it was scheduled with', async () => {
      await work.schedule(mail('a', { dueAt: inMs(minutes(5)), payload: { order: 'o1', lines: [1, 2] } }));
      expect(await claim()).toEqual([]);
      now = inMs(minutes(5));
      expect(await claim()).toEqual([
        { kind: 'mail', key: 'a', dueAt: now, attempts: 1, payload: { order: 'o1', lines: [1, 2] }, claim: expect.any(String) },
      ]);
    });

    it('is handed out the longest due first, as many as asked for, and of the kind asked for', async () => {
      await work.schedule(mail('late', { dueAt: inMs(-1) }));
      await work.schedule(mail('latest', { dueAt: inMs(-2) }));
      await work.schedule(mail('now'));
      await work.schedule({ ...mail('other'), kind: 'webhook' });
      expect(keysOf(await claim(work, 2))).toEqual(['latest', 'late']);
      expect(keysOf(await claim(work, 2))).toEqual(['now']);
    });

    it('is handed out to one replica alone while its lease lives', async () => {
      for (let i = 0; i < 20; i += 1) await work.schedule(mail(`m${i}`));
      const claimLong = (by: DueWork) => by.claim({ kind: 'mail', count: 15, leaseMs: LONG_LEASE_MS });
      const both = await Promise.all([claimLong(work), claimLong(other), claimLong(work), claimLong(other)]);
      const keys = both.flatMap(keysOf);
      expect([keys.length, new Set(keys).size]).toEqual([20, 20]);
      expect(await claim(other)).toEqual([]);
    });

    it('of a replica that died is taken over after the lease, with its attempts counted', async () => {
      await work.schedule(mail('a'));
      await one();
      expect(await claim(other)).toEqual([]);
      await sleep(LEASE_MS + 30);
      expect(await one(other)).toMatchObject({ key: 'a', attempts: 2 });
    });

    it('stays with the replica that renews its lease, and is nobody else’s by the claim from before', async () => {
      await work.schedule(mail('a'));
      const first = await one();
      const held = await work.renew(first, LONG_LEASE_MS);
      await sleep(LEASE_MS + 30);
      expect(await claim(other)).toEqual([]);
      expect([await work.done(first), await work.renew(first, LONG_LEASE_MS)]).toEqual([false, undefined]);
      expect(await work.done(held as DueItem)).toBe(true);
    });

    it('is not taken over sooner by a replica whose clock is a day ahead', async () => {
      await work.schedule(mail('a'));
      await one();
      now = inMs(minutes(24 * 60));
      expect(await claim(other)).toEqual([]);
    });

    it('is gone once it is done or given up', async () => {
      await work.schedule(mail('a'));
      await work.schedule(mail('b'));
      const [a, b] = await claim();
      expect(await work.done(a as DueItem)).toBe(true);
      expect(await work.giveUp(b as DueItem)).toBe(true);
      await sleep(LEASE_MS + 30);
      expect(await claim()).toEqual([]);
      expect(await work.done(a as DueItem)).toBe(false);
    });

    it('that was postponed is due then, free for every replica', async () => {
      await work.schedule(mail('a', { payload: 7 }));
      expect(await work.postpone(await one(), inMs(1_000))).toBe(true);
      expect(await claim()).toEqual([]);
      now = inMs(1_000);
      expect(await one(other)).toMatchObject({ attempts: 2, payload: 7, dueAt: now });
    });

    it('is not touched by a replica that lost its lease', async () => {
      await work.schedule(mail('a'));
      const lost = await one();
      await sleep(LEASE_MS + 30);
      const taken = await one(other);
      expect([await work.done(lost), await work.postpone(lost, inMs(9)), await work.giveUp(lost)]).toEqual([false, false, false]);
      expect(await other.done(taken)).toBe(true);
    });

    describe('that is scheduled again', () => {
      it('keeps the earlier time and takes the new payload', async () => {
        await work.schedule(mail('a', { payload: 1 }));
        await work.schedule(mail('a', { payload: 2, dueAt: inMs(minutes(1)) }));
        expect(await claim()).toMatchObject([{ payload: 2, dueAt: now }]);
        await work.schedule(mail('b', { dueAt: inMs(minutes(1)) }));
        await work.schedule(mail('b'));
        expect(await claim()).toMatchObject([{ key: 'b', dueAt: now }]);
      });

      it('takes the new time when it is to be replaced', async () => {
        await work.schedule(mail('a', { payload: 1 }));
        await work.schedule(mail('a', { payload: 2, dueAt: inMs(minutes(1)), onExisting: 'replace' }));
        expect(await claim()).toEqual([]);
        now = inMs(minutes(1));
        expect(await claim()).toMatchObject([{ payload: 2, dueAt: now }]);
      });

      it('stays as it is when it is to be kept', async () => {
        await work.schedule(mail('a', { payload: 1, dueAt: inMs(minutes(1)) }));
        await work.schedule(mail('a', { payload: 2, onExisting: 'keep' }));
        expect(await claim()).toEqual([]);
        now = inMs(minutes(1));
        expect(await claim()).toMatchObject([{ payload: 1 }]);
      });

      it('counts its attempts anew', async () => {
        await work.schedule(mail('a'));
        await work.postpone(await one(), now);
        await work.schedule(mail('a'));
        expect(await one()).toMatchObject({ attempts: 1 });
      });

      it('while it is handled, is handled once more afterwards, and not at the same time', async () => {
        await work.schedule(mail('a', { payload: 1 }));
        const first = await one();
        await other.schedule(mail('a', { payload: 2 }));
        expect(await claim(other)).toEqual([]);
        expect(await work.done(first)).toBe(true);
        expect(await one(other)).toMatchObject({ payload: 2, attempts: 1 });
      });

      it('while it is handled, is due at its own time, not at the one it is postponed to', async () => {
        await work.schedule(mail('a', { payload: 1 }));
        const first = await one();
        await other.schedule(mail('a', { payload: 2 }));
        expect(await work.postpone(first, inMs(minutes(60)))).toBe(true);
        expect(await one(other)).toMatchObject({ payload: 2 });
      });

      it('while it is handled, and to be kept, is handled once', async () => {
        await work.schedule(mail('a'));
        const first = await one();
        await other.schedule(mail('a', { onExisting: 'keep' }));
        await work.done(first);
        expect(await claim()).toEqual([]);
      });
    });

    it('that was cancelled is not handed out', async () => {
      await work.schedule(mail('a'));
      await work.cancel('mail', 'a');
      expect(await claim()).toEqual([]);
    });

    it('is told with its backlog: what is due and not being handled', async () => {
      expect(await work.backlog('mail')).toEqual({ dueCount: 0, oldestDueAt: undefined });
      await work.schedule(mail('a', { dueAt: inMs(-minutes(3)) }));
      await work.schedule(mail('b', { dueAt: inMs(-minutes(2)) }));
      await work.schedule(mail('c', { dueAt: inMs(1) }));
      expect(await work.backlog('mail')).toEqual({ dueCount: 2, oldestDueAt: inMs(-minutes(3)) });
      await one();
      expect(await work.backlog('mail')).toEqual({ dueCount: 1, oldestDueAt: inMs(-minutes(2)) });
    });

    describe('within a transaction', () => {
      it('is due, and told, if and only if that commits', async () => {
        const told: unknown[] = [];
        const stop = work.onScheduled((kind, dueAt) => told.push([kind, dueAt]));
        await fixture.inTransaction(async (transaction) => {
          await work.schedule(mail('a'), transaction);
          expect(await claim(other)).toEqual([]);
          expect(told).toEqual([]);
        });
        expect(told).toEqual([['mail', now]]);
        expect(keysOf(await claim(other))).toEqual(['a']);

        const undone = fixture.inTransaction(async (transaction) => {
          await work.schedule(mail('b'), transaction);
          throw new Error('changed our mind');
        });
        await expect(undone).rejects.toThrow('changed our mind');
        expect(await claim()).toEqual([]);
        expect(told).toHaveLength(1);
        stop();
        await work.schedule(mail('c'));
        expect(told).toHaveLength(1);
      });

      it('is done if and only if that commits', async () => {
        await work.schedule(mail('a'));
        const item = await one();
        const undone = fixture.inTransaction(async (transaction) => {
          await work.done(item, transaction);
          throw new Error('changed our mind');
        });
        await expect(undone).rejects.toThrow('changed our mind');
        await fixture.inTransaction(async (transaction) => {
          expect(await work.done(item, transaction)).toBe(true);
        });
        expect(await work.done(item)).toBe(false);
      });
    });
  });
};
