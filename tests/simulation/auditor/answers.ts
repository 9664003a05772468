import { type Answer, isCredit, type Line, type OrderBook, ofType, type Rule, type Violation } from './evidence.ts';

const publicIds = /\bord_([0-9a-f]{32})\b/g;

const idsIn = (text: string): readonly string[] => [...new Set([...text.matchAll(publicIds)].map(([, id = '']) => id))];
const bare = (uuid: string): string => uuid.replaceAll('-', '');

/** An answer that says what was done: it is given for good. A mail is asked for, and that is the answer: what becomes of it is told elsewhere.
 *  So is a refund that waits for a second person, and one that was rejected. */
const isSettled = (answer: Answer): boolean => {
  const { kind, status } = answer;
  if (status === 202) return kind === 'mail' || (kind === 'refund' && idOf(answer).startsWith('apr_'));
  return status === 201 || status === 402 || status === 422 || (kind === 'decide' && status === 200);
};

interface Body {
  readonly id?: string;
  readonly status?: string;
  readonly code?: string;
  readonly operation?: { readonly id?: string };
}

const bodyOf = ({ text }: Answer): Body => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

/** Of the operation, or of what else was asked for. */
const idOf = (answer: Answer): string => {
  const { operation, id } = bodyOf(answer);
  return operation?.id ?? id ?? '';
};

/** I1: whatever was answered with an order, that order is in the log. */
export const acknowledgedOrdersExist: Rule = ({ answers }, books) => {
  const known = new Set(books.map(({ id }) => bare(id)));
  return answers
    .filter(({ status }) => status !== undefined && status < 500)
    .flatMap((answer) =>
      idsIn(answer.text)
        .filter((id) => !known.has(id))
        .map((id) => ({ answer, id })),
    )
    .map(
      ({ answer, id }): Violation => ({
        rule: 'I1',
        order: id,
        detail: `${answer.kind} ${answer.key} was answered ${answer.status}, and the log has no such order`,
      }),
    );
};

/** I6: the same key has the same answer, however often and wherever it is asked. */
export const answersStayTheSame: Rule = ({ answers }) =>
  [...Map.groupBy(answers, ({ merchant, key }) => `${merchant} ${key}`)].flatMap(([name, all]): readonly Violation[] => {
    const settled = all.filter(isSettled);
    const different = new Set(settled.map(({ status, text }) => `${status} ${text}`));
    if (different.size <= 1) return [];
    return [
      {
        rule: 'I6',
        order: idsIn(settled[0]?.text ?? '')[0] ?? '',
        detail: `${name} has ${different.size} answers: ${[...different].map((one) => one.slice(0, 400)).join(' / ')}`,
      },
    ];
  });

/** I6: one execution for each key: as many orders as carts, and for every operation in the log one key that it answers. */
export const keysExecuteOnce: Rule = ({ answers }, books) => {
  const byCart = [...Map.groupBy(books, ({ merchant, cart }) => `${merchant} ${cart}`)].filter(([, all]) => all.length > 1);
  const twice = byCart.map(
    ([cart, all]): Violation => ({
      rule: 'I6',
      order: all[0]?.id ?? '',
      detail: `${cart} was placed ${all.length} times`,
    }),
  );
  const keysOf = Map.groupBy(
    answers.filter((answer) => isSettled(answer) && operationOf(answer) !== ''),
    (answer) => operationOf(answer),
  );
  const operations = books.flatMap((book) => requestsIn(book).map((line) => ({ book, line })));
  const stray = operations.flatMap(({ book, line }): readonly Violation[] => {
    const keys = new Set((keysOf.get(bare(line.id)) ?? []).map(({ merchant, key }) => `${merchant} ${key}`));
    return keys.size === 1
      ? []
      : [{ rule: 'I6', order: book.id, detail: `${line.type} ${line.id} is the answer to ${keys.size} keys` }];
  });
  return [...twice, ...stray];
};

/** Whatever a merchant asked of an order, but for new links to what had been refunded by the time they were issued: that is answered as nothing. */
const requestsIn = (book: OrderBook): readonly Line[] => {
  const inVain = ofType(book, 'DownloadsReissued').filter(({ data }) => (data.links ?? []).length === 0);
  const money = ['CaptureRequested', 'VoidRequested', 'RefundRequested', 'RefundApprovalRequested'];
  const asked = [...money, 'DownloadsReissueRequested', 'MailRequested'];
  return ofType(book, ...asked).filter(({ id }) => !inVain.some(({ data }) => data.request === id));
};

