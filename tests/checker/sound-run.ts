// A small run in which everything is as it should be, for the negative controls: each spoils one thing of it, and must be found.
import { createHash } from 'node:crypto';
import type { ClientLine, Event, MailLine, MoneyLine, ShownDay, ShownOrder } from './evidence.ts';

/** An event in few words. */
export interface Step {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly id: string;
  readonly merchant?: string;
  /** Who asked for it. */
  readonly on?: string;
}

export interface Run {
  /** By order. */
  readonly orders: Readonly<Record<string, readonly Step[]>>;
  readonly clients: readonly ClientLine[];
  readonly money: readonly MoneyLine[];
  readonly mails: readonly MailLine[];
  readonly rows: readonly ShownOrder[];
  readonly days: readonly ShownDay[];
}

export const uuid = (n: number): string => `01890a5d-ac96-7000-8000-${String(n).padStart(12, '0')}`;
const bare = (id: string): string => id.replaceAll('-', '');
const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' });
export const file = { sha256: 'ab'.repeat(32), sizeBytes: '1000', name: 'book.epub' };

const ids = { sale: uuid(1), preauth: uuid(2), declined: uuid(3), unknown: uuid(4), other: uuid(5), credit: uuid(6) };
export const orderIds = ids;
const eventId = (order: string, n: number): string => uuid(Number(order.slice(-3)) * 100 + n);

const begin = (order: string, type: string, total: number): readonly Step[] => [
  { stream: 'order', type: 'OrderPlaced', data: { type, currency: 'USD' }, id: eventId(order, 1) },
  { stream: 'pricing', type: 'OrderPriced', data: { total: usd(total) }, id: eventId(order, 2) },
  { stream: 'fraud', type: 'FraudAssessed', data: { decision: 'accept' }, id: eventId(order, 3) },
  {
    stream: 'payment',
    type: 'AuthorizationRequested',
    data: { amount: usd(total), processor: 'iso8583' },
    id: eventId(order, 4),
  },
];

const outcome = (order: string, type: string, data: object = {}): Step => ({
  stream: 'payment',
  type,
  data,
  id: eventId(order, 5),
});

export const messageIdOf = (kind: string, order: string, operation: string): string =>
  `<${kind}.${bare(order)}.${bare(operation)}@tollgate.example>`;
const mail = (order: string, kind: string, operation: string, n: number): Step => ({
  stream: 'notice',
  type: 'MailSent',
  data: { kind, operation, messageId: messageIdOf(kind, order, operation) },
  id: eventId(order, n),
});

const sold = (order: string): readonly Step[] => [
  ...begin(order, 'sale', 5000),
  outcome(order, 'PaymentAuthorized', { amount: usd(5000) }),
  {
    stream: 'payment',
    type: 'PaymentCaptured',
    data: { amount: usd(5000), isSale: true, isFinal: true, deliverables: [{ line: 1, forms: [{ file }] }] },
    id: eventId(order, 6),
  },
  {
    stream: 'delivery',
    type: 'DownloadsGranted',
    data: { entitlements: [{ line: 1, downloads: 1, file }] },
    id: eventId(order, 7),
  },
  { stream: 'delivery', type: 'DownloadStarted', data: {}, id: eventId(order, 8) },
  { stream: 'delivery', type: 'DownloadCompleted', data: {}, id: eventId(order, 9) },
  { stream: 'delivery', type: 'DownloadAccessClosed', data: {}, id: eventId(order, 10) },
  mail(order, 'receipt', eventId(order, 6), 11),
];

const past = { Capture: 'PaymentCaptured', Void: 'PaymentVoided', Refund: 'PaymentRefunded' } as const;
const operation = eventId(ids.preauth, 6);
const given = eventId(ids.credit, 1);
const credit = { operation: given, amount: usd(300) };
const moved = (order: string, noun: keyof typeof past, minor: number, n: number): readonly Step[] => [
  { stream: 'order', type: `${noun}Requested`, data: { amount: usd(minor) }, id: eventId(order, n) },
  {
    stream: 'payment',
    type: `${noun}Submitted`,
    data: { operation: eventId(order, n), amount: usd(minor) },
    id: eventId(order, n + 1),
  },
  { stream: 'payment', type: past[noun], data: { operation: eventId(order, n), amount: usd(minor) }, id: eventId(order, n + 2) },
];

const line = (kind: string, order: string, amount: number, more: object = {}): MoneyLine => ({
  kind,
  order: bare(order),
  amount,
  currency: '840',
  ...more,
});
const told = (event: ClientLine['event'], kind: string, order: string, more: object): ClientLine => ({
  event,
  kind,
  order: `ord_${bare(order)}`,
  merchant: order === ids.other ? 'mer_b' : 'mer_a',
  ...more,
});
const row = (order: string, status: string, captured: number, refunded = 0): ShownOrder => ({
  order,
  merchant: order === ids.other ? 'mer_b' : 'mer_a',
  mode: 'test',
  currency: 'USD',
  status,
  captured: String(captured),
  refunded: String(refunded),
});
const saved = { savedBytes: 1000, sha256: file.sha256, result: 'whole' };

