import {
  type AcquirerEntry,
  type Evidence,
  minorOf,
  type OrderBook,
  ofType,
  type Rule,
  type RuleName,
  sum,
  type Violation,
} from './evidence.ts';

/** What the log says of an order's money, in minor units. */
export const moneyOf = (book: OrderBook) => {
  const authorized = sum(ofType(book, 'PaymentAuthorized').map(({ data }) => minorOf(data.amount)));
  const captures = ofType(book, 'PaymentCaptured');
  const captured = sum(captures.map(({ data }) => minorOf(data.amount)));
  const refunded = sum(ofType(book, 'PaymentRefunded').map(({ data }) => minorOf(data.amount)));
  const voided = sum(ofType(book, 'PaymentVoided').map(({ data }) => minorOf(data.amount)));
  const credited = sum(ofType(book, 'CreditSettled').map(({ data }) => minorOf(data.amount)));
  const isReleased = captures.some(({ data }) => data.isFinal === true);
  return { authorized, captured, refunded, credited, voided, left: isReleased ? 0n : authorized - captured - voided };
};

/** What the acquirer's journal says of it. */
const acquirerOf = (journal: readonly AcquirerEntry[], order: string) => {
  const its = journal.filter((entry) => entry.order === order && entry.refusal === undefined);
  const amounts = (kind: AcquirerEntry['kind']): bigint =>
    sum(its.filter((entry) => entry.kind === kind).map(({ minor }) => minor));
  const live: AcquirerEntry[] = [];
  for (const entry of its) {
    if (entry.kind === 'authorize') live.push(entry);
    if (entry.kind === 'reverse') live.splice(0, live.length, ...live.filter(({ operation }) => operation !== entry.operation));
  }
  const sales = sum(live.filter(({ isSale }) => isSale).map(({ minor }) => minor));
  const held = sum(live.map(({ minor }) => minor));
  return {
    live: live.length,
    held,
    captured: sales + amounts('capture'),
    refunded: amounts('refund'),
    credited: amounts('credit'),
    voided: amounts('void'),
  };
};

const wrong =
  (rule: RuleName, order: string) =>
  (detail: string): Violation => ({ rule, order, detail });

/** I3: at most one live authorization, asked for once, and not more captured than it holds; each operation is taken once. */
export const oneAuthorizationIsLive: Rule = ({ acquirer }, books) =>
  books.flatMap(({ id }) => {
    const { live, held, captured } = acquirerOf(acquirer, id);
    const its = acquirer.filter(({ order }) => order === id);
    const asked = its.filter(({ kind }) => kind === 'authorize').length;
    const taken = its.filter(({ kind, refusal }) => refusal === undefined && kind !== 'authorize' && kind !== 'reverse');
    const twice = [...Map.groupBy(taken, ({ operation }) => operation)].filter(([, all]) => all.length > 1);
    return [
      ...(live > 1 ? [`${live} authorizations are live at the acquirer`] : []),
      ...(asked > 1 ? [`the acquirer was asked ${asked} times to authorize`] : []),
      ...(captured > held ? [`${captured} captured of ${held}`] : []),
      ...twice.map(([operation, all]) => `${all[0]?.kind} ${operation} was taken ${all.length} times`),
    ].map(wrong('I3', id));
  });

/** I4: what the log says of an authorization is what the acquirer holds; nothing stays unknown, and what came late is not live. */
export const nothingStaysUnknown: Rule = ({ acquirer }, books) =>
  books.flatMap((book) => {
    const { live, held } = acquirerOf(acquirer, book.id);
    const authorized = ofType(book, 'PaymentAuthorized').filter(({ data }) => minorOf(data.amount) > 0n);
    const asked = ofType(book, 'AuthorizationRequested').length;
    const outcomes = ofType(book, 'PaymentAuthorized', 'PaymentDeclined', 'AuthorizationReversed').length;
    const total = moneyOf(book).authorized;
    return [
      ...(asked > outcomes ? ['an authorization has neither outcome nor reversal'] : []),
      ...(authorized.length === 0 && live > 0 ? ['the acquirer holds what the log does not know of'] : []),
      ...(authorized.length > 0 && held !== total ? [`the log holds ${total}, the acquirer ${held}`] : []),
    ].map(wrong('I4', book.id));
  });

const differ = (what: string, ours: bigint, theirs: bigint): readonly string[] =>
  ours === theirs ? [] : [`${what}: ${ours} in the log, ${theirs} at the acquirer`];

