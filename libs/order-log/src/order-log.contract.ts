import { setTimeout as sleep } from 'node:timers/promises';
import { type EventInit, type EventType, occurred, type RecordedEvent } from '@tollgate/contracts';
import { Fault } from '@tollgate/order';
import { v7 } from 'uuid';
import { type Claim, noHash, type Occurrence, type Publish, sourceOf } from './occurrence.js';
import { ClaimTaken, type OrderLog } from './order-log.js';
import { hashOf } from './record.js';

/** How the suite opens one service's log; all that it opens between two calls of `reset` share their store. */
export interface LogHarness {
  open(service: string, options?: { publish?: Publish; onOutcome?: (event: RecordedEvent) => void }): Promise<OrderLog>;
}

const merchant = 'mer_demo';
const mode = 'test';

/** An order as ingress places it. */
export const placement = (changes: Partial<Occurrence> = {}): Occurrence => {
  const order = v7();
  return {
    order,
    merchant,
    mode,
    events: [occurred('OrderPlaced', { type: 'sale', currency: 'USD', sealedPersonalData: 'Zürich' })],
    expectedVersion: 0,
    previousHash: noHash,
    causation: v7(),
    correlation: order,
    ...changes,
  };
};

export const claimOf = (changes: Partial<Claim> = {}): Claim => ({
  id: v7(),
  merchant,
  mode,
  key: v7(),
  fingerprint: 'ab12',
  ...changes,
});

/** Appends, and answers the events; the suite's way to say that something went well. */
export const appended = async (log: OrderLog, occurrence: Occurrence): Promise<readonly RecordedEvent[]> => {
  const result = await log.append(occurrence);
  if (result.outcome !== 'appended') throw new Error(`appended was expected, not ${result.outcome}`);
  return result.events;
};

const only = <T>(items: readonly T[]): T => {
  expect(items).toHaveLength(1);
  return items[0] as T;
};

const requested = occurred('AuthorizationRequested', { operation: 'sale' });
const authorized = occurred('PaymentAuthorized', { responseCode: '00' });
const captured = occurred('PaymentCaptured', {});

