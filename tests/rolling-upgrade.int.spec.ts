import { rmSync } from 'node:fs';
import { jest } from '@jest/globals';
import type { EventHeader, RecordedEvent } from '@tollgate/contracts';
import { fold, isFile, statusOf } from '@tollgate/order';
import { causeOf, EffectRunner, hashOf, type OrderLog, orderTarget, verify } from '@tollgate/order-log';
import { eventually, orderPlaced, startNats, startPostgres } from '@tollgate/testing';
import pg from 'pg';
import { eventOf, type Listener, lastOf, RunningRelease, readToTheEnd, type Servers, startReporting } from './upgrade/drill.ts';
import { amount, bare, begin, beginLaterSubject, command, takeOrderFurther, textsOf } from './upgrade/history.ts';
import { goldens, loadRelease, loadThisRelease, makeNewerRelease } from './upgrade/release.ts';

// During an upgrade two releases run side by side on one log and one bus. The old one is the one at hand; the newer one is made out
// of it, with one of each kind of change that a release may make (upgrade/changes.ts), its contracts generated anew.

let servers: Servers;
let superuser: pg.Client;
let folder: string | undefined;
let old: RunningRelease;
let newer: RunningRelease;
let oldListener: Listener;
let newerListener: Listener;

const known = ['OrderPlaced', 'FraudAssessed', 'PaymentCaptured', 'DownloadsGranted'];
const all = [...known, 'LaterPaymentNoted', 'LaterSubjectBegun'];

/** A service of the old release, and one that was upgraded. A replica of the newer release has been beside the first one for a
 *  while: the consumer that they share asks for the new types of events, too. */
const startListeners = async (): Promise<void> => {
  oldListener = await old.listen('notifications', known);
  await (await newer.listen('notifications', all)).close();
  newerListener = await newer.listen('esd-delivery', all);
};

