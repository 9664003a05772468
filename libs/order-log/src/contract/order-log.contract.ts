import { setTimeout as sleep } from 'node:timers/promises';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { eventually } from '@tollgate/testing';
import { v7 } from 'uuid';
import type { Publish } from '../append/append-request.js';
import { hashOf } from '../append/record.js';
import type { OrderLog } from '../order-log.js';
import {
  appended,
  benchOf,
  follow,
  idempotencyRecordOf,
  type LogHarness,
  merchant,
  mode,
  only,
  placement,
} from '../testing/append-requests.js';
import { describeForgetting } from './forgetting.contract.js';
import { describeReactions } from './reactions.contract.js';
import { describeSubjects } from './subjects.contract.js';

const requested = newEvent('AuthorizationRequested', { isSale: true });
const authorized = newEvent('PaymentAuthorized', { networkCode: '00' });
const captured = newEvent('PaymentCaptured', {});

/** The promises of OrderLog, the same for every implementation. */
export const describeOrderLog = (name: string, harness: LogHarness): void => {
  describe(`${name}: what every order log promises`, () => {
    const { open, placed } = benchOf(harness);

    describe('append', () => {
      it('gives back what was placed, to the byte', async () => {
        const event = await placed();
        const log = await open('fraud');
        expect(await log.read(event.header.subject.id)).toEqual([event]);
        expect(event.header).toMatchObject({
          version: 1,
          stream: 'order',
          actor: { service: 'gateway-ingress' },
          merchant,
          mode,
        });
      });

      it('I13: chains each event to the one before it, and a stream to what caused it', async () => {
        const cause = await placed();
        const log = await open('authorization');
        const [first, second] = await appended(log, follow(cause, [requested, authorized]));
        expect(first?.hash).toBe(hashOf(cause.hash, first?.headerText ?? '', first?.dataText ?? ''));
        expect(second?.hash).toBe(hashOf(first?.hash ?? '', second?.headerText ?? '', second?.dataText ?? ''));
        expect([first?.header.version, second?.header.version]).toEqual([1, 2]);
      });

      it('lets one of two replicas have a version; the other learns that it lost', async () => {
        const cause = await placed();
        const replicas = [await open('fraud'), await open('fraud')];
        const assess = (score: number) =>
          follow(cause, [newEvent('FraudAssessed', { decision: 'accept', score })], { causation: v7() });
        const outcomes = await Promise.all(replicas.map(async (log, index) => (await log.append(assess(index))).outcome));
        expect(outcomes.sort()).toEqual(['appended', 'conflict']);
        expect(await (replicas[0] as OrderLog).read(cause.header.subject.id)).toHaveLength(2);
      });

      it('I9: appends nothing twice for one cause', async () => {
        const cause = await placed();
        const log = await open('authorization');
        const [first] = await appended(log, follow(cause, [requested]));
        const again = follow(cause, [requested], { expectedVersion: 1, previousHash: first?.hash ?? '' });
        expect(await log.append(again)).toEqual({ outcome: 'conflict' });
      });

      it('I2: a group stands as a whole or not at all, and its neighbors stand', async () => {
        const [one, two] = [await placed(), await placed()];
        const log = await open('authorization');
        const [first] = await appended(log, follow(one, [requested]));
        const captureTaken = await appended(
          log,
          follow(one, [authorized], { expectedVersion: 1, previousHash: first?.hash ?? '', causation: v7() }),
        );
        expect(captureTaken).toHaveLength(1);
        // Version 2 is taken, version 3 is free: a row-by-row insert would let the second half in.
        const broken = follow(one, [authorized, captured], {
          expectedVersion: 1,
          previousHash: first?.hash ?? '',
          causation: v7(),
        });
        const neighbor = follow(two, [requested, authorized, captured]);
        const [lost, won] = await Promise.all([log.append(broken), log.append(neighbor)]);
        expect(lost.outcome).toBe('conflict');
        expect(won.outcome).toBe('appended');
        expect((await log.read(one.header.subject.id)).map(({ type }) => type)).toEqual([
          'OrderPlaced',
          'AuthorizationRequested',
          'PaymentAuthorized',
        ]);
        expect(await log.read(two.header.subject.id)).toHaveLength(4);
      });

      it('refuses an event that is another service’s to append', async () => {
        const cause = await placed();
        const log = await open('fraud');
        await expect(log.append(follow(cause, [requested]))).rejects.toThrow('not fraud');
      });

      it('answers many at once, each for its own', async () => {
        const log = await open('gateway-ingress');
        const placements = Array.from({ length: 700 }, () => placement());
        const results = await Promise.all(placements.map((one) => appended(log, one)));
        results.forEach((events, index) => {
          expect(only(events).header.subject.id).toBe(placements[index]?.subject.id);
        });
        const reads = await Promise.all(placements.slice(0, 50).map(({ subject }) => log.read(subject.id)));
        reads.forEach((events, index) => {
          expect(only(events).header.subject.id).toBe(placements[index]?.subject.id);
        });
      });

      it('keeps the customer’s key with the order, and none where there is none', async () => {
        const log = await open('gateway-ingress');
        const orderKey = { customerId: 'c0ffee', wrapped: Buffer.from([1, 2, 255]) };
        const event = only(await appended(log, placement({ orderKey })));
        const found = await log.readWithKey(event.header.subject.id);
        expect(found.events).toEqual([event]);
        expect(found.heads).toEqual({ order: { version: 1, hash: event.hash } });
        expect(found.key?.customerId).toBe('c0ffee');
        expect(Buffer.from(found.key?.wrapped ?? []).toString('hex')).toBe('0102ff');
        expect((await log.readWithKey((await placed()).header.subject.id)).key).toBeUndefined();
      });

      it('knows nothing of an unknown order', async () => {
        expect(await (await open('fraud')).read(v7())).toEqual([]);
      });
    });

    describe('publication', () => {
      it('I7: offers every event of a group to the bus, in order, before it answers', async () => {
        const cause = await placed();
        const published: string[] = [];
        const publish: Publish = async ({ type }) => {
          await sleep(5);
          published.push(type);
        };
        await appended(await open('authorization', { publish }), follow(cause, [requested, authorized, captured]));
        expect(published).toEqual(['AuthorizationRequested', 'PaymentAuthorized', 'PaymentCaptured']);
      });

      it('wakes the waiting merchant once for a group, with its last outcome', async () => {
        const cause = await placed();
        const woken: string[] = [];
        const onOutcome = ({ type }: RecordedEvent) => void woken.push(type);
        await appended(await open('authorization', { onOutcome }), follow(cause, [requested, authorized, captured]));
        expect(woken).toEqual(['PaymentCaptured']);
      });

      it('wakes nobody for an accepted order, which goes on, but for a rejected one', async () => {
        const [good, bad] = [await placed(), await placed()];
        const woken: string[] = [];
        const log = await open('fraud', { onOutcome: ({ header }) => void woken.push(header.subject.id) });
        await appended(log, follow(good, [newEvent('FraudAssessed', { decision: 'accept' })]));
        await appended(log, follow(bad, [newEvent('FraudAssessed', { decision: 'reject' })]));
        expect(woken).toEqual([bad.header.subject.id]);
      });

      it('I7: stands when the bus is away, and is offered to the bus until that takes it; a redelivered cause publishes it as well', async () => {
        const cause = await placed();
        let isAway = true;
        const published: string[] = [];
        const publish: Publish = async ({ type }) => {
          if (isAway) throw new Error('no bus');
          published.push(type);
        };
        const log = await open('tax-shipping', { publish });
        const price = () => log.startStream(cause, [newEvent('OrderPriced', {})]);
        expect((await price()).map(({ type }) => type)).toEqual(['OrderPriced']);
        expect(await log.read(cause.header.subject.id)).toHaveLength(2);
        await expect(price()).rejects.toBeInstanceOf(TransientError);
        isAway = false;
        await eventually('it to be offered again', () => published.includes('OrderPriced'));
        expect((await price()).map(({ type }) => type)).toEqual(['OrderPriced']);
        expect(published.length).toBeGreaterThanOrEqual(2);
        expect(await log.read(cause.header.subject.id)).toHaveLength(2);
      });
    });

    describe('idempotency keys', () => {
      it('I6: places one order for one key, however many ask at once', async () => {
        const logs = [await open('gateway-ingress'), await open('gateway-ingress')];
        const key = v7();
        const outcomes = await Promise.all(
          [0, 1, 0, 1, 0].map(
            async (at) =>
              (await (logs[at] as OrderLog).append(placement({ idempotencyRecords: [idempotencyRecordOf({ key })] }))).outcome,
          ),
        );
        expect(outcomes.sort()).toEqual(['appended', 'key_taken', 'key_taken', 'key_taken', 'key_taken']);
        const { events } = await (logs[0] as OrderLog).readAll(undefined, 10_000);
        const found = await (logs[0] as OrderLog).findIdempotencyRecord({ merchant, mode, scope: 'request', key });
        expect(events.filter(({ header }) => header.subject.id === found?.subject)).toHaveLength(1);
      });

      it('tells what a key was used for, to its merchant alone', async () => {
        const log = await open('gateway-ingress');
        const idempotencyRecord = idempotencyRecordOf();
        const event = only(await appended(log, placement({ idempotencyRecords: [idempotencyRecord] })));
        expect(await log.findIdempotencyRecord(idempotencyRecord)).toEqual({
          id: idempotencyRecord.id,
          fingerprint: 'ab12',
          subject: event.header.subject.id,
        });
        expect(await log.findIdempotencyRecord({ ...idempotencyRecord, merchant: 'mer_other' })).toBeUndefined();
        expect(await log.findIdempotencyRecord({ ...idempotencyRecord, mode: 'live' })).toBeUndefined();
      });

      it('keeps the answer of a request that places nothing', async () => {
        const log = await open('gateway-ingress');
        const idempotencyRecord = idempotencyRecordOf({ answer: '{"total":5426}' });
        expect((await log.append(placement({ events: [], idempotencyRecords: [idempotencyRecord] }))).outcome).toBe('appended');
        expect(await log.findIdempotencyRecord(idempotencyRecord)).toEqual({
          id: idempotencyRecord.id,
          fingerprint: 'ab12',
          subject: null,
          answer: '{"total":5426}',
        });
      });

      it('takes no key when the events meet a conflict', async () => {
        const log = await open('gateway-ingress');
        const event = only(await appended(log, placement()));
        const idempotencyRecord = idempotencyRecordOf();
        const again = placement({ subject: event.header.subject, idempotencyRecords: [idempotencyRecord] });
        expect((await log.append(again)).outcome).toBe('conflict');
        expect(await log.findIdempotencyRecord(idempotencyRecord)).toBeUndefined();
      });
    });

    describeReactions(harness);
    describeSubjects(harness);
    describeForgetting(harness);
  });
};
