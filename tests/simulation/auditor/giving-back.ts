import { type Evidence, type Line, minorOf, type OrderBook, ofType, type Rule, sum, type Violation } from './evidence.ts';

const HOUR_MS = 3_600_000;

/** What a store gives away without a sale in one of its days stays within what it allows: by when each credit was placed, whoever gave it, and
 *  whichever replica took it. */
export const creditsStayWithinTheDay: Rule = ({ credits: { perDay, hoursAheadOfUtc } }, books) => {
  const given = books.flatMap((book) => (ofType(book, 'CreditSettled').length > 0 ? ofType(book, 'CreditPlaced') : []));
  const dayOf = ({ occurredAt }: Line): string =>
    new Date(Date.parse(occurredAt) + hoursAheadOfUtc * HOUR_MS).toISOString().slice(0, 10);
  return [...Map.groupBy(given, (line) => `${line.merchant} ${dayOf(line)}`)].flatMap(([day, all]): readonly Violation[] => {
    const total = sum(all.map(({ data }) => minorOf(data.amount)));
    const detail = `${day}: credits of ${total} were given, and ${perDay} are allowed`;
    return total > perDay ? [{ rule: 'limits', order: '', detail }] : [];
  });
};

/** What people give back of an order without a second person stays within the limit, once everybody may be expected to know of it. */
export const onePersonStaysWithinTheLimit: Rule = (evidence, books) =>
  books.flatMap((book) =>
    ofType(book, 'RefundRequested')
      .filter(isAlone)
      .flatMap((line): readonly Violation[] => {
        const limit = limitFor(evidence, line);
        const alone = aloneUpTo(book, line);
        if (limit === undefined || alone <= BigInt(limit)) return [];
        return [{ rule: 'limits', order: book.id, detail: `people gave ${alone} back alone, and may ${limit}` }];
      }),
  );

const isAlone = ({ by, data }: Line): boolean => by.startsWith('usr_') && (data.approval ?? '') === '';

/** The least that was in force when the refund was asked for. */
const limitFor = ({ limits, settingsAgeMs }: Evidence, { merchant, committedAtMs }: Line): number | undefined =>
  limits.find((one) => one.merchant === merchant && one.atMs + settingsAgeMs(committedAtMs) < committedAtMs)?.minor;

/** Of refunds that failed nothing counts. */
const aloneUpTo = (book: OrderBook, line: Line): bigint => {
  const failed = new Set(ofType(book, 'RefundFailed').map(({ data }) => data.operation));
  const before = book.lines.slice(0, book.lines.indexOf(line) + 1);
  const counted = before.filter((one) => one.type === 'RefundRequested' && isAlone(one) && !failed.has(one.id));
  return sum(counted.map(({ data }) => minorOf(data.amount)));
};

/** A refund that waits for a second person is decided once, by somebody else who may, and asked for once, as it was shown to them; or taken back by
 *  whoever asked. */
export const aSecondPersonApproves: Rule = ({ approvers }, books) =>
  books.flatMap((book) => {
    const asked = new Map(ofType(book, 'RefundApprovalRequested').map((line) => [line.id, line]));
    const decided = ofType(book, 'RefundApprovalResolved');
    const refunds = ofType(book, 'RefundRequested').filter(({ data }) => (data.approval ?? '') !== '');
    return [
      ...twice('decided', decided),
      ...twice('given back', refunds),
      ...decided.flatMap((line) => wrongDecision(asked.get(line.data.approval), line, approvers)),
      ...refunds.flatMap((line) => wrongRefund(asked.get(line.data.approval), line, decided)),
    ].map((detail): Violation => ({ rule: 'approval', order: book.id, detail }));
  });

const twice = (what: string, lines: readonly Line[]): readonly string[] =>
  [...Map.groupBy(lines, ({ data }) => data.approval)]
    .filter(([, all]) => all.length > 1)
    .map(([approval, all]) => `approval ${approval} was ${what} ${all.length} times`);

const wrongDecision = (asked: Line | undefined, { by, data }: Line, approvers: readonly string[]): readonly string[] => {
  if (asked === undefined) return [`${by} decided what nobody asked for`];
  const isTakenBack = data.decision === 'reject' && by === asked.by;
  const isSecond = by !== asked.by && approvers.includes(by);
  return isTakenBack || isSecond ? [] : [`${by} decided to ${data.decision} what ${asked.by} asked for`];
};

const wrongRefund = (asked: Line | undefined, { data }: Line, decided: readonly Line[]): readonly string[] => {
  const isApproved = decided.some((one) => one.data.approval === data.approval && one.data.decision === 'approve');
  const [wanted, given] = [minorOf(asked?.data.amount), minorOf(data.amount)];
  return [
    ...(isApproved ? [] : [`a refund names approval ${data.approval}, which nobody gave`]),
    ...(wanted === given ? [] : [`${given} is given back, and ${wanted} was approved`]),
  ];
};