beforeAll(async () => {
  folder = makeNewerRelease();
  const [postgres, nats, oldRelease, newerRelease] = await Promise.all([
    startPostgres(),
    startNats(),
    loadThisRelease(),
    loadRelease(folder),
  ]);
  servers = { postgres, nats };
  superuser = new pg.Client({ connectionString: postgres.url });
  await superuser.connect();
  // An upgrade begins here: the newer release's own rights, e.g. to a new stream.
  await newerRelease.orderLog.migrateOrderLog(postgres.url);
  old = await RunningRelease.start(oldRelease, servers);
  newer = await RunningRelease.start(newerRelease, servers);
  await startListeners();
});
afterAll(async () => {
  await old?.close();
  await newer?.close();
  await superuser?.end();
  await Promise.all([servers?.postgres.stop(), servers?.nats.stop()]);
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const upgradedOrder = () => takeOrderFurther(old, newer);
const startLater = (log: OrderLog) => beginLaterSubject(log, newer);

describe('a reader of the old release, beside events of the newer one', () => {
  it('reads and folds the order: what it does not know is kept and changes nothing', async () => {
    const { placed, captured, noted } = await upgradedOrder();
    const log = await old.log('gateway-ingress');
    const { state, events, heads } = await log.load(orderTarget(placed.header.subject.id));
    expect(events.map(({ type }) => type)).not.toContain('LaterPaymentNoted');
    expect(heads.payment).toEqual({ version: 4, hash: noted.hash });
    expect(statusOf(state)).toBe('approved');
    expect(state.delivery.entitlements.map(({ form }) => form.case)).toEqual(['file', undefined]);
    expect(state.delivery.entitlements.filter(isFile)).toHaveLength(1);
    const read = events.find(({ header }) => header.id === captured.header.id) as RecordedEvent;
    expect(textsOf(read)).toEqual(textsOf(captured));
    expect(read.dataText).toContain('THE BOOK SHOP');
    expect(fold(events)).toEqual(state);
  });

  it('reads nothing of a kind of subject that it does not know', async () => {
    const later = await startLater(await newer.log('authorization'));
    expect(await (await old.log('authorization')).read(later.header.subject.id)).toEqual([]);
  });

  it('decides at the first attempt, and appends after the event that it does not know', async () => {
    const { placed, noted } = await upgradedOrder();
    const target = orderTarget(placed.header.subject.id);
    const ingress = await old.log('gateway-ingress');
    const request = eventOf(old.release, 'RefundRequested', { amount });
    const requested = lastOf(await ingress.decide(target, command(), () => [request]));
    const authorization = await old.log('authorization');
    const decision = jest.fn(() => [eventOf(old.release, 'RefundSubmitted', { operation: requested.header.id, amount })]);
    const submitted = lastOf(await authorization.decide(target, causeOf(requested), decision));
    expect(decision).toHaveBeenCalledTimes(1);
    expect(submitted.header.version).toBe(5);
    expect(submitted.hash).toBe(hashOf(noted.hash, submitted.headerText, submitted.dataText));
  });

  it('makes an effect happen once, its intent and its fact after the event that it does not know', async () => {
    const { placed } = await upgradedOrder();
    const target = orderTarget(placed.header.subject.id);
    const ingress = await old.log('gateway-ingress');
    const request = eventOf(old.release, 'RefundRequested', { amount });
    const requested = lastOf(await ingress.decide(target, command(), () => [request]));
    const said = { operation: requested.header.id, amount };
    const send = jest.fn(async () => 'refunded');
    const refund = {
      name: 'refund',
      key: requested.header.id,
      progress: () => 'due' as const,
      prepare: async () => ({ intent: [eventOf(old.release, 'RefundSubmitted', said)], send }),
      resume: async () => 'refunded',
      record: () => [eventOf(old.release, 'PaymentRefunded', said)],
    };
    const runner = new EffectRunner({ log: await old.log('authorization') });
    const state = await runner.perform(refund, target, causeOf(requested));
    expect(send).toHaveBeenCalledTimes(1);
    expect(state.heads.payment?.version).toBe(6);
    expect(statusOf(state)).toBe('refunded');
  });

  it('passes over them in the tail, which moves on to the end of the log', async () => {
    const { granted } = await upgradedOrder();
    await startLater(await newer.log('authorization'));
    const last = await begin(await old.log('gateway-ingress'), 'order', bare(orderPlaced()));
    const found = await readToTheEnd(await old.log('reporting'));
    expect(found.at(-1)?.header.id).toBe(last.header.id);
    expect(found.map(({ header }) => header.id)).toContain(granted.header.id);
    expect(found.map(({ type }) => type as string)).not.toContain('LaterSubjectBegun');
  });

  it('publishes them for an appender of the newer release that died, byte for byte', async () => {
    const dead = await newer.openLog('authorization', { publish: () => Promise.reject(new Error('died')) });
    await startLater(dead);
    await dead.close();
    const { rows } = await superuser.query<{ hash: string; header: string; data: string }>(
      `SELECT encode(hash, 'hex') AS hash, header::text, data::text FROM order_log.events ORDER BY position DESC LIMIT 1`,
    );
    const published: RecordedEvent[] = [];
    await old.openLog('fraud', { publish: async (event) => void published.push(event), isRelaying: true });
    const relayed = await eventually('the later subject', () => published.find(({ hash }) => hash === rows[0]?.hash));
    expect(textsOf(relayed)).toEqual({ headerText: rows[0]?.header, dataText: rows[0]?.data, hash: rows[0]?.hash });
    expect(old.release.contracts.eventSubject(relayed.header)).toBe('later.mer_demo.LaterSubjectBegun');
  });

  it('I13: finds the log in order', async () => {
    await upgradedOrder();
    expect(await verify({ connectionString: servers.postgres.url })).toMatchObject({ ok: true });
  });

  it('shows the merchant nothing that its own contract does not allow', async () => {
    const { captured, granted } = await upgradedOrder();
    const shownBy = ({ release }: RunningRelease, event: RecordedEvent) => JSON.stringify(release.contracts.publicDataOf(event));
    expect(shownBy(newer, captured)).toContain('THE BOOK SHOP');
    expect(shownBy(old, captured)).not.toContain('THE BOOK SHOP');
    expect(shownBy(newer, granted)).toContain('laterForm');
    expect(shownBy(old, granted)).not.toContain('laterForm');
  });

  it('does not react once more to what a replica of the newer release answered with an event that it does not know', async () => {
    const ingress = await old.log('gateway-ingress');
    const placed = await begin(ingress, 'order', bare(orderPlaced()));
    const upgraded = await newer.log('authorization');
    const operation = placed.header.id;
    const [noted] = await upgraded.startStream(placed, [eventOf(newer.release, 'LaterPaymentNoted', { operation, amount })]);
    const published: string[] = [];
    const log = await old.openLog('authorization', { publish: async ({ hash }) => void published.push(hash) });
    const request = eventOf(old.release, 'AuthorizationRequested', { operation, amount });
    expect(await log.startStream(placed, [request])).toEqual([]);
    expect(await log.decide(orderTarget(placed.header.subject.id), causeOf(placed), () => [request])).toEqual([]);
    expect(published).toEqual([noted?.hash, noted?.hash]);
  });

  it('gets them from the bus and passes over them: none comes again, none is parked', async () => {
    const { placed, granted } = await upgradedOrder();
    await startLater(await newer.log('authorization'));
    const isTaken = (id: string) => oldListener.received.some(({ header }) => header.id === id);
    await eventually('the grant', () => isTaken(placed.header.id) && isTaken(granted.header.id));
    const passedOver = () => oldListener.handled.filter(({ outcome }) => outcome === 'passed_over').length;
    await eventually('what is not known', () => passedOver() >= 2);
    expect(new Set(oldListener.handled.map(({ outcome }) => outcome))).toEqual(new Set(['handled', 'passed_over']));
    expect(new Set(oldListener.received.map(({ type }) => type))).toEqual(new Set(known));
  });

  it('takes nothing away from a replica of the newer release when it starts again beside it', async () => {
    const upgraded = await newer.listen('fraud', all);
    const again = await old.listen('fraud', known);
    await again.close();
    const later = await startLater(await newer.log('authorization'));
    await eventually('the later subject', () => upgraded.received.some(({ header }) => header.id === later.header.id));
  });

  it('reports on the order as its fold tells it, also once it went on after an event that is not known', async () => {
    const { placed } = await upgradedOrder();
    const id = placed.header.subject.id;
    const reporting = await startReporting(servers);
    try {
      const shown = async (status: string) => {
        const { rows } = await superuser.query('SELECT status, versions FROM reporting.orders WHERE order_id = $1', [id]);
        return rows[0]?.status === status ? rows[0] : undefined;
      };
      await eventually('the report of the sale', () => shown('approved'));
      const ingress = await old.log('gateway-ingress');
      const request = eventOf(old.release, 'RefundRequested', { amount });
      const requested = lastOf(await ingress.decide(orderTarget(id), command(), () => [request]));
      const refund = { operation: requested.header.id, amount };
      const refunded = [eventOf(old.release, 'RefundSubmitted', refund), eventOf(old.release, 'PaymentRefunded', refund)];
      const authorization = await old.log('authorization');
      await authorization.decide(orderTarget(id), causeOf(requested), () => refunded);
      expect(await eventually('the report of the refund', () => shown('refunded'))).toMatchObject({ versions: { payment: 6 } });
      expect((await superuser.query('SELECT type FROM reporting.parked_events')).rows).toEqual([]);
    } finally {
      await reporting.stop();
    }
  });
});

describe('a reader of the newer release, beside events of the old one', () => {
  const assess = async (by: RunningRelease, score: number): Promise<RecordedEvent> => {
    const placed = await begin(await old.log('gateway-ingress'), 'order', bare(orderPlaced()));
    const decided = eventOf(by.release, 'FraudAssessed', { decision: 'accept', score });
    return lastOf(await (await by.log('fraud')).startStream(placed, [decided]));
  };

  it('folds the newest form only, whichever release wrote it', async () => {
    const [before, after] = [await assess(old, 7), await assess(newer, 70)];
    const log = await newer.log('authorization');
    for (const { header } of [before, after]) {
      const { state } = await log.load({ fold: newer.release.order.orders, id: header.subject.id });
      expect(state.fraud).toMatchObject({ decision: 'accept', score: 70 });
    }
  });

  it('leaves texts and hashes as they were written, in the log, in the tail and on the bus', async () => {
    const written = await assess(old, 7);
    const log = await newer.log('authorization');
    const isIt = ({ header }: RecordedEvent) => header.id === written.header.id;
    const arrived = await eventually('the assessment', () => newerListener.received.find(isIt));
    for (const found of [arrived, (await log.read(written.header.subject.id)).find(isIt), (await readToTheEnd(log)).find(isIt)]) {
      expect(found).toMatchObject({ ...textsOf(written), data: { score: 70 } });
      expect(found?.dataText).toBe('{"decision":"accept","score":7}');
      expect(found?.header.schema).toBe(1);
    }
  });

  it('appends after what the old release wrote, and the log stays in order', async () => {
    const assessed = await assess(old, 7);
    const resolved = eventOf(newer.release, 'FraudReviewResolved', { decision: 'accept' });
    const target = { fold: newer.release.order.orders, id: assessed.header.subject.id };
    const appended = lastOf(await (await newer.log('fraud')).decide(target, command(), () => [resolved]));
    expect(appended.header.version).toBe(2);
    expect(appended.hash).toBe(hashOf(assessed.hash, appended.headerText, appended.dataText));
    expect(await newer.release.orderLog.verify({ connectionString: servers.postgres.url })).toMatchObject({ ok: true });
  });

  it.each(goldens())(
    'reads $type of schema $schema as it was once written, and writes it in its newest form',
    ({ type, schema, text }) => {
      const { readEvent, encodeData } = newer.release.contracts;
      const header = { type, schema } as Partial<EventHeader>;
      const event = readEvent({ headerText: JSON.stringify(header), dataText: text, hash: 'ab' }) as RecordedEvent;
      const newest = type === 'FraudAssessed' ? text.replace(/"score":(\d+)/, '"score":$10') : text;
      expect(encodeData(event)).toBe(newest);
      expect(event.dataText).toBe(text);
    },
  );
});