export const soundRun: Run = {
  orders: {
    [ids.sale]: sold(ids.sale),
    [ids.other]: sold(ids.other).map((step) => ({ ...step, merchant: 'mer_b' })),
    [ids.preauth]: [
      ...begin(ids.preauth, 'preauth', 900),
      outcome(ids.preauth, 'PaymentAuthorized', { amount: usd(900) }),
      ...moved(ids.preauth, 'Capture', 500, 6),
      ...moved(ids.preauth, 'Void', 400, 9),
      ...moved(ids.preauth, 'Refund', 200, 12),
      mail(ids.preauth, 'receipt', operation, 15),
      mail(ids.preauth, 'refund', eventId(ids.preauth, 12), 16),
    ],
    [ids.declined]: [...begin(ids.declined, 'sale', 700), outcome(ids.declined, 'PaymentDeclined')],
    [ids.credit]: [
      { stream: 'order', type: 'CreditPlaced', data: { amount: usd(300) }, id: given },
      { stream: 'payment', type: 'CreditSubmitted', data: { ...credit, processor: 'iso8583' }, id: eventId(ids.credit, 2) },
      { stream: 'payment', type: 'CreditSettled', data: { ...credit, isTold: true }, id: eventId(ids.credit, 3) },
      mail(ids.credit, 'credit', given, 4),
    ],
    [ids.unknown]: [
      ...begin(ids.unknown, 'sale', 800),
      outcome(ids.unknown, 'AuthorizationUnknown'),
      { stream: 'payment', type: 'AuthorizationReversed', data: {}, id: eventId(ids.unknown, 6) },
    ],
  },
  clients: [
    told('ok', 'place', ids.sale, { key: 'k1', status: 201 }),
    told('ok', 'place', ids.sale, { key: 'k1', status: 201 }),
    told('ok', 'place', ids.other, { key: 'k1', status: 201 }),
    told('ok', 'place', ids.preauth, { key: 'k2', status: 201 }),
    told('ok', 'capture', ids.preauth, { key: 'k3', status: 201, operation: `cap_${bare(operation)}` }),
    told('ok', 'void', ids.preauth, { key: 'k6', status: 201, operation: `void_${bare(eventId(ids.preauth, 9))}` }),
    told('ok', 'refund', ids.preauth, { key: 'k7', status: 201, operation: `ref_${bare(eventId(ids.preauth, 12))}` }),
    told('ok', 'place', ids.credit, { key: 'k20', status: 201 }),
    told('fail', 'place', ids.declined, { key: 'k4', status: 402 }),
    told('unknown', 'place', ids.unknown, { key: 'k5' }),
    { event: 'fail', kind: 'look', merchant: 'mer_b', foreign: `ord_${bare(ids.sale)}`, status: 404 },
    told('ok', 'download', ids.sale, saved),
    told('ok', 'download', ids.other, saved),
  ],
  money: [
    ...[ids.sale, ids.other].flatMap((order) => [line('approved', order, 5000), line('captured', order, 5000)]),
    line('approved', ids.preauth, 900),
    line('captured', ids.preauth, 500),
    line('voided', ids.preauth, 400),
    line('refunded', ids.preauth, 200),
    line('credited', ids.credit, 300),
    line('declined', ids.declined, 700),
    line('approved', ids.unknown, 800),
    line('captured', ids.unknown, 800),
    line('reversed', ids.unknown, 800, { capturedAmount: 800 }),
  ],
  mails: [
    { messageId: messageIdOf('receipt', ids.sale, eventId(ids.sale, 6)), time: '2026-11-26T12:00:01.000Z' },
    { messageId: messageIdOf('receipt', ids.other, eventId(ids.other, 6)) },
    { messageId: messageIdOf('receipt', ids.preauth, operation) },
    { messageId: messageIdOf('refund', ids.preauth, eventId(ids.preauth, 12)) },
    { messageId: messageIdOf('credit', ids.credit, given) },
    { messageId: `<operator.${'0a'.repeat(16)}.1764158400000@tollgate.example>` },
  ],
  rows: [
    ...[row(ids.sale, 'approved', 5000), row(ids.other, 'approved', 5000), row(ids.preauth, 'partially_refunded', 500, 200)],
    row(ids.credit, 'credited', 0),
    ...[row(ids.declined, 'declined', 0), row(ids.unknown, 'declined', 0)],
  ],
  days: [
    { key: 'mer_a test USD 2026-11-26', captured: '5500', refunded: '500' },
    { key: 'mer_b test USD 2026-11-26', captured: '5000', refunded: '0' },
  ],
};

/** An order's events as a log would hold them: versions counted, hashes chained, each caused by the one before. */
const eventsOf = (order: string, steps: readonly Step[]): readonly Event[] => {
  const heads = new Map<string, { version: number; hash: string }>();
  let cause = { id: uuid(0), hash: '0'.repeat(64) };
  return steps.map(({ stream, type, data, id, merchant = 'mer_a', on }, index) => {
    const head = heads.get(stream);
    const version = (head?.version ?? 0) + 1;
    const subject = { kind: 'order', id: order };
    const header = {
      id,
      subject,
      stream,
      version,
      type,
      merchant,
      mode: 'test',
      causation: cause.id,
      occurredAt: '2026-11-26T12:00:00.000Z',
      ...(on === undefined ? {} : { actor: { on } }),
    };
    const previousHash = head?.hash ?? cause.hash;
    const [headerText, dataText] = [JSON.stringify(header), JSON.stringify(data)];
    const hash = createHash('sha256')
      .update(Buffer.from(previousHash, 'hex'))
      .update(headerText + dataText)
      .digest('hex');
    const event = {
      position: index + 1,
      subject: order,
      stream,
      version,
      type,
      causation: cause.id,
      previousHash,
      hash,
      header,
      headerText,
      dataText,
      data,
    };
    heads.set(stream, { version, hash });
    cause = { id, hash };
    return event;
  });
};

export const subjectsOf = ({ orders }: Run): readonly (readonly Event[])[] =>
  Object.entries(orders).map(([order, steps]) => eventsOf(order, steps));
