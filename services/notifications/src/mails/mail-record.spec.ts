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
const receipt = { kind: 'receipt', operation } as const;
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
    expect(isOwed(after(...asked), { kind: 'refund', operation: 'r1' })).toBe(false);
    const refunded = recorded('PaymentRefunded', { operation: 'r1', amount: usd(100n) }, { version: 4 });
    expect(isOwed(after(...asked, refunded), { kind: 'refund', operation: 'r1' })).toBe(true);
  });

  it('is known by its kind and operation once it is recorded', () => {
    const order = after(paymentAuthorized(), captured, mailSent({ operation }));
    expect(isRecorded(order, receipt)).toBe(true);
    expect(isRecorded(order, { kind: 'refund', operation })).toBe(false);
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

  it('is recorded as refused for good', () =>
    expect(recordMail(mail, { outcome: 'refused', replyCode: 550 })).toMatchObject({
      type: 'MailFailed',
      data: { replyCode: 550 },
    }));

  it('is recorded as sent to nobody', () =>
    expect(recordMail(mail, nobodyAsked)).toMatchObject({ type: 'MailFailed', data: { replyCode: 0 } }));
});
