import { createHash } from 'node:crypto';
import type { AcquirerEntry, Answer, CustomerFile, Evidence, Mail, RecordedText, ReportRow } from '../evidence.ts';

const streams: Readonly<Record<string, string>> = {
  OrderPlaced: 'order',
  CaptureRequested: 'order',
  RefundRequested: 'order',
  DownloadsReissueRequested: 'order',
  MailRequested: 'order',
  VoidRequested: 'order',
  OrderPriced: 'pricing',
  FraudAssessed: 'fraud',
  DownloadsGranted: 'delivery',
  DownloadStarted: 'delivery',
  DownloadCompleted: 'delivery',
  DownloadsReissued: 'delivery',
  DownloadAccessClosed: 'delivery',
  MailSent: 'notice',
  CreditPlaced: 'order',
  RefundApprovalRequested: 'order',
  RefundApprovalResolved: 'order',
};

export const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' });

/** Writes the log as it would lie there, chained by its hashes. */
export class Scribe {
  readonly events: RecordedText[] = [];
  private readonly heads = new Map<string, { version: number; hash: string }>();
  private readonly hashes = new Map<string, string>();
  private count = 0;
  /** Who asks, from now on. */
  by = '';
  readonly order: string;
  readonly merchant: string;

  constructor(order: string, merchant: string) {
    this.order = order;
    this.merchant = merchant;
  }

  /** The event's id. */
  write(type: string, data: object, causation = ''): string {
    this.count += 1;
    const stream = streams[type] ?? 'payment';
    const head = this.heads.get(stream);
    const version = (head?.version ?? 0) + 1;
    const id = `${this.order.slice(0, 24)}${String(this.count).padStart(12, '0')}`;
    const subject = { kind: 'order', id: this.order };
    const occurredAt = '2026-11-23T12:00:00.000Z';
    const header = { id, subject, stream, version, type, merchant: this.merchant, actor: { on: this.by }, occurredAt, causation };
    const headerText = JSON.stringify(header);
    const dataText = JSON.stringify(data);
    const before = head?.hash ?? this.hashes.get(causation) ?? '0'.repeat(64);
    const hash = createHash('sha256').update(before, 'hex').update(headerText).update(dataText).digest('hex');
    this.heads.set(stream, { version, hash });
    this.hashes.set(id, hash);
    this.events.push({ headerText, dataText, hash, committedAtMs: this.count * 100 });
    return id;
  }
}

const SALE = '01a20847-0000-7000-8000-00000000aaaa';
const PREAUTH = '01a20847-1111-7000-8000-00000000bbbb';
const LATE = '01a20847-2222-7000-8000-00000000cccc';
export const ids = { sale: SALE, preauth: PREAUTH, late: LATE };
export const publicId = (prefix: string, uuid: string): string => `${prefix}_${uuid.replaceAll('-', '')}`;

const form = (merchant: string) => ({ forms: [{ file: { objectKey: `${merchant}/EBOOK-1/1` } }] });
const priced = (total: number) => ({ subtotal: usd(total - 150), shipping: usd(100), tax: usd(50), total: usd(total) });

/** An order up to its assessment. */
const begun = (scribe: Scribe, type: 'sale' | 'preauth', cart: string) => {
  const lines = [{ sku: 'EBOOK-1', quantity: 1, ...form(scribe.merchant) }];
  const placed = scribe.write('OrderPlaced', { type, currency: 'USD', lines, metadata: { cart } });
  const pricing = scribe.write('OrderPriced', priced(1_000), placed);
  const assessed = scribe.write('FraudAssessed', { decision: 'accept', settingsVersion: 1 }, pricing);
  const amount = usd(1_000);
  scribe.write('AuthorizationRequested', { operation: placed, amount }, assessed);
  return { placed, assessed, amount };
};

