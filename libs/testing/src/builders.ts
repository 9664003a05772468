import {
  type EventHeader,
  type EventInit,
  type EventType,
  encodeData,
  eventKinds,
  headerOf,
  newEvent,
  type RecordedEventOf,
} from '@tollgate/contracts';
import { type Money, usd } from '@tollgate/money';

/** The order that every builder speaks of unless told otherwise. */
export const testOrderId = '01890a5d-ac96-774b-bcce-b302099a8057';
/** The id of its OrderPlaced: of its authorization, too. */
export const testPlacementId = '01890a5d-ac96-7000-8000-000000000001';
export const testMerchant = 'mer_demo';

let count = 0;
const hex = (length: number): string => {
  count += 1;
  return (count + 0x1000).toString(16).padStart(length, '0');
};
const uuid = (): string => `01890a5d-ac96-7000-8000-${hex(12)}`;

export type HeaderInit = Partial<EventHeader>;

/** An event as if it came from the log, with a header that the test does not speak of. */
export const recorded = <T extends EventType>(type: T, data: EventInit<T>, header: HeaderInit = {}): RecordedEventOf<T> => {
  const event = newEvent(type, data);
  const [stream] = eventKinds[type].streams;
  const full = headerOf(event as never, {
    id: uuid(),
    subject: { kind: eventKinds[type].subject, id: testOrderId },
    stream: stream?.name ?? 'order',
    version: 1,
    merchant: testMerchant,
    mode: 'test',
    occurredAt: '2026-11-23T12:00:00.000Z',
    causation: uuid(),
    correlation: testOrderId,
    actor: { service: stream?.owner ?? 'test' },
    ...header,
  });
  const texts = { headerText: JSON.stringify(full), dataText: encodeData(event as never) };
  return { ...event, header: full, ...texts, hash: hex(64) } as unknown as RecordedEventOf<T>;
};

const address = { country: 'US', region: 'NY', postalCode: '12207' };
export const bookFile = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab'.repeat(32), objectKey: 'mer_demo/EBOOK-1/1' };
export const bookForm = { form: { case: 'file', value: bookFile } } as const;

export const onlineLine = {
  sku: 'EBOOK-1',
  description: 'The Book',
  quantity: 1,
  unitAmount: usd(1999n),
  taxClass: 'digital_goods',
  forms: [bookForm],
};
export const shippedLine = {
  sku: 'MUG-1',
  description: 'A mug',
  quantity: 2,
  unitAmount: usd(1250n),
  weightGrams: 400,
  isShipped: true,
  taxClass: 'tangible_goods',
};

/** The sample order: a book to download and two mugs to ship to Albany, NY. */
export const orderPlaced = (init: EventInit<'OrderPlaced'> = {}, header?: HeaderInit) =>
  recorded(
    'OrderPlaced',
    {
      type: 'sale',
      currency: 'USD',
      lines: [onlineLine, shippedLine],
      shippingMethod: 'ground',
      card: { token: 'card_1', brand: 'visa', bin: '411111', last4: '1111' },
      screening: { card: 'c1', email: 'e1', ip: 'i1', network: 'n1', goods: 'g1' },
      billing: address,
      shipping: address,
      ...init,
    },
    { id: testPlacementId, ...header },
  );

export const orderPriced = (init: EventInit<'OrderPriced'> = {}, header?: HeaderInit) =>
  recorded(
    'OrderPriced',
    {
      subtotal: usd(4499n),
      shipping: usd(795n),
      tax: usd(132n),
      total: usd(5426n),
      taxLines: [
        {
          jurisdiction: 'US-NY',
          name: 'New York State sales tax',
          ratePpm: 40_000,
          taxable: usd(3295n),
          amount: usd(132n),
          shares: [
            { line: 0, taxable: usd(795n), amount: usd(32n) },
            { line: 2, taxable: usd(2500n), amount: usd(100n) },
          ],
        },
      ],
      shippingMethod: 'ground',
      screening: { card: 'c1', email: 'e1', ip: 'i1', network: 'n1', goods: 'g1' },
      destination: address,
      ...init,
    },
    header,
  );

