import { usd } from '@tollgate/money';
import { fold, type Order, operationOf } from '@tollgate/order';
import {
  authorizationRequested,
  downloadsGranted,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { mailKinds } from '../mails/mail-record.js';
import { receiptMail } from '../receipts/receipt-mail.js';
import { refundMail } from '../refunds/refund-mail.js';
import { defaultReceipt } from '../settings/receipt.schema.js';
import { mailWriters } from './mail-writers.js';

const order = fold([
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured({}, { id: 'c1' }),
  downloadsGranted(),
  refundRequested({ amount: usd(1999n) }, { id: 'r1' }),
  recorded('PaymentRefunded', { operation: 'r1', amount: usd(1999n) }, { version: 4 }),
]) as Order;
const partsFor = (id: string) => {
  const operation = operationOf(order.payment, id);
  if (operation === undefined) throw new Error('no such operation');
  const customer = { email: 'ann@example.com', name: 'Ann Buyer' };
  return {
    order,
    operation,
    customer,
    settings: defaultReceipt,
    linkOf: () => 'https://downloads.example/d/1',
    licenseKeyOf: (sealed: string) => sealed,
  };
};

describe('a mail', () => {
  it('of a receipt says what was charged, with the links, in both forms', () => {
    const { subject, text, html } = receiptMail(partsFor('c1'));
    expect(subject).toBe('Your receipt for order ord_01890a5dac96774bbcceb302099a8057');
    for (const body of [text, html])
      for (const part of ['54.26 USD', 'https://downloads.example/d/1']) expect(body).toContain(part);
  });

  it('of a refund says what went back, in both forms', () => {
    const { subject, text, html } = refundMail(partsFor('r1'));
    expect(subject).toBe('Your refund for order ord_01890a5dac96774bbcceb302099a8057');
    for (const body of [text, html]) expect(body).toContain('19.99 USD');
  });

  it('can be written of every kind that tells of money', () =>
    expect(Object.keys(mailWriters).toSorted()).toEqual(
      mailKinds.filter((kind) => !['links', 'update'].includes(kind)).toSorted(),
    ));
});