const saleOf = (scribe: Scribe) => {
  const { placed, assessed, amount } = begun(scribe, 'sale', 'cart-1');
  scribe.write('PaymentAuthorized', { operation: placed, amount }, assessed);
  const paid = { operation: placed, amount, isSale: true, isFinal: true, deliverables: [{ line: 1, ...form(scribe.merchant) }] };
  const captured = scribe.write('PaymentCaptured', paid, assessed);
  scribe.write('DownloadsGranted', { entitlements: [{ line: 1, downloads: 1 }] }, captured);
  scribe.write('DownloadStarted', { generation: 1 }, 'entitlement');
  scribe.write('DownloadCompleted', { generation: 1 }, 'entitlement');
  scribe.write('DownloadAccessClosed', {}, scribe.order);
  scribe.write('MailSent', { kind: 'receipt', operation: captured, messageId: '<sale>' }, captured);
  return { placed, ...helped(scribe, captured) };
};

/** The customer fetched everything, asked for new links, fetched it once more, and had the receipt sent elsewhere. */
const helped = (scribe: Scribe, captured: string) => {
  const reissue = scribe.write('DownloadsReissueRequested', {});
  scribe.write('DownloadsReissued', { links: [{ generation: 2, downloads: 1 }], request: reissue }, reissue);
  scribe.write('DownloadStarted', { generation: 2 }, 'generation');
  scribe.write('DownloadCompleted', { generation: 2 }, 'generation');
  scribe.write('DownloadAccessClosed', {}, 'closing');
  const mail = scribe.write('MailRequested', { kind: 'receipt', operation: captured, sealedRecipient: 'c2VhbGVk' });
  scribe.write('MailSent', { kind: 'receipt', operation: captured, request: mail, messageId: '<again>' }, mail);
  return { reissue, mail };
};

/** Captured in part, refunded in part, the rest given up. */
const preauthOf = (scribe: Scribe) => {
  const { placed, assessed, amount } = begun(scribe, 'preauth', 'cart-2');
  scribe.write('PaymentAuthorized', { operation: placed, amount }, assessed);
  const capture = scribe.write('CaptureRequested', { amount: usd(600) });
  scribe.write('CaptureSubmitted', { operation: capture }, capture);
  const captured = scribe.write('PaymentCaptured', { operation: capture, amount: usd(600) }, capture);
  scribe.write('DownloadsGranted', {}, captured);
  scribe.write('MailSent', { kind: 'receipt', operation: capture, messageId: '<capture>' }, captured);
  const refund = scribe.write('RefundRequested', {
    amount: usd(200),
    lines: [{ line: 1, goods: usd(150), tax: usd(30) }],
    shipping: usd(20),
  });
  scribe.write('RefundSubmitted', { operation: refund }, refund);
  const refunded = scribe.write('PaymentRefunded', { operation: refund, amount: usd(200) }, refund);
  scribe.write('MailSent', { kind: 'refund', operation: refund, messageId: '<refund>' }, refunded);
  const void_ = scribe.write('VoidRequested', { amount: usd(400) });
  scribe.write('VoidSubmitted', { operation: void_ }, void_);
  scribe.write('PaymentVoided', { operation: void_, amount: usd(400) }, void_);
  return { placed, capture, refund, void: void_ };
};

/** Approved when nobody waited any more, and undone. */
const lateOf = (scribe: Scribe) => {
  const { placed, assessed } = begun(scribe, 'preauth', 'cart-3');
  const unknown = scribe.write('AuthorizationUnknown', { operation: placed, cause: 'no_answer' }, assessed);
  scribe.write('AuthorizationReversed', { operation: placed }, unknown);
  return placed;
};

const entry = (
  kind: AcquirerEntry['kind'],
  order: string,
  [operation, minor, isSale = false]: readonly [string, bigint, boolean?],
) => ({ kind, order, operation, minor, isSale, isFinal: false, refusal: undefined }) satisfies AcquirerEntry;

const answer = (kind: string, key: string, [merchant, body]: readonly [string, object]): Answer => ({
  kind,
  merchant,
  key,
  status: 201,
  text: JSON.stringify(body),
});

const row = (order: string, merchant: string, [status, captured, refunded]: readonly [string, number, number]): ReportRow => ({
  order_id: order,
  merchant,
  status,
  captured_minor: captured,
  refunded_minor: refunded,
});

const versionsOf = (events: readonly RecordedText[]): string => {
  const streamsOf = events.map(({ headerText }) => String(JSON.parse(headerText).stream));
  return JSON.stringify(Object.fromEntries([...Map.groupBy(streamsOf, (name) => name)].map(([name, all]) => [name, all.length])));
};

