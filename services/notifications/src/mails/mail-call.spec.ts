import type { RecordedEvent } from '@tollgate/contracts';
import { fold, type Order } from '@tollgate/order';
import {
  captureRequested,
  downloadsGranted,
  mailRequested,
  mailSent,
  onlineLine,
  orderPlaced,
  paymentCaptured,
  recorded,
  shippedLine,
} from '@tollgate/testing';
import { isDueByOrder, isDueNow, mailCallOf, mailSubjectOf } from './mail-call.js';

const sale = paymentCaptured({ isSale: true, deliverables: [] }, { id: 's1' });
const part = paymentCaptured({ isSale: false, operation: 'c1', deliverables: [] }, { id: 'e1' });
const refund = recorded('PaymentRefunded', { operation: 'r1' });
const asked = mailRequested({ kind: 'receipt', operation: 'c1' }, { id: 'm1' });
const subjectFor = (event: RecordedEvent, ...others: RecordedEvent[]) => {
  const call = mailCallOf(event);
  return call && mailSubjectOf(call, [orderPlaced(), captureRequested({}, { id: 'c1' }), ...others, event]);
};

describe('the mail that an event calls for', () => {
  it('is the receipt of a sale', () => expect(subjectFor(sale)).toEqual({ kind: 'receipt', operation: 's1', request: '' }));
  it('is the receipt of a capture, by the capture itself or by what it brings', () => {
    const receipt = { kind: 'receipt', operation: 'c1', request: '' };
    expect(subjectFor(part)).toEqual(receipt);
    expect(subjectFor(downloadsGranted({}, { causation: 'e1' }), part)).toEqual(receipt);
  });
  it('is none for a sale with something to download before it is granted', () => {
    const deliverables = [{ line: 1, sku: 'EBOOK-1', forms: [] }];
    expect(mailCallOf(paymentCaptured({ isSale: true, deliverables }))).toBeUndefined();
  });
  it('is the note of a refund', () => expect(subjectFor(refund)).toEqual({ kind: 'refund', operation: 'r1', request: '' }));
  it('is the one that the merchant asked for', () =>
    expect(subjectFor(asked, part)).toEqual({ kind: 'receipt', operation: 'c1', request: 'm1' }));
  it('is none where only a later release can write it', () =>
    expect(mailCallOf(mailRequested({ kind: 'invoice' }))).toBeUndefined());
  it('is the note of new links, where there are some and the customer is to be told', () => {
    const links = [{ entitlement: 0, generation: 2, downloads: 1 }];
    const reissued = (data: object) => recorded('DownloadsReissued', { links, request: 'q1', isTold: true, ...data });
    expect(subjectFor(reissued({}))).toEqual({ kind: 'links', operation: 'q1', request: '' });
    expect(mailCallOf(reissued({ links: [] }))).toBeUndefined();
    expect(mailCallOf(reissued({ isTold: false }))).toBeUndefined();
    expect(mailCallOf(mailRequested({ kind: 'links', operation: 'q1' }))).toBeUndefined();
  });
  it('is none for any other event', () => expect(mailCallOf(mailSent())).toBeUndefined());

  it('is due by the order for a capture that is no sale, and then where nothing is delivered online', () => {
    expect([sale, part, refund, asked].map(isDueByOrder)).toEqual([false, true, false, false]);
    const orders = [onlineLine, shippedLine].map((line) => fold([orderPlaced({ lines: [line] })]) as Order);
    expect(orders.map(isDueNow)).toEqual([false, true]);
  });
});
