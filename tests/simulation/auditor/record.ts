import { createHash } from 'node:crypto';
import { type Line, type OrderBook, ofType, type Rule, type Violation } from './evidence.ts';

const begun = (lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> => Map.groupBy(lines, ({ stream }) => stream);

/** I2: the versions of each stream are 1 to n, each written once, in this order. */
export const versionsAreGapless: Rule = (_evidence, books) =>
  books.flatMap(({ id, lines }) =>
    [...begun(lines)].flatMap(([stream, its]): readonly Violation[] => {
      const versions = its.map(({ version }) => version);
      return versions.every((version, index) => version === index + 1)
        ? []
        : [{ rule: 'I2', order: id, detail: `${stream} has the versions ${versions.join(', ')}` }];
    }),
  );

const NOTHING = '0'.repeat(64);

/** I13: each event's hash is that of what it builds on, its header and its data. */
export const hashesChain: Rule = (_evidence, books) =>
  books.flatMap(({ id, lines }) => {
    const hashes = new Map(lines.map((line) => [line.id, line.text.hash]));
    return [...begun(lines)].flatMap(([stream, its]) =>
      its.flatMap(({ text, causation, version }, index): readonly Violation[] => {
        const before = index > 0 ? (its[index - 1]?.text.hash ?? NOTHING) : (hashes.get(causation) ?? NOTHING);
        const expected = createHash('sha256').update(before, 'hex').update(text.headerText).update(text.dataText).digest('hex');
        return expected === text.hash
          ? []
          : [{ rule: 'I13', order: id, detail: `${stream} ${version} does not fit what it builds on` }];
      }),
    );
  });

/** From where an authorization may go where: the auditor's own table. */
const authorizations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: { AuthorizationRequested: 'asked', PaymentAuthorized: 'held', OrderRejected: 'rejected' },
  asked: { PaymentAuthorized: 'held', PaymentDeclined: 'declined', AuthorizationUnknown: 'unknown' },
  unknown: { AuthorizationReversed: 'reversed' },
  held: { AuthorizationExpired: 'expired' },
};

/** The same of captures, voids, refunds and credits, each for itself. */
const operations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: { CaptureRequested: 'requested', VoidRequested: 'requested', RefundRequested: 'requested', CreditPlaced: 'requested' },
  requested: {
    CaptureSubmitted: 'submitted',
    VoidSubmitted: 'submitted',
    RefundSubmitted: 'submitted',
    CreditSubmitted: 'submitted',
    CreditDeclined: 'ended',
    CaptureFailed: 'ended',
    VoidFailed: 'ended',
    RefundFailed: 'ended',
  },
  submitted: {
    PaymentCaptured: 'ended',
    PaymentVoided: 'ended',
    PaymentRefunded: 'ended',
    CreditSettled: 'ended',
    CreditDeclined: 'ended',
    CaptureFailed: 'ended',
    VoidFailed: 'ended',
    RefundFailed: 'ended',
  },
};

const ofAuthorization = new Set(Object.values(authorizations).flatMap((next) => Object.keys(next)));
const ofOperations = new Set(Object.values(operations).flatMap((next) => Object.keys(next)));
const isRequest = (type: string): boolean =>
  type === 'CreditPlaced' || (type.endsWith('Requested') && type !== 'AuthorizationRequested');

/** How an authorization stands by these events, and whether it came there step by step. */
const walked = (order: string, lines: readonly Line[]): readonly Violation[] => {
  let state = 'none';
  const wrong: Violation[] = [];
  for (const { type } of lines.filter((line) => ofAuthorization.has(line.type))) {
    const next = authorizations[state]?.[type];
    if (next === undefined) wrong.push({ rule: 'I2', order, detail: `${type} after an authorization that is ${state}` });
    else state = next;
  }
  return wrong;
};

