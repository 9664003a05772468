import { isCredit, type OrderBook, ofType, type Rule, type Violation } from './evidence.ts';
import { moneyOf } from './money.ts';
import { statusOf } from './record.ts';

/** Every order comes to its end once faults have stopped: it is priced, judged, authorized or refused; what was asked of its money has its
 *  outcome; what was captured is granted. Only whoever is held may wait, for a person. */
export const ordersEnd: Rule = (_evidence, books) =>
  books.flatMap((book) => openEnds(book).map((detail): Violation => ({ rule: 'end', order: book.id, detail })));

const openEnds = (book: OrderBook): readonly string[] => {
  if (isCredit(book)) return statusOf(book, moneyOf) === 'pending' ? ['is a credit without an end'] : [];
  const has = (...types: readonly string[]): boolean => ofType(book, ...types).length > 0;
  const status = statusOf(book, moneyOf);
  const isOnline = JSON.stringify(ofType(book, 'OrderPlaced')[0]?.data.lines ?? []).includes('objectKey');
  const ended = new Set(
    ofType(book, 'PaymentCaptured', 'CaptureFailed', 'PaymentVoided', 'VoidFailed', 'PaymentRefunded', 'RefundFailed').map(
      ({ data }) => data.operation,
    ),
  );
  const open = ofType(book, 'CaptureRequested', 'VoidRequested', 'RefundRequested').filter(({ id }) => !ended.has(id));
  const issued = ofType(book, 'DownloadsReissued').map(({ data }) => data.request);
  const reissues = ofType(book, 'DownloadsReissueRequested').filter(({ id }) => !issued.includes(id));
  const grants = ofType(book, 'DownloadsGranted').length;
  const captures = ofType(book, 'PaymentCaptured').length;
  return [
    ...(has('OrderPriced', 'OrderPricingFailed') ? [] : ['was never priced']),
    ...(has('FraudAssessed', 'OrderPricingFailed') ? [] : ['was never assessed']),
    ...(status === 'pending' ? ['is pending for ever'] : []),
    ...[...open, ...reissues].map(({ type, id }) => `${type} ${id} never ended`),
    ...(isOnline && grants < captures ? [`${captures} captures, ${grants} grants`] : []),
  ];
};

/** I7: every event reached every service that listens to it. */
export const everybodyHeard: Rule = ({ acknowledged, listenersTo }, books) =>
  books.flatMap(({ id: order, lines }) =>
    lines.flatMap(({ id, type }) =>
      listenersTo(type)
        .filter((service) => acknowledged.get(service)?.has(id) !== true)
        .map((service): Violation => ({ rule: 'I7', order, detail: `${type} never reached ${service}` })),
    ),
  );

/** I7: what is reported is what the log says, each order and each day. */
export const reportsAreTrue: Rule = ({ reports }, books) => [
  ...books.flatMap((book) => reported(book, reports.orders)),
  ...salesOf(books, reports.sales),
];

const reported = (book: OrderBook, rows: readonly Readonly<Record<string, unknown>>[]): readonly Violation[] => {
  const row = rows.find(({ order_id }) => order_id === book.id);
  const { captured, refunded } = moneyOf(book);
  const versions = Object.fromEntries(
    [...Map.groupBy(book.lines, ({ stream }) => stream)].map(([name, all]) => [name, all.length]),
  );
  const expected = {
    merchant: book.merchant,
    status: statusOf(book, moneyOf),
    captured_minor: captured,
    refunded_minor: refunded,
  };
  if (row === undefined) return [{ rule: 'I7', order: book.id, detail: 'is not reported' }];
  const told = JSON.parse(String(row.versions)) as Readonly<Record<string, number>>;
  const late = Object.entries(versions).filter(([stream, version]) => told[stream] !== version);
  return [
    ...Object.entries(expected)
      .filter(([column, value]) => String(row[column]) !== String(value))
      .map(([column, value]) => `is reported as ${column} ${row[column]}; it is ${value}`),
    ...late.map(([stream, version]) => `is reported up to ${stream} ${told[stream]} of ${version}`),
  ].map((detail): Violation => ({ rule: 'I7', order: book.id, detail }));
};

const salesOf = (books: readonly OrderBook[], rows: readonly Readonly<Record<string, unknown>>[]): readonly Violation[] =>
  [...Map.groupBy(books, ({ merchant }) => merchant)].flatMap(([merchant, its]) =>
    (['captured', 'refunded'] as const).flatMap((what): readonly Violation[] => {
      // A credit is reported as a return of nothing that was sold.
      const ours = its.reduce(
        (total, book) => total + moneyOf(book)[what] + (what === 'refunded' ? moneyOf(book).credited : 0n),
        0n,
      );
      const told = rows
        .filter((row) => row.merchant === merchant)
        .reduce((total, row) => total + BigInt(String(row[`${what}_minor`])), 0n);
      return ours === told ? [] : [{ rule: 'I7', order: '', detail: `${merchant} is told ${told} ${what}; it is ${ours}` }];
    }),
  );

/** An order is judged by the settings in force, give or take what they may be out of date. */
export const settingsAreFresh: Rule = ({ settings, settingsAgeMs }, books) =>
  books.flatMap((book) =>
    ofType(book, 'FraudAssessed').flatMap(({ data, committedAtMs }) => {
      const due = settings.filter(
        ({ merchant, atMs }) => merchant === book.merchant && atMs + settingsAgeMs(committedAtMs) < committedAtMs,
      );
      const stale = due.filter(({ version }) => (data.settingsVersion ?? 0) < version);
      return stale.map(
        ({ version }): Violation => ({
          rule: 'settings',
          order: book.id,
          detail: `was judged by version ${data.settingsVersion ?? 0} of the settings, long after ${version}`,
        }),
      );
    }),
  );

/** From the moment that a merchant was told so, nothing that is blocked is sold; and nothing else is rejected for it. */
export const blockedIsRejected: Rule = ({ blocks }, books) =>
  books.flatMap((book) => {
    const [placed] = ofType(book, 'OrderPlaced');
    const [assessed] = ofType(book, 'FraudAssessed');
    if (placed === undefined || assessed === undefined) return [];
    const skus: readonly string[] = placed.data.lines.map(({ sku }: { readonly sku: string }) => sku);
    const own = blocks.filter(({ merchant, sku }) => merchant === book.merchant && skus.includes(sku));
    const isRejected = (assessed.data.reasons ?? []).includes('sku_blocked');
    const isDue = own.some(({ atMs }) => atMs < placed.committedAtMs);
    if (isDue && !isRejected)
      return [{ rule: 'lists', order: book.id, detail: `was ${assessed.data.decision}ed though its goods are blocked` }];
    if (isRejected && own.length === 0)
      return [{ rule: 'lists', order: book.id, detail: 'was rejected for goods that nobody blocked' }];
    return [];
  });
