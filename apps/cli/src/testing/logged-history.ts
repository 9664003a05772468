import type { LoggedEvent } from '../audit/logged-event.js';

export const orderId = '01890a5d-ac96-774b-bcce-b302099a8057';
export const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' });

/** One event in few words; its id is `id` where the test names it. */
export interface Step {
  readonly stream: string;
  readonly type: string;
  readonly data?: unknown;
  readonly id?: string;
  /** Who asked for it. */
  readonly on?: string;
}

// biome-ignore lint/complexity/useMaxParams: reads as a row of a table
export const step = (stream: string, type: string, data: unknown = {}, id?: string): Step => ({
  stream,
  type,
  data,
  ...(id === undefined ? {} : { id }),
});

/** Steps as they would lie in the log, versions counted up by stream. */
export const logged = (steps: readonly Step[], subject = { kind: 'order', id: orderId }): readonly LoggedEvent[] => {
  const versions = new Map<string, number>();
  return steps.map(({ stream, type, data, id, on }, index) => {
    versions.set(stream, (versions.get(stream) ?? 0) + 1);
    return {
      position: BigInt(index + 1),
      id: id ?? `event-${index + 1}`,
      kind: subject.kind,
      subject: subject.id,
      merchant: 'mer_demo',
      mode: 'test',
      stream,
      version: versions.get(stream) ?? 0,
      type,
      data,
      ...(on === undefined ? {} : { on }),
      occurredAt: '2026-03-01T12:00:00.000Z',
      recordedAt: 0,
      place: [1n, 1n, BigInt(index + 1)],
    };
  });
};

export const placementId = 'b0000000-0000-7000-8000-000000000001';
export const saleCaptureId = 'b0000000-0000-7000-8000-000000000002';

const placed = (type: string): readonly Step[] => [
  step('order', 'OrderPlaced', { type, currency: 'USD' }, placementId),
  step('pricing', 'OrderPriced', { total: usd(5426) }),
  step('fraud', 'FraudAssessed', { decision: 'accept' }),
  step('payment', 'AuthorizationRequested', { operation: placementId, amount: usd(5426), processor: 'iso8583' }),
];
const authorized = step('payment', 'PaymentAuthorized', { operation: placementId, amount: usd(5426) });

/** A sale that ended well, its download fetched and its receipt sent. */
export const sale: readonly Step[] = [
  ...placed('sale'),
  authorized,
  step(
    'payment',
    'PaymentCaptured',
    {
      operation: placementId,
      amount: usd(5426),
      isSale: true,
      isFinal: true,
      deliverables: [{ line: 1, forms: [{ file: {} }] }],
    },
    saleCaptureId,
  ),
  step('delivery', 'DownloadsGranted', { entitlements: [{ line: 1, downloads: 1, file: { name: 'book.epub' } }] }),
  step('delivery', 'DownloadStarted'),
  step('delivery', 'DownloadCompleted'),
  step('delivery', 'DownloadAccessClosed'),
  step('notice', 'MailSent', { kind: 'receipt', operation: saleCaptureId, messageId: '<r>' }),
];

/** A preauth whose amount is held. */
export const held: readonly Step[] = [...placed('preauth'), authorized];

type Kind = 'Capture' | 'Void' | 'Refund';
const past: Readonly<Record<Kind, string>> = { Capture: 'PaymentCaptured', Void: 'PaymentVoided', Refund: 'PaymentRefunded' };

export interface Operated {
  readonly isFinal?: boolean;
  /** Leaves the operation without outcome after so many events. */
  readonly events?: number;
}

/** An operation from its request to its end; of a refund, everything falls on goods. */
// biome-ignore lint/complexity/useMaxParams: reads as a sentence: what, by which name, how much
export const operated = (
  kind: Kind,
  id: string,
  minor: number,
  { isFinal = false, events = 4 }: Operated = {},
): readonly Step[] => {
  const amount = usd(minor);
  const requested = kind === 'Refund' ? { amount, lines: [{ line: 1, goods: amount }] } : { amount, isFinal };
  const mail = { kind: kind === 'Capture' ? 'receipt' : 'refund', operation: id, messageId: `<${id}>` };
  const steps = [
    step('order', `${kind}Requested`, requested, id),
    step('payment', `${kind}Submitted`, { operation: id, amount }),
    step('payment', past[kind], { operation: id, amount, isFinal }),
    ...(kind === 'Void' ? [] : [step('notice', 'MailSent', mail)]),
  ];
  return steps.slice(0, events);
};

/** The steps without those of a type. */
export const without = (steps: readonly Step[], type: string): readonly Step[] => steps.filter((one) => one.type !== type);

/** The steps with the data of a type's events changed. */
export const changed = (steps: readonly Step[], type: string, data: object): readonly Step[] =>
  steps.map((one) => (one.type === type ? { ...one, data: { ...(one.data as object), ...data } } : one));
