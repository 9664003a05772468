import {
  authorizationTimedOut,
  fold,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  testOrderId,
} from '@tollgate/order';
import { isReceiptOwed, nobodyAsked, receiptMessageId, recordReceipt } from './record-receipt.js';

const owed = (...events: Parameters<typeof fold>[0]) => {
  const order = fold([orderPlaced(), orderPriced(), fraudAccepted(), ...events]);
  return order !== undefined && isReceiptOwed(order);
};

describe('isReceiptOwed', () => {
  it('I11: owes one to whoever has paid', () => expect(owed(paymentAuthorized(), paymentCaptured())).toBe(true));
  it('I11: owes none for a declined order', () => expect(owed(paymentDeclined())).toBe(false));
  it('I11: owes none where the outcome is unknown', () => expect(owed(authorizationTimedOut())).toBe(false));
  it('owes none while money is only held', () => expect(owed(paymentAuthorized())).toBe(false));
});

describe('recordReceipt', () => {
  const messageId = receiptMessageId(testOrderId, 'tollgate.example');

  it('I11: gives every copy of an order’s receipt the same Message-ID', () =>
    expect(messageId).toBe('<receipt.01890a5dac96774bbcceb302099a8057@tollgate.example>'));

  it('records what the mail server took', () =>
    expect(recordReceipt(messageId, { outcome: 'taken' })).toMatchObject({ type: 'ReceiptSent', data: { messageId } }));

  it('records what the mail server refused for good', () =>
    expect(recordReceipt(messageId, { outcome: 'refused', replyCode: 550 })).toMatchObject({
      type: 'ReceiptFailed',
      data: { messageId, replyCode: 550 },
    }));

  it('records that nobody could be written to', () =>
    expect(recordReceipt(messageId, nobodyAsked)).toMatchObject({ type: 'ReceiptFailed', data: { replyCode: 0 } }));
});