const exceed = (what: string, part: bigint, whole: bigint): readonly string[] =>
  part > whole ? [`${part} ${what} ${whole}`] : [];

/** I5: captured, refunded, credited and given up are the same to the unit in the log and in the acquirer's journal, and whatever was sent there was
 *  within what could be taken. */
export const moneyIsConserved: Rule = ({ acquirer }, books) =>
  books.flatMap((book) => {
    const ours = moneyOf(book);
    const theirs = acquirerOf(acquirer, book.id);
    const refused = acquirer.filter(
      ({ order, kind, refusal }) => order === book.id && kind !== 'authorize' && kind !== 'credit' && refusal !== undefined,
    );
    return [
      ...differ('captured', ours.captured, theirs.captured),
      ...differ('refunded', ours.refunded, theirs.refunded),
      ...differ('credited', ours.credited, theirs.credited),
      ...differ('voided', ours.voided, theirs.voided),
      ...exceed('refunded of', ours.refunded, ours.captured),
      ...exceed('captured and voided of', ours.captured + ours.voided, ours.authorized),
      ...refused.map(({ kind, minor, refusal }) => `${kind} of ${minor} was sent, and refused as ${refusal}`),
    ].map(wrong('I5', book.id));
  });

/** What of the order's money was asked for, and had not failed, at each of its events. */
const askedInTurn = (book: OrderBook): readonly string[] => {
  const failedAt = new Map(
    ofType(book, 'CaptureFailed', 'VoidFailed', 'RefundFailed').map((line) => [
      String(line.data.operation),
      book.lines.indexOf(line),
    ]),
  );
  const standing = (type: string, at: number): bigint =>
    sum(
      book.lines
        .slice(0, at + 1)
        .filter((line) => line.type === type && (failedAt.get(line.id) ?? Number.POSITIVE_INFINITY) > at)
        .map(({ data }) => minorOf(data.amount)),
    );
  return book.lines.flatMap((line, at) => {
    const before = { ...book, lines: book.lines.slice(0, at) };
    const { captured, authorized } = moneyOf(before);
    if (line.type === 'RefundRequested') {
      const asked = standing('RefundRequested', at);
      return asked > captured ? [`refunds of ${asked} were accepted, of ${captured} captured`] : [];
    }
    if (line.type !== 'VoidRequested' && line.type !== 'CaptureRequested') return [];
    const sales = sum(
      ofType(before, 'PaymentCaptured')
        .filter(({ data }) => data.isSale)
        .map(({ data }) => minorOf(data.amount)),
    );
    const asked = standing('CaptureRequested', at) + standing('VoidRequested', at) + sales;
    return asked > authorized ? [`captures and voids of ${asked} were accepted, of ${authorized} authorized`] : [];
  });
};

/** M3: what merchants ask for at once is never more than there is, requests under way counted. */
export const requestsStayWithin: Rule = (_evidence, books) =>
  books.flatMap((book) => askedInTurn(book).map(wrong('I5', book.id)));

/** I5: what expires is what is left of the authorization at that moment, and something is. */
export const expiryTakesTheRest: Rule = (_evidence, books) =>
  books.flatMap((book) =>
    ofType(book, 'AuthorizationExpired').flatMap((line) => {
      const { left } = moneyOf({ ...book, lines: book.lines.slice(0, book.lines.indexOf(line)) });
      const expired = minorOf(line.data.amount);
      return expired === left && left > 0n ? [] : [wrong('I5', book.id)(`${expired} expired, and ${left} was left`)];
    }),
  );

/** Prices add up: each figure of an order is the sum of its parts. */
export const pricesAddUp: Rule = (_evidence: Evidence, books) =>
  books.flatMap((book) => {
    const priced = ofType(book, 'OrderPriced').filter(
      ({ data }) => minorOf(data.total) !== minorOf(data.subtotal) + minorOf(data.shipping) + minorOf(data.tax),
    );
    const refunds = ofType(book, 'RefundRequested').filter(({ data }) => {
      const lines: readonly { goods?: { minor?: string }; tax?: { minor?: string } }[] = data.lines ?? [];
      const parts = lines.flatMap(({ goods, tax }) => [minorOf(goods), minorOf(tax)]);
      return minorOf(data.amount) !== sum([...parts, minorOf(data.shipping), minorOf(data.shippingTax)]);
    });
    return [...priced, ...refunds].map(({ type }) => wrong('I5', book.id)(`${type} is not the sum of its parts`));
  });