/** The promises of OrderLog, the same for every implementation. */
export const describeOrderLog = (name: string, harness: LogHarness): void => {
  describe(`${name}: what every order log promises`, () => {
    const logs: OrderLog[] = [];
    const open: LogHarness['open'] = async (service, options) => {
      const log = await harness.open(service, options);
      logs.push(log);
      return log;
    };
    afterEach(async () => {
      await Promise.all(logs.splice(0).map((log) => log.close()));
    });

    const placed = async (): Promise<RecordedEvent> => only(await appended(await open('gateway-ingress'), placement()));
    const follow = (source: RecordedEvent, events: Occurrence['events'], changes: Partial<Occurrence> = {}): Occurrence => ({
      order: source.header.order,
      merchant,
      mode,
      events,
      expectedVersion: 0,
      previousHash: source.hash,
      causation: source.header.id,
      correlation: source.header.order,
      ...changes,
    });

    describe('append', () => {
      it('gives back what was placed, to the byte', async () => {
        const event = await placed();
        const log = await open('fraud');
        expect(await log.read(event.header.order)).toEqual([event]);
        expect(event.header).toMatchObject({ version: 1, stream: 'order', actor: 'gateway-ingress', merchant, mode });
      });

      it('I13: chains each event to the one before it, and a stream to what caused it', async () => {
        const source = await placed();
        const log = await open('authorization');
        const [first, second] = await appended(log, follow(source, [requested, authorized]));
        expect(first?.hash).toBe(hashOf(source.hash, first?.headerText ?? '', first?.dataText ?? ''));
        expect(second?.hash).toBe(hashOf(first?.hash ?? '', second?.headerText ?? '', second?.dataText ?? ''));
        expect([first?.header.version, second?.header.version]).toEqual([1, 2]);
      });

      it('lets one of two replicas have a version; the other learns that it lost', async () => {
        const source = await placed();
        const replicas = [await open('fraud'), await open('fraud')];
        const assess = (score: number) =>
          follow(source, [occurred('FraudAssessed', { decision: 'accept', score })], { causation: v7() });
        const outcomes = await Promise.all(replicas.map(async (log, index) => (await log.append(assess(index))).outcome));
        expect(outcomes.sort()).toEqual(['appended', 'conflict']);
        expect(await (replicas[0] as OrderLog).read(source.header.order)).toHaveLength(2);
      });

      it('I9: appends nothing twice for one cause', async () => {
        const source = await placed();
        const log = await open('authorization');
        const [first] = await appended(log, follow(source, [requested]));
        const again = follow(source, [requested], { expectedVersion: 1, previousHash: first?.hash ?? '' });
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
        expect((await log.read(one.header.order)).map(({ type }) => type)).toEqual([
          'OrderPlaced',
          'AuthorizationRequested',
          'PaymentAuthorized',
        ]);
        expect(await log.read(two.header.order)).toHaveLength(4);
      });

      it('refuses an event that is another service’s to append', async () => {
        const source = await placed();
        const log = await open('fraud');
        await expect(log.append(follow(source, [requested]))).rejects.toThrow('not fraud');
      });

      it('answers many at once, each for its own', async () => {
        const log = await open('gateway-ingress');
        const placements = Array.from({ length: 700 }, () => placement());
        const results = await Promise.all(placements.map((one) => appended(log, one)));
        results.forEach((events, index) => {
          expect(only(events).header.order).toBe(placements[index]?.order);
        });
        const reads = await Promise.all(placements.slice(0, 50).map(({ order }) => log.read(order)));
        reads.forEach((events, index) => {
          expect(only(events).header.order).toBe(placements[index]?.order);
        });
      });

      it('keeps the customer’s key with the order, and none where there is none', async () => {
        const log = await open('gateway-ingress');
        const orderKey = { customerId: 'c0ffee', wrapped: Buffer.from([1, 2, 255]) };
        const event = only(await appended(log, placement({ orderKey })));
        const found = await log.readWithKey(event.header.order);
        expect(found.events).toEqual([event]);
        expect(found.key?.customerId).toBe('c0ffee');
        expect(Buffer.from(found.key?.wrapped ?? []).toString('hex')).toBe('0102ff');
        expect((await log.readWithKey((await placed()).header.order)).key).toBeUndefined();
      });

      it('knows nothing of an unknown order', async () => {
        expect(await (await open('fraud')).read(v7())).toEqual([]);
      });
    });

    describe('publication', () => {
      it('I7: offers every event of a group to the bus, in order, before it answers', async () => {
        const source = await placed();
        const published: string[] = [];
        const publish: Publish = async ({ type }) => {
          await sleep(5);
          published.push(type);
        };
        await appended(await open('authorization', { publish }), follow(source, [requested, authorized, captured]));
        expect(published).toEqual(['AuthorizationRequested', 'PaymentAuthorized', 'PaymentCaptured']);
      });

      it('wakes the waiting merchant once for a group, with its last outcome', async () => {
        const source = await placed();
        const woken: string[] = [];
        const onOutcome = ({ type }: RecordedEvent) => void woken.push(type);
        await appended(await open('authorization', { onOutcome }), follow(source, [requested, authorized, captured]));
        expect(woken).toEqual(['PaymentCaptured']);
      });

      it('wakes nobody for an accepted order, which goes on, but for a rejected one', async () => {
        const [good, bad] = [await placed(), await placed()];
        const woken: string[] = [];
        const log = await open('fraud', { onOutcome: ({ header }) => void woken.push(header.order) });
        await appended(log, follow(good, [occurred('FraudAssessed', { decision: 'accept' })]));
        await appended(log, follow(bad, [occurred('FraudAssessed', { decision: 'reject' })]));
        expect(woken).toEqual([bad.header.order]);
      });

      it('I7: is a fault when the bus is away, while the commit stands; the redelivered source publishes it', async () => {
        const source = await placed();
        let isAway = true;
        const published: string[] = [];
        const publish: Publish = async ({ type }) => {
          if (isAway) throw new Error('no bus');
          published.push(type);
        };
        const log = await open('tax-shipping', { publish });
        const price = () => log.appendFirst(source, [occurred('OrderPriced', {})]);
        await expect(price()).rejects.toBeInstanceOf(Fault);
        expect(await log.read(source.header.order)).toHaveLength(2);
        isAway = false;
        const events = await price();
        expect(events.map(({ type }) => type)).toEqual(['OrderPriced']);
        expect(published).toContain('OrderPriced');
        expect(await log.read(source.header.order)).toHaveLength(2);
      });
    });

    describe('idempotency keys', () => {
      it('I6: places one order for one key, however many ask at once', async () => {
        const logs = [await open('gateway-ingress'), await open('gateway-ingress')];
        const key = v7();
        const outcomes = await Promise.all(
          [0, 1, 0, 1, 0].map(
            async (at) => (await (logs[at] as OrderLog).append(placement({ claim: claimOf({ key }) }))).outcome,
          ),
        );
        expect(outcomes.sort()).toEqual(['appended', 'claimed', 'claimed', 'claimed', 'claimed']);
        const { events } = await (logs[0] as OrderLog).readAll(undefined, 10_000);
        const claim = await (logs[0] as OrderLog).findClaim(merchant, mode, key);
        expect(events.filter(({ header }) => header.order === claim?.order)).toHaveLength(1);
      });

      it('tells what a key was used for, to its merchant alone', async () => {
        const log = await open('gateway-ingress');
        const claim = claimOf();
        const event = only(await appended(log, placement({ claim })));
        expect(await log.findClaim(merchant, mode, claim.key)).toEqual({
          id: claim.id,
          fingerprint: 'ab12',
          order: event.header.order,
        });
        expect(await log.findClaim('mer_other', mode, claim.key)).toBeUndefined();
        expect(await log.findClaim(merchant, 'live', claim.key)).toBeUndefined();
      });

      it('keeps the answer of a request that places nothing', async () => {
        const log = await open('gateway-ingress');
        const claim = claimOf({ answer: '{"total":5426}' });
        expect((await log.append(placement({ events: [], claim }))).outcome).toBe('appended');
        expect(await log.findClaim(merchant, mode, claim.key)).toEqual({
          id: claim.id,
          fingerprint: 'ab12',
          order: null,
          answer: '{"total":5426}',
        });
      });

      it('takes no key when the events meet a conflict', async () => {
        const log = await open('gateway-ingress');
        const event = only(await appended(log, placement()));
        const claim = claimOf();
        const again = placement({ order: event.header.order, claim });
        expect((await log.append(again)).outcome).toBe('conflict');
        expect(await log.findClaim(merchant, mode, claim.key)).toBeUndefined();
      });
    });

    describe('decide', () => {
      const capture = occurred('CaptureRequested', {});

      it('decides on the order as it stands and builds on its stream', async () => {
        const source = await placed();
        const log = await open('gateway-ingress');
        const event = only(await log.decide(source.header.order, { ...sourceOf(source), id: v7() }, () => [capture]));
        expect(event.header.version).toBe(2);
        expect(event.hash).toBe(hashOf(source.hash, event.headerText, event.dataText));
      });

      it('appends nothing when nothing is decided', async () => {
        const source = await placed();
        const log = await open('authorization');
        expect(await log.decide(source.header.order, sourceOf(source), () => [])).toEqual([]);
        expect(await log.read(source.header.order)).toHaveLength(1);
      });

      it('I9: answers a redelivered event by what it brought the first time, published once more, without deciding', async () => {
        const source = await placed();
        const published: string[] = [];
        const log = await open('authorization', { publish: async ({ type }) => void published.push(type) });
        const first = await log.decide(source.header.order, sourceOf(source), () => [requested]);
        const again = await log.decide(source.header.order, sourceOf(source), () => {
          throw new Error('decided again');
        });
        expect(again).toEqual(first);
        expect(published).toEqual(['AuthorizationRequested', 'AuthorizationRequested']);
      });

      it('tells two commands of one id apart by the type they ask for', async () => {
        const source = await placed();
        const log = await open('esd-delivery');
        await log.appendFirst(source, [occurred('DownloadsGranted', {})]);
        const entitlement = { id: v7(), hash: '', correlation: source.header.order };
        const ask = <T extends EventType>(type: T, init: EventInit<T>) =>
          log.decide(source.header.order, { ...entitlement, appends: type }, () => [occurred(type, init)]);
        const [started] = await ask('DownloadStarted', {});
        const [completed] = await ask('DownloadCompleted', {});
        const [startedAgain] = await ask('DownloadStarted', {});
        expect([started?.type, completed?.type]).toEqual(['DownloadStarted', 'DownloadCompleted']);
        expect(startedAgain).toEqual(started);
      });

      it('I2: decides again after every lost race, so that nothing is lost and no version is left out', async () => {
        const source = await placed();
        const replicas = [await open('gateway-ingress'), await open('gateway-ingress')];
        await Promise.all(
          Array.from({ length: 12 }, (_, index) =>
            (replicas[index % 2] as OrderLog).decide(source.header.order, { ...sourceOf(source), id: v7() }, () => [capture]),
          ),
        );
        const events = await (replicas[0] as OrderLog).read(source.header.order);
        expect(events.map(({ header }) => header.version)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
      });

      it('I6: runs a merchant’s command once for its key', async () => {
        const source = await placed();
        const log = await open('gateway-ingress');
        const command = (key: string) => {
          const claim = claimOf({ key });
          return { id: claim.id, hash: '', correlation: source.header.order, claim };
        };
        const key = v7();
        await log.decide(source.header.order, command(key), () => [capture]);
        await expect(log.decide(source.header.order, command(key), () => [capture])).rejects.toBeInstanceOf(ClaimTaken);
        expect(await log.read(source.header.order)).toHaveLength(2);
      });
    });

    describe('appendFirst', () => {
      it('I9: begins the stream from the event alone; a redelivery, on any replica, changes nothing', async () => {
        const source = await placed();
        const replicas = [await open('tax-shipping'), await open('tax-shipping')];
        const results = await Promise.all(replicas.map((log) => log.appendFirst(source, [occurred('OrderPriced', {})])));
        expect(results[0]).toEqual(results[1]);
        expect(only(results[0] ?? []).header).toMatchObject({
          version: 1,
          causation: source.header.id,
          correlation: source.header.correlation,
        });
      });

      it('is a defect when the stream began from another cause', async () => {
        const [source, other] = [await placed(), await placed()];
        const log = await open('tax-shipping');
        await log.appendFirst(source, [occurred('OrderPriced', {})]);
        const impostor = { ...other, header: { ...other.header, order: source.header.order } };
        await expect(log.appendFirst(impostor, [occurred('OrderPriced', {})])).rejects.toThrow('began with another event');
      });
    });

    describe('readAll', () => {
      const readOn = async (log: OrderLog, orders: ReadonlySet<string>, wanted: number) => {
        const found: RecordedEvent[] = [];
        let cursor: string | undefined;
        for (let round = 0; found.length < wanted && round < 200; round += 1) {
          const page = await log.readAll(cursor, 7);
          found.push(...page.events.filter(({ header }) => orders.has(header.order)));
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
          await log.decide(one.order, { ...sourceOf(first), id: v7() }, () => [occurred('CaptureRequested', {})]);
        });
        const [found] = await Promise.all([readOn(reader, new Set(placements.map(({ order }) => order)), 120), ...write]);
        expect(found).toHaveLength(120);
        for (const { order } of placements) {
          expect(found.filter(({ header }) => header.order === order).map(({ header }) => header.version)).toEqual([1, 2]);
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