/** I2: nothing is recorded of a payment but what may follow from what was recorded before. */
export const paymentsGoStepByStep: Rule = (_evidence, books) =>
  books.flatMap(({ id, lines }) => {
    const ended = lines.filter(({ type, data }) => ofOperations.has(type) && data.isSale !== true);
    const byOperation = Map.groupBy(ended, ({ id: own, type, data }) => (isRequest(type) ? own : String(data.operation)));
    const wrong = [...byOperation].flatMap(([operation, its]) => {
      // A request lies in another stream: where it lies in the log says nothing, that it is there says all.
      const sorted = [...its.filter(({ type }) => isRequest(type)), ...its.filter(({ type }) => !isRequest(type))];
      let state = 'none';
      return sorted.flatMap(({ type }): readonly Violation[] => {
        const next = operations[state]?.[type];
        state = next ?? state;
        return next === undefined ? [{ rule: 'I2', order: id, detail: `${type} of ${operation}, which is ${state}` }] : [];
      });
    });
    return [...walked(id, lines), ...wrong];
  });

/** What one cause leads to at most once. */
const once = [
  'OrderPriced',
  'OrderPricingFailed',
  'FraudAssessed',
  'OrderPlaced',
  'AuthorizationRequested',
  'PaymentAuthorized',
  'CreditPlaced',
];

/** I9: whatever is repeated has one effect: an order is priced, assessed and authorized once, each capture grants once, each request for
 *  new links issues them once, each mail is recorded once. */
export const repetitionsHaveOneEffect: Rule = (_evidence, books) =>
  books.flatMap((book) => {
    const names = [
      ...ofType(book, ...once).map(({ type }) => type),
      ...ofType(book, 'DownloadsGranted').map(({ causation }) => `a grant for ${causation}`),
      ...ofType(book, 'MailSent', 'MailFailed').map(({ data }) => `a ${data.kind} for ${data.request ?? ''}${data.operation}`),
      ...ofType(book, 'DownloadStarted').map(({ data }) => `a start of file ${data.entitlement ?? 0} by link ${data.generation}`),
      ...ofType(book, 'DownloadsReissued').map(({ data }) => `new links for ${data.request}`),
      ...ofType(book, 'DownloadAccessRevoked').map(({ data }) => `a revocation for ${data.operation}`),
    ];
    const twice = [...Map.groupBy(names, (name) => name)].filter(([, all]) => all.length > 1);
    return twice.map(
      ([name, all]): Violation => ({ rule: 'I9', order: book.id, detail: `${name}: recorded ${all.length} times` }),
    );
  });

const hasAny = (book: OrderBook, ...types: readonly string[]): boolean => ofType(book, ...types).length > 0;

type MoneyOf = (book: OrderBook) => { readonly captured: bigint; readonly refunded: bigint };

/** The auditor's own word for where an order stands. */
export const statusOf = (book: OrderBook, moneyOf: MoneyOf): string => {
  if (hasAny(book, 'CreditSettled')) return 'credited';
  if (hasAny(book, 'CreditDeclined')) return 'declined';
  const judged = [...ofType(book, 'FraudReviewResolved'), ...ofType(book, 'FraudAssessed')][0]?.data.decision;
  if (judged === 'reject' || hasAny(book, 'OrderPricingFailed', 'OrderRejected')) return 'rejected';
  if (hasAny(book, 'PaymentDeclined', 'AuthorizationUnknown')) return 'declined';
  if (hasAny(book, 'PaymentAuthorized')) return statusOfMoney(book, moneyOf(book));
  return judged === 'review' ? 'review' : 'pending';
};

const statusOfMoney = (book: OrderBook, { captured, refunded }: ReturnType<MoneyOf>): string => {
  if (refunded > 0n) return refunded === captured ? 'refunded' : 'partially_refunded';
  if (hasAny(book, 'PaymentCaptured')) return 'approved';
  if (hasAny(book, 'AuthorizationExpired')) return 'expired';
  if (hasAny(book, 'PaymentVoided')) return 'voided';
  return ofType(book, 'OrderPlaced')[0]?.data.type === 'preauth' ? 'approved' : 'pending';
};
