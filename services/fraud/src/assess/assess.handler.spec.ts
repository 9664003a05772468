import type { RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import { authorizationRequested, fraudAccepted, orderPlaced, orderPriced, paymentDeclined, testOrderId } from '@tollgate/testing';
import { type FraudSettings, fraudSettings } from '../settings/fraud-settings.schema.js';
import { AssessHandler } from './assess.handler.js';
import type { ListMatch } from './assess-order.js';
import type { Attempt } from './attempt.repository.js';

const first = '01890a5d-ac96-774b-bcce-000000000001';
const isAbout = (subject: string) => ({ subject: { kind: 'order', id: subject } }) as const;

interface World {
  readonly alike?: readonly string[];
  readonly listed?: readonly ListMatch[];
  readonly history?: readonly RecordedEvent[];
  readonly settings?: Partial<FraudSettings>;
  readonly dueWorkIsAway?: boolean;
}

const setUp = ({ alike = [], listed = [], history = [], settings = {}, dueWorkIsAway = false }: World = {}) => {
  const store = new MemoryStore();
  store.add(orderPlaced(), ...history);
  const log = new MemoryOrderLog({ service: 'fraud', store });
  const reads: string[] = [];
  const steps: string[] = [];
  const judged: string[] = [];
  const handler = new AssessHandler(
    {
      read: (order) => {
        reads.push(order);
        return log.read(order);
      },
      startStream: (...args) => {
        steps.push('appended');
        return log.startStream(...args);
      },
    },
    { current: async () => ({ document: { ...fraudSettings.defaults, ...settings }, version: 4 }) as never },
    { record: async (): Promise<Attempt> => ({ card: 0, email: 0, ip: 0, alike, listed }) },
    {
      schedule: async ({ subject }, reviewUntil) => {
        if (dueWorkIsAway) throw new TransientError('the database is away');
        steps.push(`scheduled ${subject.id} ${reviewUntil}`);
      },
    },
    {
      rejected: async ({ data }) => {
        judged.push(data.decision);
      },
    },
    { now: () => new Date('2026-11-23T13:00:00.000Z') },
  );
  const assessed = () => store.events.filter(({ type, header }) => type === 'FraudAssessed' && header.subject.id === testOrderId);
  return { handler, reads, steps, judged, assessed };
};
const large = () => orderPriced({ total: usd(600_000n) });

describe('the assessment of a priced order', () => {
  it('names the version of the settings that judged', async () => {
    const { handler, assessed, steps } = setUp();
    await handler.assess(orderPriced());
    expect(assessed()).toMatchObject([{ data: { decision: 'accept', settingsVersion: 4 } }]);
    expect(steps).toEqual(['appended']);
  });

  it('reads no other order where nothing is alike: the usual order pays nothing for duplicates', async () => {
    const { handler, reads } = setUp();
    await handler.assess(orderPriced());
    expect(reads).toEqual([]);
  });

  it('I9: comes once, however often the message does', async () => {
    const { handler, assessed } = setUp();
    const event = orderPriced();
    await handler.assess(event);
    await handler.assess(event);
    expect(assessed().length).toBe(1);
  });

  it('is looked at for a lockout as it is recorded, not as it would be judged when its message comes again', async () => {
    const listed: ListMatch[] = [];
    const { handler, judged } = setUp({ listed });
    const event = orderPriced();
    await handler.assess(event);
    listed.push({ list: 'block', kind: 'card', id: first });
    await handler.assess(event);
    expect(judged).toEqual(['accept', 'accept']);
  });

  it('is a duplicate of an order that may still take money', async () => {
    const { handler, assessed } = setUp({ alike: [first], history: [orderPlaced({}, isAbout(first))] });
    await handler.assess(orderPriced());
    expect(assessed()).toMatchObject([{ data: { decision: 'reject', reasons: ['duplicate_order'], duplicateOf: first } }]);
  });

  it('O1: is no duplicate of an order that was declined: who corrects the CVC is heard at once', async () => {
    const history = [
      orderPlaced({}, isAbout(first)),
      fraudAccepted(isAbout(first)),
      authorizationRequested({}, isAbout(first)),
      paymentDeclined({ code: 'incorrect_cvc' }, isAbout(first)),
    ];
    const { handler, assessed } = setUp({ alike: [first], history });
    await handler.assess(orderPriced());
    expect(assessed()).toMatchObject([{ data: { decision: 'accept', duplicateOf: '' } }]);
  });
});

describe('an order that is held', () => {
  it('has its deadline before it is held, so that a crash between the two loses neither', async () => {
    const { handler, steps } = setUp();
    await handler.assess(large());
    expect(steps).toEqual([`scheduled ${testOrderId} 2026-11-26T13:00:00.000Z`, 'appended']);
  });

  it('is not held while its deadline cannot be scheduled', async () => {
    const { handler, assessed } = setUp({ dueWorkIsAway: true });
    await expect(handler.assess(large())).rejects.toBeInstanceOf(TransientError);
    expect(assessed()).toEqual([]);
  });

  it('waits as long as the merchant set', async () => {
    const { handler, assessed } = setUp({ settings: { reviewHours: 1 } });
    await handler.assess(large());
    expect(assessed()).toMatchObject([{ data: { decision: 'review', reviewUntil: '2026-11-23T14:00:00.000Z' } }]);
  });
});
