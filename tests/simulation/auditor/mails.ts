import { type Evidence, type Line, type OrderBook, ofType, type Rule, type Violation } from './evidence.ts';

/** Names a mail of an order. `request`: of the merchant who asked for it once more; empty for the one that is owed by itself. */
interface MailName {
  readonly kind: string;
  readonly operation: string;
  readonly request: string;
}

/** The mails that are owed: a receipt for every capture, a note for every refund, credit and new links, and what the merchant asked for once more. A sale's capture is
 *  named by its own event. */
const owedMails = (book: OrderBook): readonly MailName[] => [
  ...ofType(book, 'PaymentCaptured').map(({ id, data: { isSale, operation } }) => ({
    kind: 'receipt',
    operation: isSale ? id : operation,
    request: '',
  })),
  ...ofType(book, 'PaymentRefunded').map(({ data: { operation } }) => ({ kind: 'refund', operation, request: '' })),
  ...ofType(book, 'CreditSettled').map(({ data: { operation } }) => ({ kind: 'credit', operation, request: '' })),
  ...ofType(book, 'DownloadsReissued')
    .filter(({ data }) => data.isTold === true && (data.links ?? []).length > 0)
    .map(({ data: { request: operation } }) => ({ kind: 'links', operation, request: '' })),
  ...ofType(book, 'MailRequested').map(({ id, data: { kind, operation } }) => ({ kind, operation, request: id })),
];

const isMail =
  ({ data }: Line) =>
  ({ kind, operation, request }: MailName): boolean =>
    data.kind === kind && data.operation === operation && (data.request ?? '') === request;

/** I11: every capture and refund is told, in a mail that the server took; copies have one Message-ID, and are no more than what went wrong;
 *  nobody else gets one. So is every mail that a merchant asked for. */
export const mailsAreSent: Rule = (evidence, books) => [
  ...books.flatMap((book) => mailsOf(evidence, book)),
  ...strayMails(evidence, books),
];

const mailsOf = (evidence: Evidence, book: OrderBook): readonly Violation[] => {
  const owed = owedMails(book);
  const recorded = ofType(book, 'MailSent', 'MailFailed');
  const isOwed = (line: Line): boolean => owed.some(isMail(line));
  const missing = owed.filter((mail) => !recorded.some((line) => isMail(line)(mail)));
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
    ...astray(evidence, book),
  ].map((detail): Violation => ({ rule: 'I11', order: book.id, detail }));
};

/** Mails that went to somebody else than whom they are for: the customer, or an address that the merchant named. */
const astray = ({ mails, orders }: Evidence, book: OrderBook): readonly string[] => {
  const ordered = orders.find(({ cart, merchant }) => cart === book.cart && merchant === book.merchant);
  if (ordered === undefined) return [];
  const elsewhere = new Set(ofType(book, 'MailRequested').flatMap(({ id, data }) => (data.sealedRecipient ? [id] : [])));
  return ofType(book, 'MailSent').flatMap(({ data }) => {
    const expected = elsewhere.has(data.request) ? ordered.others : [ordered.email];
    const wrong = mails.filter(({ messageId, recipient }) => messageId === data.messageId && !expected.includes(recipient));
    return wrong.map(({ recipient }) => `${data.messageId} went to ${recipient}`);
  });
};

const strayMails = ({ mails, orders }: Evidence, books: readonly OrderBook[]): readonly Violation[] =>
  mails.flatMap(({ messageId, recipient }): readonly Violation[] => {
    const ordered = orders.filter(({ email, others }) => email === recipient || others.includes(recipient));
    const its = books.filter(({ merchant, cart }) => ordered.some((one) => one.cart === cart && one.merchant === merchant));
    const isPaid = its.some((book) => ofType(book, 'PaymentCaptured', 'CreditSettled').length > 0);
    return isPaid ? [] : [{ rule: 'I11', order: its[0]?.id ?? '', detail: `${messageId} went to somebody who paid nothing` }];
  });
