import { type RecordedEventOf, readEvent } from '@tollgate/contracts';
import { balance, fold, statusOf } from '@tollgate/order';
import { hashOf, unsealPersonalData } from '@tollgate/order-log';
import { type LoggedEvent, placeIn } from '../../audit/logged-event.js';
import { factsOf } from '../../audit/order-facts.js';
import { orderViolations } from '../../audit/order-rules.js';
import { orderStatusOf } from '../../audit/order-status.js';
import { historyViolations } from '../../audit/valid-history.js';
import { settlementViolations } from '../../audit/waits.js';
import { keys, plan, worldOf, yearOf } from '../testing/world.js';
import type { ToldOrder } from './tell.js';

const year = yearOf();
const share = (orders: readonly ToldOrder[]): number => orders.length / year.length;
const having = (...types: readonly string[]): readonly ToldOrder[] =>
  year.filter(({ events }) => types.some((type) => events.some((event) => event.type === type)));

type Placement = RecordedEventOf<'OrderPlaced'> | RecordedEventOf<'CreditPlaced'>;
const isPlacement = (event: ToldOrder['events'][number] | undefined): event is ToldOrder['events'][number] & Placement =>
  event?.type === 'OrderPlaced' || event?.type === 'CreditPlaced';

/** As the auditor reads them; recorded at the moment at which the year is over. */
const logged = ({ events }: ToldOrder): readonly LoggedEvent[] =>
  events.map(({ header, dataText }, index) => ({
    position: BigInt(index + 1),
    id: header.id,
    kind: header.subject.kind,
    subject: header.subject.id,
    merchant: header.merchant,
    mode: header.mode,
    stream: header.stream,
    version: header.version,
    type: header.type,
    data: JSON.parse(dataText),
    ...(header.actor.on === undefined ? {} : { on: header.actor.on }),
    occurredAt: header.occurredAt,
    recordedAt: plan.endMs,
    place: placeIn(`1.1.${index + 1}`),
  }));

