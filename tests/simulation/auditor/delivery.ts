import { type Evidence, type Line, type OrderBook, ofType, type Rule, type Violation } from './evidence.ts';

interface Entitlement {
  readonly index: number;
  readonly line: number;
  readonly downloads: number;
  readonly grantedBy: string;
}

const entitlementsOf = (book: OrderBook): readonly Entitlement[] =>
  ofType(book, 'DownloadsGranted').flatMap(({ data, causation }) =>
    (data.entitlements ?? []).map((one: { index?: number; line?: number; downloads?: number }) => ({
      index: one.index ?? 0,
      line: one.line ?? 0,
      downloads: Math.max(one.downloads ?? 1, 1),
      grantedBy: causation,
    })),
  );

const indexesIn = (lines: readonly Line[]): readonly number[] =>
  lines.flatMap(({ data }) => (data.entitlements as number[] | undefined) ?? [0]);

const completionsOf = (book: OrderBook, index: number): number =>
  ofType(book, 'DownloadCompleted').filter(({ data }) => (data.entitlement ?? 0) === index).length;

/** I10: what is granted was paid for by the capture that granted it, and all that was paid for is granted, once. */
export const paidIsGranted: Rule = (_evidence, books) =>
  books.flatMap((book) => {
    const granted = entitlementsOf(book);
    const captures = ofType(book, 'PaymentCaptured');
    const unpaid = granted.filter(
      ({ grantedBy, line }) => !captures.some(({ id, data }) => id === grantedBy && delivers(data, line)),
    );
    const indexes = granted.map(({ index }) => index);
    const revoked = new Set(indexesIn(ofType(book, 'DownloadAccessRevoked')));
    const isOwed = (line: number): boolean => !granted.some((one) => one.line === line);
    const owed = captures.flatMap(({ data }) => linesOf(data)).filter((line) => isOwed(line) && !isRefunded(book, line));
    return [
      ...unpaid.map(({ index }) => `file ${index} was granted without the payment for it`),
      ...(new Set(indexes).size === indexes.length ? [] : ['an entitlement was granted twice under one name']),
      ...[...new Set(owed)].map((line) => `line ${line} was paid for, and not granted`),
      ...doubled(granted.filter(({ index }) => !revoked.has(index))),
    ].map((detail): Violation => ({ rule: 'I10', order: book.id, detail }));
  });

const linesOf = (data: { deliverables?: readonly { line?: number }[] }): readonly number[] =>
  (data.deliverables ?? []).map(({ line }) => line ?? 0);
const delivers = (data: Parameters<typeof linesOf>[0], line: number): boolean => linesOf(data).includes(line);

const doubled = (standing: readonly Entitlement[]): readonly string[] =>
  [...Map.groupBy(standing, ({ line }) => line)]
    .filter(([, all]) => all.length > 1)
    .map(([line]) => `line ${line} is granted twice at a time`);

const isRefunded = (book: OrderBook, line: number): boolean => {
  const quantity = ofType(book, 'OrderPlaced')[0]?.data.lines?.[line - 1]?.quantity ?? 1;
  const back = ofType(book, 'RefundRequested')
    .flatMap(({ data }) => (data.lines ?? []) as readonly { line?: number; quantity?: number }[])
    .filter((one) => one.line === line)
    .reduce((count, one) => count + (one.quantity ?? 0), 0);
  return back >= quantity || ofType(book, 'PaymentRefunded').length > 0;
};

/** I10: a download is recorded complete only where the customer has every byte; access is closed only when nothing is left to fetch; nobody
 *  is turned away before they have everything. */
export const completeMeansComplete: Rule = ({ files }, books) =>
  books.flatMap((book) => {
    const its = files.filter(({ order }) => order === book.id);
    const revoked = new Set(indexesIn(ofType(book, 'DownloadAccessRevoked')));
    const has = (index: number): boolean => its.some((file) => file.index === index && file.hasAll);
    const granted = entitlementsOf(book);
    const early = granted.filter(({ index }) => completionsOf(book, index) > 0 && !has(index));
    const often = granted.filter(({ index, downloads }) => completionsOf(book, index) > downloads);
    const isClosed = ofType(book, 'DownloadAccessClosed').length > 0;
    const open = granted.filter(({ index }) => !revoked.has(index) && completionsOf(book, index) === 0);
    const denied = its.filter(({ index, refusals }) => !revoked.has(index) && refusals.some(isTooEarly));
    return [
      ...early.map(({ index }) => `file ${index} is recorded complete, and its customer has only a part`),
      ...often.map(({ index }) => `file ${index} is recorded complete ${completionsOf(book, index)} times`),
      ...(isClosed && open.length > 0 && !isReopened(book)
        ? [`access is closed, and file ${open[0]?.index} was never fetched`]
        : []),
      ...denied.map(({ index }) => `the customer was turned away from file ${index} before they had it`),
    ].map((detail): Violation => ({ rule: 'I10', order: book.id, detail }));
  });

