/** What the auditor judges: plain data of the log as it lies there, and the books of everybody outside. It knows nothing of our folds, nor of
 *  any type of ours: event types and fields are read as whoever audits the database would read them. */
export interface Evidence {
  readonly events: readonly RecordedText[];
  /** The merchants' journal, line by line. */
  readonly answers: readonly Answer[];
  readonly acquirer: readonly AcquirerEntry[];
  readonly mails: readonly Mail[];
  readonly files: readonly CustomerFile[];
  /** What merchants' servers received, and whose they are. */
  readonly webhooks: readonly { readonly endpoint: string; readonly id: string; readonly body: string }[];
  /** Of esd-delivery's stock of license keys. */
  readonly keys: readonly { readonly id: string; readonly state: string; readonly order: string }[];
  readonly endpoints: readonly { readonly id: string; readonly merchant: string; readonly isOrdered: boolean }[];
  /** What each merchant ordered, by the name that it has in the order's metadata. */
  readonly orders: readonly Ordered[];
  /** By service: the ids of the events that it acknowledged. */
  readonly acknowledged: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which services listen to an event of this type. */
  readonly listenersTo: (type: string) => readonly string[];
  readonly reports: { readonly orders: readonly ReportRow[]; readonly sales: readonly ReportRow[] };
  readonly parked: readonly { readonly service: string; readonly type: string; readonly order: string; readonly error: string }[];
  readonly settings: readonly { readonly merchant: string; readonly version: number; readonly atMs: number }[];
  /** What merchants blocked, and when they were told so. */
  readonly blocks: readonly { readonly merchant: string; readonly sku: string; readonly atMs: number }[];
  /** The most that a store gives away without a sale in one of its days, in minor units, and when these begin. */
  readonly credits: { readonly perDay: bigint; readonly hoursAheadOfUtc: number };
  /** What one person may give back of an order, in minor units, from when they were told so. */
  readonly limits: readonly { readonly merchant: string; readonly minor: number; readonly atMs: number }[];
  /** Who may approve what another person asked for. */
  readonly approvers: readonly string[];
  /** How often something went wrong with a service's processes: deaths, stand-stills, failed connections. */
  readonly troublesOf: (service: string) => number;
  /** The longest that settings may be out of date at a moment of this run. */
  readonly settingsAgeMs: (atMs: number) => number;
  readonly defects: readonly string[];
}

export interface RecordedText {
  readonly headerText: string;
  readonly dataText: string;
  readonly hash: string;
  /** Milliseconds after the beginning, when it was committed. */
  readonly committedAtMs: number;
}

export interface Answer {
  readonly kind: string;
  readonly merchant: string;
  readonly key: string;
  /** Undefined where none came. */
  readonly status: number | undefined;
  readonly text: string;
}

export interface AcquirerEntry {
  readonly kind: 'authorize' | 'capture' | 'void' | 'refund' | 'credit' | 'reverse';
  readonly operation: string;
  readonly order: string;
  readonly minor: bigint;
  readonly isSale: boolean;
  readonly isFinal: boolean;
  /** Undefined: approved. */
  readonly refusal: string | undefined;
}

export interface Mail {
  readonly messageId: string;
  readonly recipient: string;
  readonly isAnswerLost: boolean;
}

/** What a customer has of a file by one link. */
export interface CustomerFile {
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  readonly hasAll: boolean;
  readonly refusals: readonly { readonly code: string; readonly hadAll: boolean }[];
}

export interface Ordered {
  readonly merchant: string;
  readonly cart: string;
  readonly email: string;
  /** Other addresses that the merchant had mails sent to. */
  readonly others: readonly string[];
}

export type ReportRow = Readonly<Record<string, unknown>>;

/** As in docs/invariants.md. `end`: an order or a request that never came to its end; `settings`: an order judged by settings that were out of
 *  date; `limits`: more given away than the store allows a day, or one person;
 *  `approval`: a refund that no second person approved, or twice; `lists`: one that a list names and that was not rejected for it, or was without; `webhooks`: one that never came, came out of its order or to somebody else; `keys`: a license key that two were told, that is missing, or of which the stock does not say what the log says; `defect`: an answer 500, or a promise without a handler. */
export const ruleNames = [
  'I1',
  'I2',
  'I3',
  'I4',
  'I5',
  'I6',
  'I7',
  'I9',
  'I10',
  'I11',
  'I13',
  'I14',
  'I16',
  'end',
  'settings',
  'limits',
  'approval',
  'lists',
  'webhooks',
  'keys',
  'defect',
] as const;
export type RuleName = (typeof ruleNames)[number];

export interface Violation {
  readonly rule: RuleName;
  readonly order: string;
  readonly detail: string;
}

export type Rule = (evidence: Evidence, books: readonly OrderBook[]) => readonly Violation[];

/** An event, parsed. */
export interface Line {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly causation: string;
  readonly merchant: string;
  /** Who asked: a person, or an API key. */
  readonly by: string;
  readonly occurredAt: string;
  readonly committedAtMs: number;
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it lies in the log; rules read what they know of it
  readonly data: any;
  readonly text: RecordedText;
}

/** One order's events, in the order of the log; a credit is an order of its own. */
export interface OrderBook {
  readonly id: string;
  readonly merchant: string;
  readonly cart: string;
  readonly lines: readonly Line[];
}

export const lineOf = (text: RecordedText): Line & { readonly subject: { readonly kind: string; readonly id: string } } => {
  const header = JSON.parse(text.headerText);
  const { id, type, stream, version, causation, merchant, actor, occurredAt, subject } = header;
  const { committedAtMs } = text;
  return {
    id,
    type,
    stream,
    version,
    causation,
    merchant,
    by: actor?.on ?? '',
    occurredAt,
    committedAtMs,
    subject,
    text,
    data: JSON.parse(text.dataText),
  };
};

export const booksOf = ({ events }: Evidence): readonly OrderBook[] => {
  const lines = events.map(lineOf).filter(({ subject }) => subject.kind === 'order');
  return [...Map.groupBy(lines, ({ subject }) => subject.id)].map(([id, its]) => {
    const placed = its.find(({ type }) => type === 'OrderPlaced' || type === 'CreditPlaced');
    return { id, merchant: placed?.merchant ?? '', cart: placed?.data.metadata?.cart ?? '', lines: its };
  });
};

export const isCredit = ({ lines }: OrderBook): boolean => lines.some(({ type }) => type === 'CreditPlaced');

export const ofType = ({ lines }: OrderBook, ...types: readonly string[]): readonly Line[] =>
  lines.filter(({ type }) => types.includes(type));

export const minorOf = (amount: { readonly minor?: string } | undefined): bigint => BigInt(amount?.minor ?? 0);

export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