describe('the orders of a year', () => {
  it('are the plan’s, each with its own name', () => {
    expect(year).toHaveLength(plan.orders);
    expect(new Set(year.map(({ id }) => id)).size).toBe(year.length);
    const ids = year.flatMap(({ events }) => events.map(({ header }) => header.id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are the same for the same seed but for what is sealed, and others for another seed', () => {
    const told = (orders: readonly ToldOrder[]) =>
      orders.map(({ events }) =>
        events.map(({ headerText, dataText }) => [headerText, dataText.replace(/"sealedPersonalData":"[^"]*"/, '')]),
      );
    const small = { orders: 200 };
    expect(told(yearOf(small))).toEqual(told(yearOf(small)));
    expect(told(yearOf(small))).not.toEqual(told(yearOf({ ...small, seed: '8' })));
  });

  it('I2: have valid histories, and nothing that the auditor would find', () => {
    const found = year.flatMap((order) => {
      const events = logged(order);
      const facts = factsOf(events);
      return [...historyViolations(events), ...orderViolations(facts), ...settlementViolations(facts, plan.endMs + 30_000)];
    });
    expect(found).toEqual([]);
  });

  it('are read back as they were written, and fold to what the auditor makes of them', () => {
    for (const order of year) {
      const events = order.events.map((event) => readEvent(event) ?? event);
      const folded = fold(events);
      expect(folded && statusOf(folded)).toBe(order.status);
      expect(orderStatusOf(factsOf(logged(order)))).toBe(order.status);
    }
  });

  it('I13: are chained by their hashes', () => {
    const broken = year.flatMap(({ events }) => {
      const hashes = new Map(events.map(({ header, hash }) => [header.id, hash]));
      const heads = new Map<string, string>();
      return events.filter(({ header, previousHash, headerText, dataText, hash }) => {
        const builds = heads.get(header.stream) ?? hashes.get(header.causation) ?? '0'.repeat(64);
        heads.set(header.stream, hash);
        return previousHash !== builds || hashOf(previousHash, headerText, dataText) !== hash;
      });
    });
    expect(broken).toEqual([]);
  });

  it('cause each event of a stream once: a message that comes again appends nothing', () => {
    const twice = year.filter(({ events }) => {
      const names = events.map(({ header, type }) => [header.stream, header.causation, type].join(' '));
      return new Set(names).size < names.length;
    });
    expect(twice).toEqual([]);
  });

  it('happen within the year, and in the order in which they are recorded: within some seconds', () => {
    const astray = year.flatMap(({ events }) => {
      const times = events.map(({ header }) => Date.parse(header.occurredAt));
      return times.filter((at, index) => at >= plan.endMs || at < (times[index - 1] ?? 0) - 10_000);
    });
    expect(astray).toEqual([]);
  });

  it('are open only where a service has due work for them', () => {
    const open = year.filter(({ events }) => {
      const order = fold(events);
      if (order === undefined) throw new Error('an order begins with its placement');
      return statusOf(order) === 'review' || balance(order.payment, order.placed.currency).remaining.minor > 0n;
    });
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(({ due }) => due.length !== 1)).toEqual([]);
    expect(year.filter(({ due }) => due.length > 0)).toEqual(open);
    expect(year.filter(({ status }) => status === 'pending')).toEqual([]);
  });

  it('leave nothing to fetch: links are closed, or their time is over', () => {
    for (const order of year) {
      const delivery = fold(order.events)?.delivery;
      const isOver = delivery === undefined || delivery.isClosed || Date.parse(delivery.expiresAt) <= plan.endMs;
      expect(isOver || delivery.entitlements.length === 0).toBe(true);
    }
  });
});

describe('what becomes of them', () => {
  it.each([
    ['are declined', 'PaymentDeclined', 0.03, 0.05],
    ['are refunded', 'PaymentRefunded', 0.015, 0.045],
    ['are downloaded', 'DownloadCompleted', 0.3, 0.85],
    ['are shipped after they were authorized', 'CaptureRequested', 0.1, 0.35],
  ])('some %s', (_what, type, least, most) => {
    const some = share(having(type));
    expect([some > least, some < most, some]).toEqual([true, true, some]);
  });

  it.each([
    'VoidRequested',
    'AuthorizationExpired',
    'FraudReviewResolved',
    'MailFailed',
    'DownloadAccessRevoked',
    'AuthorizationReversed',
    'CreditSettled',
    'RefundApprovalRequested',
  ])('a few have %s', (type) => {
    const some = share(having(type));
    expect([some > 0, some < 0.04]).toEqual([true, true]);
  });

  it('credits are given, and of a few the issuer says no; all of it without a sale', () => {
    expect(having('CreditSettled', 'CreditDeclined').length).toBe(having('CreditPlaced').length);
    expect(having('CreditDeclined').length).toBeGreaterThan(0);
    expect(having('CreditPlaced').filter(({ events }) => events.some(({ type }) => type === 'OrderPlaced'))).toEqual([]);
  });

  it('a second person approves some refunds and rejects others, and is never who asked', () => {
    const decisions = year.flatMap(({ events }) =>
      events.flatMap((one) => (one.type === 'RefundApprovalResolved' ? [[one.data.decision, one.header.actor.on] as const] : [])),
    );
    expect(new Set(decisions.map(([decision]) => decision))).toEqual(new Set(['approve', 'reject']));
    expect(new Set(decisions.map(([, on]) => on))).toEqual(new Set(['seed_second']));
    expect(having('RefundApprovalRequested').length).toBeGreaterThan(decisions.length);
  });

  it('fraud holds one in a hundred, and rejects half of that', () => {
    const decided = (decision: string): number =>
      share(year.filter(({ events }) => events.some((one) => one.type === 'FraudAssessed' && one.data.decision === decision)));
    expect([decided('review') > 0.005, decided('review') < 0.016]).toEqual([true, true]);
    expect([decided('reject') > 0.001, decided('reject') < 0.01]).toEqual([true, true]);
  });

  it('customers come back: some three orders each, of several countries and in several currencies', () => {
    const buyers = Map.groupBy(year, ({ orderKey }) => orderKey.customerId);
    const each = year.length / buyers.size;
    expect([each > 2.5, each < 4]).toEqual([true, true]);
    const currencies = new Set(year.map(({ currency }) => currency));
    for (const one of ['USD', 'EUR', 'GBP', 'JPY', 'KWD']) expect(currencies).toContain(one);
  });

  it('who bought can be read with the stack’s key, in every script', () => {
    const names = year.map(({ id, events, orderKey }) => {
      const [placed] = events;
      const sealed = isPlacement(placed) ? placed.data.sealedPersonalData : '';
      return (
        unsealPersonalData({ orderId: id, sealed, wrapped: orderKey.wrapped, keyEncryptionKeys: [keys.encryption] }).name ?? ''
      );
    });
    for (const script of [/^[ -~]+$/, /[àáéíóúñüöä]/i, /\p{Script=Hangul}/u, /\p{Script=Han}/u, /\p{Script=Arabic}/u])
      expect(names.some((name) => script.test(name))).toBe(true);
  });

  it('are found by the name of whoever placed them', () => {
    const { nameOf } = worldOf().secrets;
    for (const { id, events, orderKey } of year.slice(0, 100)) {
      const [placed] = events;
      const { sealedPersonalData: sealed = '', screening } = isPlacement(placed) ? placed.data : {};
      const { name = '' } = unsealPersonalData({
        orderId: id,
        sealed,
        wrapped: orderKey.wrapped,
        keyEncryptionKeys: [keys.encryption],
      });
      expect(screening?.name).toBe(nameOf('name', name.toLowerCase()));
    }
  });

  it('nothing says in clear whose an order is', () => {
    for (const { events } of year.slice(0, 500))
      for (const { headerText, dataText } of events)
        expect(headerText + dataText).not.toMatch(/@(mail|post|inbox|work)\.example|198\.1[89]\./);
  });
});
