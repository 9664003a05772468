import { toPublicId } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  captureRequested,
  fraudAccepted,
  mailFailed,
  mailRequested,
  mailSent,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { MAX_MAIL_REQUESTS, requestMail } from './request-mail.js';

const uuid = (digit: string) => `01890a5d-ac96-7000-8000-0000000000${digit.padStart(2, '0')}`;
const [saleCapture, capture, refund] = [uuid('a1'), uuid('c1'), uuid('f1')];
const placed = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), paymentAuthorized()];
const sale = [...placed, paymentCaptured({}, { id: saleCapture })];
const refunded = [
  ...sale,
  refundRequested({ amount: usd(100n) }, { id: refund }),
  recorded('PaymentRefunded', { operation: refund, amount: usd(100n) }, { version: 4 }),
];
const parts = [
  ...placed,
  captureRequested({ amount: usd(1000n), isFinal: false }, { id: capture }),
  recorded('PaymentCaptured', { operation: capture, amount: usd(1000n) }, { version: 3 }),
];
const ask = (events: Parameters<typeof fold>[0], command: Partial<Parameters<typeof requestMail>[1]> = {}) =>
  requestMail(fold(events) as Order, { sealedRecipient: '', ...command });
const codeOf = (...asked: Parameters<typeof ask>): unknown => {
  try {
    return ask(...asked);
  } catch (error) {
    const { code, field } = error as { code: string; field?: string };
    return field === undefined ? code : `${code} ${field}`;
  }
};

describe('a mail that the merchant asks for', () => {
  it('is the receipt of the latest capture unless another is named', () => {
    expect(ask(sale)).toMatchObject([
      { type: 'MailRequested', data: { kind: 'receipt', operation: saleCapture, sealedRecipient: '' } },
    ]);
    expect(ask(parts)).toMatchObject([{ data: { operation: capture } }]);
    expect(ask(sale, { operation: toPublicId('cap', saleCapture) })).toMatchObject([{ data: { operation: saleCapture } }]);
  });

  it('is the note of a refund', () =>
    expect(ask(refunded, { kind: 'refund' })).toMatchObject([{ data: { kind: 'refund', operation: refund } }]));

  it('goes to another address where one is named', () =>
    expect(ask(sale, { sealedRecipient: 'c2VhbGVk' })).toMatchObject([{ data: { sealedRecipient: 'c2VhbGVk' } }]));

  it.each([
    ['was sent', mailSent({ operation: saleCapture })],
    ['was given up', mailFailed({ operation: saleCapture })],
  ])('is heard where the first one %s', (_, mail) => expect(ask([...sale, mail])).toHaveLength(1));

  it('is refused where there is nothing to tell', () => {
    expect(codeOf(placed)).toBe('nothing_to_mail');
    expect(codeOf(sale, { kind: 'refund' })).toBe('nothing_to_mail');
    expect(codeOf([...sale, refundRequested({ amount: usd(100n) }, { id: refund })], { kind: 'refund' })).toBe('nothing_to_mail');
  });

  it.each([toPublicId('cap', capture), toPublicId('ref', saleCapture), 'cap_', 'nonsense', saleCapture])(
    'is refused for an operation that the order has not: %s',
    (operation) => expect(codeOf(sale, { operation })).toBe('unknown_operation /operation'),
  );

  it('is refused once too many were asked for', () => {
    const many = Array.from({ length: MAX_MAIL_REQUESTS }, (_, index) =>
      mailRequested({ operation: saleCapture }, { version: index + 2 }),
    );
    expect(codeOf([...sale, ...many.slice(1)])).toHaveLength(1);
    expect(codeOf([...sale, ...many])).toBe('too_many_mails');
  });
});