/** The uuid of the operation that an answer tells of, without its dashes. */
const operationOf = (answer: Answer): string => {
  const isRejection = answer.kind === 'decide' && answer.status === 200;
  return isRejection ? '' : (/^(?:cap|void|ref|apr|rei|mail)_([0-9a-f]{32})$/.exec(idOf(answer))?.[1] ?? '');
};

/** I4: what came late is never shown as approved; what is answered 201 was approved. */
export const approvedMeansApproved: Rule = ({ answers }, books) => {
  const byId = new Map(books.map((book) => [bare(book.id), book]));
  const shown = answers.filter(({ kind, status }) => (kind === 'place' || kind === 'credit') && status === 201);
  return shown.flatMap((answer): readonly Violation[] => {
    const book = byId.get(idsIn(answer.text)[0] ?? '');
    const says = bodyOf(answer).status;
    if (book === undefined || (isApproved(book) && says === (isCredit(book) ? 'credited' : 'approved'))) return [];
    return [
      { rule: 'I4', order: book.id, detail: `was answered 201 and ${says}; it is ${isApproved(book) ? '' : 'not '}approved` },
    ];
  });
};

const isApproved = (book: OrderBook): boolean =>
  ofType(book, 'CreditSettled').length > 0 ||
  (ofType(book, 'PaymentAuthorized').length > 0 && ofType(book, 'AuthorizationUnknown').length === 0);

/** I14: no merchant is shown anything of another's, nor are their goods in an order of somebody else. */
export const tenantsAreApart: Rule = ({ answers }, books) => {
  const ownerOf = new Map(books.map(({ id, merchant }) => [bare(id), merchant]));
  const shown = answers.flatMap((answer) =>
    idsIn(answer.text)
      .filter((id) => (ownerOf.get(id) ?? answer.merchant) !== answer.merchant)
      .map(
        (id): Violation => ({ rule: 'I14', order: id, detail: `${answer.merchant} was shown an order of ${ownerOf.get(id)}` }),
      ),
  );
  return [...shown, ...books.flatMap(foreignGoods)];
};

const foreignGoods = (book: OrderBook): readonly Violation[] =>
  ofType(book, 'OrderPlaced').flatMap(({ data }) => {
    const keys = [...JSON.stringify(data).matchAll(/"objectKey":"([^"]+)"/g)].map(([, key = '']) => key);
    const foreign = keys.filter((key) => !key.startsWith(`${book.merchant}/`));
    return foreign.map(
      (key): Violation => ({ rule: 'I14', order: book.id, detail: `an order of ${book.merchant} delivers ${key}` }),
    );
  });

/** Whatever a merchant asked has a word for an answer: no defect of ours shows. */
export const nothingBreaks: Rule = ({ answers, parked, defects }) => [
  ...answers
    .filter(({ status }) => status === 500)
    .map(
      (answer): Violation => ({
        rule: 'defect',
        order: idsIn(answer.text)[0] ?? '',
        detail: `${answer.kind} ${answer.key} was answered 500: ${answer.text}`,
      }),
    ),
  ...parked.map(
    ({ order, service, type, error }): Violation => ({ rule: 'I16', order, detail: `${service} parked ${type}: ${error}` }),
  ),
  ...defects.map((detail): Violation => ({ rule: 'defect', order: '', detail })),
];

/** Every request gets a word that settles it. */
export const requestsAreAnswered: Rule = ({ answers }) =>
  [...Map.groupBy(answers, ({ merchant, key }) => `${merchant} ${key}`)].flatMap(([name, all]): readonly Violation[] => {
    const isAnswered = all.some(
      (answer) => isSettled(answer) || (answer.status === 409 && bodyOf(answer).code !== 'still_running') || isHeld(answer),
    );
    return isAnswered ? [] : [{ rule: 'end', order: '', detail: `${all[0]?.kind} ${name} never got its answer` }];
  });

const isHeld = (answer: Answer): boolean => answer.status === 202 && bodyOf(answer).status === 'review';
