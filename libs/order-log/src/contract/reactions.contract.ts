import { setTimeout as sleep } from 'node:timers/promises';
import { type EventInit, type EventType, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { v7 } from 'uuid';
import { causeOf } from '../append/append-request.js';
import { hashOf } from '../append/record.js';
import { IdempotencyConflict, type OrderLog } from '../order-log.js';
import { orderTarget } from '../targets.js';
import { appended, benchOf, idempotencyRecordOf, type LogHarness, only, placement } from '../testing/append-requests.js';

const requested = newEvent('AuthorizationRequested', { isSale: true });

/** How services react to events and projections follow the log; part of the contract suite. */
export const describeReactions = (harness: LogHarness): void => {
  describe('reactions', () => {
    const { open, placed } = benchOf(harness);

    describe('decide', () => {
      const capture = newEvent('CaptureRequested', { amount: { minor: 100n, currency: 'USD' } });

      it('decides on the order as it stands and builds on its stream', async () => {
        const cause = await placed();
        const log = await open('gateway-ingress');
        const event = only(
          await log.decide(orderTarget(cause.header.subject.id), { ...causeOf(cause), id: v7() }, () => [capture]),
        );
        expect(event.header.version).toBe(2);
        expect(event.hash).toBe(hashOf(cause.hash, event.headerText, event.dataText));
      });

      it('appends nothing when nothing is decided', async () => {
        const cause = await placed();
        const log = await open('authorization');
        expect(await log.decide(orderTarget(cause.header.subject.id), causeOf(cause), () => [])).toEqual([]);
        expect(await log.read(cause.header.subject.id)).toHaveLength(1);
      });

      it('I9: answers a redelivered event by what it brought the first time, published once more, without deciding', async () => {
        const cause = await placed();
        const published: string[] = [];
        const log = await open('authorization', { publish: async ({ type }) => void published.push(type) });
        const first = await log.decide(orderTarget(cause.header.subject.id), causeOf(cause), () => [requested]);
        const again = await log.decide(orderTarget(cause.header.subject.id), causeOf(cause), () => {
          throw new Error('decided again');
        });
        expect(again).toEqual(first);
        expect(published).toEqual(['AuthorizationRequested', 'AuthorizationRequested']);
      });

      it('tells two commands of one id apart by the type they ask for', async () => {
        const cause = await placed();
        const log = await open('esd-delivery');
        await log.startStream(cause, [newEvent('DownloadsGranted', {})]);
        const entitlement = { id: v7(), hash: '', correlation: cause.header.subject.id };
        const ask = <T extends EventType>(type: T, init: EventInit<T>) =>
          log.decide(orderTarget(cause.header.subject.id), { ...entitlement, appends: type }, () => [newEvent(type, init)]);
        const [started] = await ask('DownloadStarted', {});
        const [completed] = await ask('DownloadCompleted', {});
        const [startedAgain] = await ask('DownloadStarted', {});
        expect([started?.type, completed?.type]).toEqual(['DownloadStarted', 'DownloadCompleted']);
        expect(startedAgain).toEqual(started);
      });

      it('I2: decides again after every lost race, so that nothing is lost and no version is left out', async () => {
        const cause = await placed();
        const replicas = [await open('gateway-ingress'), await open('gateway-ingress')];
        await Promise.all(
          Array.from({ length: 12 }, (_, index) =>
            (replicas[index % 2] as OrderLog).decide(
              orderTarget(cause.header.subject.id),
              { ...causeOf(cause), id: v7() },
              () => [capture],
            ),
          ),
        );
        const events = await (replicas[0] as OrderLog).read(cause.header.subject.id);
        expect(events.map(({ header }) => header.version)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
      });

      it('I6: runs a merchant’s command once for its key', async () => {
        const cause = await placed();
        const log = await open('gateway-ingress');
        const command = (key: string) => {
          const idempotencyRecord = idempotencyRecordOf({ key });
          return {
            id: idempotencyRecord.id,
            hash: '',
            correlation: cause.header.subject.id,
            idempotencyRecords: [idempotencyRecord],
          };
        };
        const key = v7();
        await log.decide(orderTarget(cause.header.subject.id), command(key), () => [capture]);
        await expect(log.decide(orderTarget(cause.header.subject.id), command(key), () => [capture])).rejects.toBeInstanceOf(
          IdempotencyConflict,
        );
        expect(await log.read(cause.header.subject.id)).toHaveLength(2);
      });
    });

    describe('startStream', () => {
      it('I9: begins the stream from the event alone; a redelivery, on any replica, changes nothing', async () => {
        const cause = await placed();
        const replicas = [await open('tax-shipping'), await open('tax-shipping')];
        const results = await Promise.all(replicas.map((log) => log.startStream(cause, [newEvent('OrderPriced', {})])));
        expect(results[0]).toEqual(results[1]);
        expect(only(results[0] ?? []).header).toMatchObject({
          version: 1,
          causation: cause.header.id,
          correlation: cause.header.correlation,
        });
      });

      it('is a defect when the stream began from another cause', async () => {
        const [cause, other] = [await placed(), await placed()];
        const log = await open('tax-shipping');
        await log.startStream(cause, [newEvent('OrderPriced', {})]);
        const impostor = { ...other, header: { ...other.header, subject: cause.header.subject } };
        await expect(log.startStream(impostor, [newEvent('OrderPriced', {})])).rejects.toThrow('began with another event');
      });
    });

    describe('readAll', () => {
      const readOn = async (log: OrderLog, orders: ReadonlySet<string>, wanted: number) => {
        const found: RecordedEvent[] = [];
        let cursor: string | undefined;
        for (let round = 0; found.length < wanted && round < 200; round += 1) {
          const page = await log.readAll(cursor, 7);
          found.push(...page.events.filter(({ header }) => orders.has(header.subject.id)));
          cursor = page.cursor;
          if (page.events.length === 0) await sleep(20);
        }
        return found;
      };

      it('I7: a tail that reads on while two replicas write misses nothing and sees each stream in order', async () => {
        const writers = [await open('gateway-ingress'), await open('gateway-ingress')];
        const reader = await open('fraud');
        const placements = Array.from({ length: 60 }, () => placement());
        const write = placements.map(async (one, index) => {
          await sleep(index);
          const log = writers[index % 2] as OrderLog;
          const first = only(await appended(log, one));
          await log.decide(orderTarget(one.subject.id), { ...causeOf(first), id: v7() }, () => [
            newEvent('CaptureRequested', {}),
          ]);
        });
        const [found] = await Promise.all([readOn(reader, new Set(placements.map(({ subject }) => subject.id)), 120), ...write]);
        expect(found).toHaveLength(120);
        for (const { subject } of placements) {
          expect(found.filter(({ header }) => header.subject.id === subject.id).map(({ header }) => header.version)).toEqual([
            1, 2,
          ]);
        }
      });

      it('stays where it is when nothing follows', async () => {
        const log = await open('fraud');
        await placed();
        let page = await log.readAll(undefined, 10_000);
        for (let round = 0; round < 50 && page.events.length === 0; round += 1) page = await log.readAll(undefined, 10_000);
        const next = await log.readAll(page.cursor, 10);
        expect(next).toEqual({ events: [], cursor: page.cursor });
      });
    });
  });
};