const isTooEarly = ({ code, hadAll }: { readonly code: string; readonly hadAll: boolean }): boolean =>
  !hadAll && ['already_downloaded', 'access_closed', 'too_many_bytes'].includes(code);

/** A capture after it was closed grants more. */
const isReopened = ({ lines }: OrderBook): boolean =>
  lines.findLastIndex(({ type }) => type === 'DownloadsGranted') >
  lines.findLastIndex(({ type }) => type === 'DownloadAccessClosed');

/** I10: in the end every customer has all that was granted and not taken back, and it is closed. */
export const customersGetEverything: Rule = ({ files }, books) =>
  books.flatMap((book) => {
    const revoked = new Set(indexesIn(ofType(book, 'DownloadAccessRevoked')));
    const mailed = new Set(ofType(book, 'MailSent').map(({ data }) => data.kind));
    if (!mailed.has('receipt')) return [];
    const missing = entitlementsOf(book).filter(
      ({ index }) => !revoked.has(index) && !files.some((file) => file.order === book.id && file.index === index && file.hasAll),
    );
    const kept = entitlementsOf(book).filter(({ index }) => !revoked.has(index));
    const isOpen = kept.length > 0 && missing.length === 0 && ofType(book, 'DownloadAccessClosed').length === 0;
    return [
      ...missing.map(({ index }) => ({ rule: 'I10', order: book.id, detail: `the customer never got file ${index}` })),
      ...(isOpen ? [{ rule: 'I10', order: book.id, detail: 'the customer has everything, and access is open' }] : []),
    ];
  });

/** The mails that are owed: a receipt for every capture, a note for every refund. A sale's capture is named by its own event. */
const owedMails = (book: OrderBook): readonly { readonly kind: string; readonly operation: string }[] => [
  ...ofType(book, 'PaymentCaptured').map(({ id, data }) => ({ kind: 'receipt', operation: data.isSale ? id : data.operation })),
  ...ofType(book, 'PaymentRefunded').map(({ data }) => ({ kind: 'refund', operation: data.operation })),
];

/** I11: every capture and refund is told, in a mail that the server took; copies have one Message-ID, and are no more than what went wrong;
 *  nobody else gets one. */
export const mailsAreSent: Rule = (evidence, books) => [
  ...books.flatMap((book) => mailsOf(evidence, book)),
  ...strayMails(evidence, books),
];

const mailsOf = (evidence: Evidence, book: OrderBook): readonly Violation[] => {
  const owed = owedMails(book);
  const recorded = ofType(book, 'MailSent', 'MailFailed');
  const isOwed = ({ data }: Line): boolean => owed.some((one) => one.kind === data.kind && one.operation === data.operation);
  const missing = owed.filter(
    ({ kind, operation }) => !recorded.some(({ data }) => data.kind === kind && data.operation === operation),
  );
  const untrue = ofType(book, 'MailSent').filter(
    ({ data }) => !evidence.mails.some(({ messageId }) => messageId === data.messageId),
  );
  const tolerated = evidence.troublesOf('notifications');
  const many = recorded.filter(({ data }) => {
    const copies = evidence.mails.filter(({ messageId }) => messageId === data.messageId);
    return copies.length - 1 > copies.filter(({ isAnswerLost }) => isAnswerLost).length + tolerated;
  });
  return [
    ...missing.map(({ kind, operation }) => `the ${kind} for ${operation} is missing`),
    ...untrue.map(({ data }) => `a ${data.kind} is recorded as sent, and the mail server never took it`),
    ...many.map(({ data }) => `there are more copies of the ${data.kind} ${data.messageId} than things went wrong`),
    ...recorded.filter((line) => !isOwed(line)).map(({ data }) => `a ${data.kind} was sent, and nothing of the kind took place`),
  ].map((detail): Violation => ({ rule: 'I11', order: book.id, detail }));
};

const strayMails = ({ mails, orders }: Evidence, books: readonly OrderBook[]): readonly Violation[] =>
  mails.flatMap(({ messageId, recipient }) => {
    const ordered = orders.filter(({ email }) => email === recipient);
    const its = books.filter(({ merchant, cart }) => ordered.some((one) => one.cart === cart && one.merchant === merchant));
    const isPaid = its.some((book) => ofType(book, 'PaymentCaptured').length > 0);
    return isPaid ? [] : [{ rule: 'I11', order: its[0]?.id ?? '', detail: `${messageId} went to somebody who paid nothing` }];
  });