/** Everybody's books after three orders in which nothing went wrong that was not put right. */
export const soundEvidence = (): Evidence => {
  const [sale, preauth, late] = [new Scribe(SALE, 'mer_a'), new Scribe(PREAUTH, 'mer_a'), new Scribe(LATE, 'mer_b')];
  const [sold, parts, lost] = [saleOf(sale), preauthOf(preauth), lateOf(late)];
  const events = [...sale.events, ...preauth.events, ...late.events];
  const all = new Set(events.map(({ headerText }) => String(JSON.parse(headerText).id)));
  const order = (uuid: string) => ({ id: publicId('ord', uuid), status: 'approved' });
  const operation = (prefix: string, uuid: string, of = PREAUTH) => ({ id: publicId(prefix, uuid), order: publicId('ord', of) });
  const mail = (messageId: string, recipient: string): Mail => ({ messageId, recipient, isAnswerLost: false });
  const refusals = [{ code: 'access_closed', hadAll: true }];
  const files: readonly CustomerFile[] = [1, 2].map((generation) => ({
    order: SALE,
    index: 0,
    generation,
    hasAll: true,
    refusals,
  }));
  return {
    events,
    answers: [
      answer('place', 'k1', ['mer_a', order(SALE)]),
      answer('place', 'k1', ['mer_a', order(SALE)]),
      answer('place', 'k2', ['mer_a', order(PREAUTH)]),
      { ...answer('place', 'k2', ['mer_b', { ...order(LATE), status: 'declined' }]), status: 402 },
      answer('capture', 'k3', ['mer_a', operation('cap', parts.capture)]),
      answer('refund', 'k4', ['mer_a', operation('ref', parts.refund)]),
      answer('void', 'k5', ['mer_a', operation('void', parts.void)]),
      answer('reissue', 'k6', ['mer_a', operation('rei', sold.reissue, SALE)]),
      { ...answer('mail', 'k8', ['mer_a', operation('mail', sold.mail, SALE)]), status: 202 },
    ],
    acquirer: [
      entry('authorize', SALE, [sold.placed, 1_000n, true]),
      entry('authorize', PREAUTH, [parts.placed, 1_000n]),
      entry('capture', PREAUTH, [parts.capture, 600n]),
      entry('refund', PREAUTH, [parts.refund, 200n]),
      entry('void', PREAUTH, [parts.void, 400n]),
      entry('authorize', LATE, [lost, 1_000n]),
      entry('reverse', LATE, [lost, 1_000n]),
    ],
    mails: [
      mail('<sale>', 'one@example.com'),
      mail('<capture>', 'two@example.com'),
      mail('<refund>', 'two@example.com'),
      mail('<again>', 'else@example.com'),
    ],
    webhooks: [],
    endpoints: [],
    keys: [],
    files,
    orders: [
      { merchant: 'mer_a', cart: 'cart-1', email: 'one@example.com', others: ['else@example.com'] },
      { merchant: 'mer_a', cart: 'cart-2', email: 'two@example.com', others: [] },
      { merchant: 'mer_b', cart: 'cart-3', email: 'three@example.com', others: [] },
    ],
    acknowledged: new Map([['notifications', all]]),
    listenersTo: (type) => (type === 'PaymentCaptured' ? ['notifications'] : []),
    reports: {
      orders: [
        { ...row(SALE, 'mer_a', ['approved', 1_000, 0]), versions: versionsOf(sale.events) },
        { ...row(PREAUTH, 'mer_a', ['partially_refunded', 600, 200]), versions: versionsOf(preauth.events) },
        { ...row(LATE, 'mer_b', ['declined', 0, 0]), versions: versionsOf(late.events) },
      ],
      sales: [{ merchant: 'mer_a', captured_minor: 1_600, refunded_minor: 200 }],
    },
    parked: [],
    settings: [{ merchant: 'mer_a', version: 1, atMs: 0 }],
    blocks: [{ merchant: 'mer_a', sku: 'SONG-9', atMs: 0 }],
    credits: { perDay: 500n, hoursAheadOfUtc: 12 },
    limits: [{ merchant: 'mer_a', minor: 100, atMs: 0 }],
    approvers: ['usr_ann', 'usr_bob'],
    troublesOf: () => 0,
    settingsAgeMs: () => 50,
    defects: [],
  };
};
