import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  authorizationUnknown,
  fraudAccepted,
  mailSent,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  testOrderId,
} from '@tollgate/testing';
import { isOwed, isRecorded, messageIdOf, nobodyAsked, recordMail } from './mail-record.js';

const operation = '01890a5d-ac96-7000-8000-0000000000c1';
const receipt = { kind: 'receipt', operation, request: '' } as const;
const captured = paymentCaptured({}, { id: operation });
const after = (...events: Parameters<typeof fold>[0]) =>
  fold([orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), ...events]) as Order;

describe('a mail', () => {
  it('I11: is owed to whoever has paid', () => expect(isOwed(after(paymentAuthorized(), captured), receipt)).toBe(true));
  it('I11: is not owed for a declined order', () => expect(isOwed(after(paymentDeclined()), receipt)).toBe(false));
  it('I11: is not owed where the outcome is unknown', () => expect(isOwed(after(authorizationUnknown()), receipt)).toBe(false));
  it('is not owed while money is only held', () => expect(isOwed(after(paymentAuthorized()), receipt)).toBe(false));

  it('is owed for a refund once the money went back, and not before', () => {
    const asked = [paymentAuthorized(), captured, refundRequested({ amount: usd(100n) }, { id: 'r1' })];
    expect(isOwed(after(...asked), { kind: 'refund', operation: 'r1', request: '' })).toBe(false);
    const refunded = recorded('PaymentRefunded', { operation: 'r1', amount: usd(100n) }, { version: 4 });
    expect(isOwed(after(...asked, refunded), { kind: 'refund', operation: 'r1', request: '' })).toBe(true);
  });

  it('is owed for new links that a customer is to be told of, and for no others', () => {
    const issued = (request: string, isTold: boolean) =>
      recorded(
        'DownloadsReissued',
        { links: [{ entitlement: 0, generation: 2, downloads: 1 }], request, isTold },
        { version: 2 },
      );
    const order = after(paymentAuthorized(), captured, issued('q1', true), issued('q2', false));
    expect(isOwed(order, { kind: 'links', operation: 'q1', request: '' })).toBe(true);
    expect(isOwed(order, { kind: 'links', operation: 'q2', request: '' })).toBe(false);
    expect(isOwed(order, { kind: 'links', operation, request: '' })).toBe(false);
  });

  it('is known by its kind and operation once it is recorded', () => {
    const order = after(paymentAuthorized(), captured, mailSent({ operation }));
    expect(isRecorded(order, receipt)).toBe(true);
    expect(isRecorded(order, { kind: 'refund', operation, request: '' })).toBe(false);
    expect(isRecorded(order, { ...receipt, request: 'm1' })).toBe(false); // asked for once more
  });

  const messageId = messageIdOf(testOrderId, receipt, 'tollgate.example');
  const mail = { ...receipt, messageId, settingsVersion: 3 };

  it('I11: has the same Message-ID in every copy', () =>
    expect(messageId).toBe('<receipt.01890a5dac96774bbcceb302099a8057.01890a5dac96700080000000000000c1@tollgate.example>'));

  it('is recorded as the mail server took it', () =>
    expect(recordMail(mail, { outcome: 'taken' })).toMatchObject({
      type: 'MailSent',
      data: { ...receipt, messageId, settingsVersion: 3 },
    }));

  it('has another one where it was asked for again, so that a mail reader shows it', () =>
    expect(messageIdOf(testOrderId, { ...receipt, request: operation }, 'tollgate.example')).toBe(
      '<receipt.01890a5dac96774bbcceb302099a8057.01890a5dac96700080000000000000c1.01890a5dac96700080000000000000c1@tollgate.example>',
    ));

  it('is recorded as given up, with why', () => {
    const refused = { outcome: 'refused', code: 'mailbox_unknown', replyCode: 550, status: '5.1.1' } as const;
    expect(recordMail({ ...mail, request: 'm1' }, refused)).toMatchObject({
      type: 'MailFailed',
      data: { request: 'm1', code: 'mailbox_unknown', replyCode: 550, status: '5.1.1' },
    });
  });

  it('is recorded as sent to nobody', () =>
    expect(recordMail(mail, nobodyAsked('customer_forgotten'))).toMatchObject({
      type: 'MailFailed',
      data: { replyCode: 0, code: 'customer_forgotten' },
    }));
});