export const fraudAccepted = (header?: HeaderInit) => recorded('FraudAssessed', { decision: 'accept', score: 7 }, header);
export const fraudRejected = (reason = 'card_velocity', header?: HeaderInit) =>
  recorded('FraudAssessed', { decision: 'reject', score: 100, reasons: [reason] }, header);
export const fraudHeld = (header?: HeaderInit) =>
  recorded(
    'FraudAssessed',
    { decision: 'review', score: 60, reasons: ['amount_limit'], reviewUntil: '2026-11-26T12:00:00.000Z' },
    header,
  );
export const reviewResolved = (decision: 'accept' | 'reject', header?: HeaderInit) =>
  recorded('FraudReviewResolved', { decision }, { version: 2, ...header });

export const isoReference = (stan = 1) =>
  ({
    reference: {
      case: 'iso8583',
      value: { stan, rrn: '632700000001', terminalId: 'TG000001', transmittedAt: '1123120000' },
    },
  }) as const;

const operation = testPlacementId;

export const authorizationRequested = (init: EventInit<'AuthorizationRequested'> = {}, header?: HeaderInit) =>
  recorded(
    'AuthorizationRequested',
    { operation, amount: usd(5426n), processor: 'iso8583', reference: isoReference(), isSale: true, ...init },
    header,
  );
export const paymentAuthorized = (init: EventInit<'PaymentAuthorized'> = {}, header?: HeaderInit) =>
  recorded(
    'PaymentAuthorized',
    { operation, amount: usd(5426n), authorizationCode: 'A12345', avs: 'Y', cvc: 'M', networkCode: '00', ...init },
    { version: 2, ...header },
  );
/** A preauth up to its authorization: the issuer holds the amount, and nothing of it was captured. */
export const authorizedPreauth = (amount: Money = usd(5426n)) => [
  orderPlaced({ type: 'preauth' }),
  orderPriced({ total: amount }),
  fraudAccepted(),
  authorizationRequested({ amount, isSale: false }),
  paymentAuthorized({ amount }),
];
export const paymentDeclined = (init: EventInit<'PaymentDeclined'> = {}, header?: HeaderInit) =>
  recorded('PaymentDeclined', { operation, networkCode: '05', code: 'do_not_honor', ...init }, { version: 2, ...header });
export const authorizationUnknown = (header?: HeaderInit, cause = 'no_answer') =>
  recorded('AuthorizationUnknown', { operation, cause }, { version: 2, ...header });
export const authorizationReversed = (header?: HeaderInit) =>
  recorded('AuthorizationReversed', { operation, reference: isoReference(2), attempts: 1 }, { version: 3, ...header });
export const authorizationExpired = (amount: Money = usd(5426n), header?: HeaderInit) =>
  recorded('AuthorizationExpired', { operation, amount }, { version: 3, ...header });

export const bookDeliverable = { line: 1, sku: 'EBOOK-1', forms: [bookForm], quantity: 1 };
/** A sale's own capture. */
export const paymentCaptured = (init: EventInit<'PaymentCaptured'> = {}, header?: HeaderInit) =>
  recorded(
    'PaymentCaptured',
    { operation, amount: usd(5426n), isSale: true, isFinal: true, deliverables: [bookDeliverable], ...init },
    { version: 3, ...header },
  );

export const captureRequested = (init: EventInit<'CaptureRequested'> = {}, header?: HeaderInit) =>
  recorded('CaptureRequested', { amount: usd(5426n), isFinal: true, ...init }, { version: 2, ...header });
export const voidRequested = (init: EventInit<'VoidRequested'> = {}, header?: HeaderInit) =>
  recorded('VoidRequested', { amount: usd(5426n), ...init }, { version: 2, ...header });
