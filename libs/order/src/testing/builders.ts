import {
  type EventHeader,
  type EventInit,
  type EventType,
  encodeData,
  headerOf,
  newEvent,
  type RecordedEvent,
} from '@tollgate/contracts';
import { type Money, usd } from '@tollgate/money';

/** The order that every builder speaks of unless told otherwise. */
export const testOrderId = '01890a5d-ac96-774b-bcce-b302099a8057';
export const testMerchant = 'mer_demo';

let count = 0;
const hex = (length: number): string => {
  count += 1;
  return count.toString(16).padStart(length, '0');
};
const uuid = (): string => `01890a5d-ac96-7000-8000-${hex(12)}`;

export type HeaderInit = Partial<EventHeader>;

/** An event as if it came from the log, with a header that the test does not speak of. */
export const recorded = <T extends EventType>(
  type: T,
  data: EventInit<T>,
  header: HeaderInit = {},
): RecordedEvent & { readonly type: T } => {
  const event = newEvent(type, data);
  const full = headerOf(event, {
    id: uuid(),
    order: testOrderId,
    version: 1,
    merchant: testMerchant,
    mode: 'test',
    occurredAt: '2026-11-23T12:00:00.000Z',
    causation: uuid(),
    correlation: testOrderId,
    actor: 'test',
    ...header,
  });
  return {
    ...event,
    header: full,
    headerText: JSON.stringify(full),
    dataText: encodeData(event),
    hash: hex(64),
  } as RecordedEvent & {
    readonly type: T;
  };
};

const address = { country: 'US', region: 'NY', postalCode: '12207' };
const book = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab'.repeat(32), objectKey: 'mer_demo/EBOOK-1/1' };

export const digitalLine = {
  sku: 'EBOOK-1',
  description: 'The Book',
  kind: 'digital',
  quantity: 1,
  unitAmount: usd(1999n),
  files: [book],
};
export const physicalLine = {
  sku: 'MUG-1',
  description: 'A mug',
  kind: 'physical',
  quantity: 2,
  unitAmount: usd(1250n),
  weightGrams: 400,
};

/** The sample order: a book to download and two mugs to ship to Albany, NY. */
export const orderPlaced = (init: EventInit<'OrderPlaced'> = {}, header?: HeaderInit) =>
  recorded(
    'OrderPlaced',
    {
      type: 'sale',
      currency: 'USD',
      lines: [digitalLine, physicalLine],
      shippingMethod: 'ground',
      card: { token: 'card_a_1', brand: 'visa', bin: '411111', last4: '1111' },
      screening: { card: 'c1', email: 'e1', ip: 'i1', network: 'n1' },
      billing: address,
      shipping: address,
      ...init,
    },
    header,
  );

export const orderPriced = (init: EventInit<'OrderPriced'> = {}, header?: HeaderInit) =>
  recorded(
    'OrderPriced',
    {
      subtotal: usd(4499n),
      shipping: usd(795n),
      tax: usd(132n),
      total: usd(5426n),
      shippingMethod: 'ground',
      screening: { card: 'c1', email: 'e1', ip: 'i1', network: 'n1' },
      destination: address,
      ...init,
    },
    header,
  );

export const fraudAccepted = (header?: HeaderInit) => recorded('FraudAssessed', { decision: 'accept', score: 7 }, header);
export const fraudRejected = (reason = 'card_velocity', header?: HeaderInit) =>
  recorded('FraudAssessed', { decision: 'reject', score: 100, reasons: [reason] }, header);
export const fraudHeld = (header?: HeaderInit) =>
  recorded('FraudAssessed', { decision: 'review', score: 60, reasons: ['amount_limit'] }, header);

const trace = { stan: 1, rrn: '632700000001', terminalId: 'TG000001', transmittedAt: '1123120000' };

export const authorizationRequested = (init: EventInit<'AuthorizationRequested'> = {}, header?: HeaderInit) =>
  recorded('AuthorizationRequested', { amount: usd(5426n), trace, operation: 'sale', ...init }, header);
export const paymentAuthorized = (init: EventInit<'PaymentAuthorized'> = {}, header?: HeaderInit) =>
  recorded(
    'PaymentAuthorized',
    { amount: usd(5426n), authorizationCode: 'A12345', avs: 'Y', cvc: 'M', responseCode: '00', ...init },
    { version: 2, ...header },
  );
export const paymentDeclined = (init: EventInit<'PaymentDeclined'> = {}, header?: HeaderInit) =>
  recorded('PaymentDeclined', { responseCode: '05', code: 'do_not_honor', ...init }, { version: 2, ...header });
export const authorizationTimedOut = (header?: HeaderInit) =>
  recorded('AuthorizationTimedOut', { cause: 'no_answer' }, { version: 2, ...header });
export const authorizationReversed = (header?: HeaderInit) =>
  recorded('AuthorizationReversed', { trace: { ...trace, stan: 2 }, attempts: 1 }, { version: 3, ...header });
export const paymentCaptured = (amount: Money = usd(5426n), header?: HeaderInit) =>
  recorded('PaymentCaptured', { amount, deliverables: [{ line: 1, sku: 'EBOOK-1', files: [book] }] }, { version: 3, ...header });
export const downloadsGranted = (header?: HeaderInit) =>
  recorded(
    'DownloadsGranted',
    { entitlements: [{ index: 0, line: 1, sku: 'EBOOK-1', file: book, generation: 1 }], expiresAt: '2026-11-26T12:00:00.000Z' },
    header,
  );
export const downloadCompleted = (entitlement = 0, header?: HeaderInit) =>
  recorded('DownloadCompleted', { entitlement, generation: 1, sentBytes: 1_048_576n }, { version: 2, ...header });
