import { newEvent } from '@tollgate/contracts';
import { v7 } from 'uuid';
import { type Cause, causeOf, type IdempotencyRecord, noHash } from '../append/append-request.js';
import { hashOf } from '../append/record.js';
import type { OrderLog } from '../order-log.js';
import { orderTarget, settingsTarget } from '../targets.js';
import {
  appended,
  benchOf,
  follow,
  idempotencyRecordOf,
  type LogHarness,
  mode,
  only,
  placement,
} from '../testing/append-requests.js';

const accepted = newEvent('FraudAssessed', { decision: 'accept' });
const limits = newEvent('SettingsChanged', { area: 'fraud', document: '{"limit":1}' });
const nexus = newEvent('SettingsChanged', { area: 'tax', document: '{"nexus":["US-NY"]}' });
const command = (): Cause => ({ id: v7(), hash: '', correlation: v7(), on: 'key_1' });
/** A merchant of whom the log knows nothing yet. */
const newMerchant = () => `mer_${v7()}`;

/** Subjects of several kinds, several streams of one service, several keys of one request; part of the contract
 *  suite. */
export const describeSubjects = (harness: LogHarness): void => {
  const { open, placed } = benchOf(harness);

  describe('a merchant’s settings', () => {
    it('are decided about before there is any event of them, and begin on nothing', async () => {
      const merchant = newMerchant();
      const target = settingsTarget(merchant, mode);
      const log = await open('fraud');
      expect(await log.load(target)).toEqual({ state: { heads: {}, areas: {} }, events: [], heads: {} });
      const event = only(await log.decide(target, command(), () => [limits]));
      expect(event.header).toMatchObject({
        subject: { kind: 'merchant', id: target.id },
        stream: 'fraud-settings',
        version: 1,
        merchant,
        mode,
        actor: { service: 'fraud', on: 'key_1' },
      });
      const { state, heads } = await log.load(target);
      expect(state.areas.fraud).toMatchObject({ document: '{"limit":1}', version: 1 });
      expect(heads).toEqual({ 'fraud-settings': { version: 1, hash: event.hash } });
    });

    it('are one subject with a stream for each service that owns some, each begun by a command', async () => {
      const target = settingsTarget(newMerchant(), mode);
      const [fraud, pricing] = [await open('fraud'), await open('tax-shipping')];
      await fraud.decide(target, command(), () => [limits]);
      await pricing.decide(target, command(), () => [nexus]);
      await fraud.decide(target, command(), () => [limits]);
      const events = await pricing.read(target.id);
      expect(events.map(({ header }) => `${header.stream} ${header.version}`)).toEqual([
        'fraud-settings 1',
        'pricing-settings 1',
        'fraud-settings 2',
      ]);
      expect(Object.keys((await pricing.load(target)).state.areas)).toEqual(['fraud', 'tax']);
    });

    it('of live mode are another subject than those of test mode', async () => {
      const merchant = newMerchant();
      const log = await open('fraud');
      await log.decide(settingsTarget(merchant, 'test'), command(), () => [limits]);
      expect((await log.load(settingsTarget(merchant, 'live'))).events).toEqual([]);
    });

    it('I2: set by two at once are set one after the other', async () => {
      const target = settingsTarget(newMerchant(), mode);
      const replicas = [await open('fraud'), await open('fraud')];
      await Promise.all(
        Array.from({ length: 8 }, (_, index) => (replicas[index % 2] as OrderLog).decide(target, command(), () => [limits])),
      );
      const events = await (replicas[0] as OrderLog).read(target.id);
      expect(events.map(({ header }) => header.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('do not follow from an event of another subject: their stream begins on nothing then, too', async () => {
      const cause = await placed();
      const target = settingsTarget(newMerchant(), mode);
      const log = await open('fraud');
      const event = only(await log.decide(target, causeOf(cause), () => [limits]));
      expect(event.hash).toBe(hashOf(noHash, event.headerText, event.dataText));
    });
  });

  describe('a service with several streams', () => {
    it('appends to the stream that an event belongs to, each with versions of its own', async () => {
      const cause = await placed();
      const log = await open('fraud');
      const assessed = only(await log.startStream(cause, [accepted]));
      const set = only(await log.decide(settingsTarget(newMerchant(), mode), command(), () => [limits]));
      expect([assessed.header.stream, assessed.header.version]).toEqual(['fraud', 1]);
      expect([set.header.stream, set.header.version]).toEqual(['fraud-settings', 1]);
    });

    it('appends to one of them at a time', async () => {
      const log = await open('fraud');
      await expect(log.append(follow(await placed(), [accepted, limits]))).rejects.toThrow('one append writes to one stream');
    });

    it('appends no event to a subject of another kind', async () => {
      const log = await open('fraud');
      await expect(log.append(follow(await placed(), [limits]))).rejects.toThrow('is no event of a order');
      const settings = settingsTarget(newMerchant(), mode);
      await expect(log.decide(settings, command(), () => [accepted])).rejects.toThrow('is no event of a merchant');
    });

    it('I2: writes about several subjects and streams at once, and one that lost its race does not touch the others', async () => {
      const log = await open('fraud');
      const orders = await Promise.all(Array.from({ length: 20 }, placed));
      const merchants = Array.from({ length: 20 }, () => settingsTarget(newMerchant(), mode));
      const taken = await placed();
      await log.startStream(taken, [accepted]);
      const [lost, ...outcomes] = await Promise.all([
        log.append(follow(taken, [accepted], { causation: v7() })),
        ...orders.map((cause) => log.append(follow(cause, [accepted])).then((one) => one.outcome)),
        ...merchants.map((target) => log.decide(target, command(), () => [limits])),
      ]);
      expect(lost).toEqual({ outcome: 'conflict' });
      expect(outcomes.slice(0, 20)).toEqual(Array(20).fill('appended'));
      const histories = await Promise.all([
        ...orders.map(({ header }) => log.read(header.subject.id)),
        ...merchants.map(({ id }) => log.read(id)),
      ]);
      expect(histories.map((history) => history.at(-1)?.type)).toEqual([
        ...Array(20).fill('FraudAssessed'),
        ...Array(20).fill('SettingsChanged'),
      ]);
    });
  });

  describe('a request with two keys', () => {
    const keys = (key: string, reference: string): readonly IdempotencyRecord[] => {
      const id = v7();
      return [idempotencyRecordOf({ id, key }), idempotencyRecordOf({ id: v7(), scope: 'reference', key: reference })];
    };
    const find = async (log: OrderLog, records: readonly IdempotencyRecord[]) =>
      Promise.all(records.map(async (one) => (await log.findIdempotencyRecord(one))?.subject));

    it('takes both with what it appends', async () => {
      const log = await open('gateway-ingress');
      const records = keys(v7(), v7());
      const event = only(await appended(log, placement({ idempotencyRecords: records })));
      expect(await find(log, records)).toEqual([event.header.subject.id, event.header.subject.id]);
    });

    it('tells a key of a request from a reference of the same text', async () => {
      const log = await open('gateway-ingress');
      const key = v7();
      const reference = idempotencyRecordOf({ key, scope: 'reference' });
      const event = only(await appended(log, placement({ idempotencyRecords: [reference] })));
      expect(await find(log, [reference, idempotencyRecordOf({ key })])).toEqual([event.header.subject.id, undefined]);
      await appended(log, placement({ idempotencyRecords: [idempotencyRecordOf({ key })] }));
    });

    it.each(['key', 'reference'] as const)('stands not at all when its %s is taken: neither key nor event', async (which) => {
      const log = await open('gateway-ingress');
      const [key, reference] = [v7(), v7()];
      await appended(log, placement({ idempotencyRecords: keys(key, reference) }));
      const records = which === 'key' ? keys(key, v7()) : keys(v7(), reference);
      const request = placement({ idempotencyRecords: records });
      const neighbor = placement({ idempotencyRecords: keys(v7(), v7()) });
      const outcomes = await Promise.all([request, neighbor].map(async (one) => (await log.append(one)).outcome));
      expect(outcomes).toEqual(['key_taken', 'appended']);
      expect(await log.read(request.subject.id)).toEqual([]);
      const free = records.filter(({ key: one }) => one !== key && one !== reference);
      expect(await find(log, free)).toEqual([undefined]);
      expect((await log.append(request)).outcome).toBe('key_taken');
      await appended(log, placement({ idempotencyRecords: free }));
    });

    it('I6: of many with one reference, places one order', async () => {
      const logs = [await open('gateway-ingress'), await open('gateway-ingress')];
      const reference = v7();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const request = placement({ idempotencyRecords: keys(v7(), reference) });
          return (await (logs[index % 2] as OrderLog).append(request)).outcome;
        }),
      );
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'key_taken')).toHaveLength(19);
    });

    it('takes none when its events meet a conflict', async () => {
      const log = await open('gateway-ingress');
      const cause = await placed();
      const records = keys(v7(), v7());
      expect((await log.append(placement({ subject: cause.header.subject, idempotencyRecords: records }))).outcome).toBe(
        'conflict',
      );
      expect(await find(log, records)).toEqual([undefined, undefined]);
      const capture = newEvent('CaptureRequested', { amount: { minor: 1n, currency: 'USD' } });
      const asked: Cause = { ...command(), idempotencyRecords: records };
      await log.decide(orderTarget(cause.header.subject.id), asked, () => [capture]);
      expect(await find(log, records)).toEqual([cause.header.subject.id, cause.header.subject.id]);
    });
  });
};