export const refundRequested = (init: EventInit<'RefundRequested'> = {}, header?: HeaderInit) =>
  recorded(
    'RefundRequested',
    {
      amount: usd(5426n),
      lines: [
        { line: 1, quantity: 1, goods: usd(1999n), tax: usd(0n) },
        { line: 2, quantity: 2, goods: usd(2500n), tax: usd(100n) },
      ],
      shipping: usd(795n),
      shippingTax: usd(32n),
      ...init,
    },
    { version: 2, ...header },
  );
/** 13.00 of one piece, over a limit of 10.00. */
export const refundApprovalRequested = (init: EventInit<'RefundApprovalRequested'> = {}, header?: HeaderInit) =>
  recorded(
    'RefundApprovalRequested',
    {
      amount: usd(1300n),
      lines: [{ line: 2, quantity: 1, goods: usd(1250n), tax: usd(50n) }],
      shipping: usd(0n),
      shippingTax: usd(0n),
      isByLines: true,
      limit: usd(1000n),
      until: '2026-11-26T12:00:00.000Z',
      ...init,
    },
    { version: 2, ...header },
  );
export const refundApprovalResolved = (init: EventInit<'RefundApprovalResolved'>, header?: HeaderInit) =>
  recorded('RefundApprovalResolved', { decision: 'approve', ...init }, { version: 3, ...header });

/** A free credit: it begins its order. */
export const creditPlaced = (init: EventInit<'CreditPlaced'> = {}, header?: HeaderInit) =>
  recorded(
    'CreditPlaced',
    {
      amount: usd(2500n),
      description: 'For the late parcel',
      card: { token: 'card_test', brand: 'visa', bin: '411111', last4: '1111' },
      screening: { card: 'c1', email: 'e1' },
      billing: address,
      settingsVersion: 1,
      ...init,
    },
    { id: testPlacementId, ...header },
  );
export const creditSubmitted = (init: EventInit<'CreditSubmitted'> = {}, header?: HeaderInit) =>
  recorded(
    'CreditSubmitted',
    { operation, amount: usd(2500n), processor: 'iso8583', reference: isoReference(), ...init },
    header,
  );
export const creditSettled = (init: EventInit<'CreditSettled'> = {}, header?: HeaderInit) =>
  recorded('CreditSettled', { operation, amount: usd(2500n), isTold: true, ...init }, { version: 2, ...header });
export const creditDeclined = (init: EventInit<'CreditDeclined'> = {}, header?: HeaderInit) =>
  recorded('CreditDeclined', { operation, code: 'do_not_honor', networkCode: '05', ...init }, { version: 2, ...header });

export const bookEntitlement = { index: 0, line: 1, sku: 'EBOOK-1', form: bookForm.form, generation: 1, downloads: 1 };
export const downloadsGranted = (init: EventInit<'DownloadsGranted'> = {}, header?: HeaderInit) =>
  recorded('DownloadsGranted', { entitlements: [bookEntitlement], expiresAt: '2026-11-26T12:00:00.000Z', ...init }, header);
export const downloadCompleted = (entitlement = 0, header?: HeaderInit) =>
  recorded('DownloadCompleted', { entitlement, generation: 1, sentBytes: 1_048_576n }, { version: 2, ...header });
export const mailRequested = (init: EventInit<'MailRequested'> = {}, header?: HeaderInit) =>
  recorded('MailRequested', { kind: 'receipt', operation, ...init }, { version: 2, ...header });
export const noteAdded = (init: EventInit<'NoteAdded'> = {}, header?: HeaderInit) =>
  recorded('NoteAdded', { sealedNote: 'c2VhbGVk', ...init }, { version: 2, ...header });
export const mailFailed = (init: EventInit<'MailFailed'> = {}, header?: HeaderInit) =>
  recorded(
    'MailFailed',
    { kind: 'receipt', messageId: '<receipt@tollgate>', operation, replyCode: 550, code: 'mailbox_unknown', ...init },
    header,
  );
export const mailSent = (init: EventInit<'MailSent'> = {}, header?: HeaderInit) =>
  recorded('MailSent', { kind: 'receipt', messageId: '<receipt@tollgate>', operation, ...init }, header);
