import { fold, type Order } from '@tollgate/order';
import {
  authorizationExpired,
  authorizationRequested,
  authorizationReversed,
  authorizationUnknown,
  authorizedPreauth,
  downloadCompleted,
  downloadsGranted,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  mailFailed,
  mailRequested,
  mailSent,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { openDownloads, openMattersOf } from './open-matters.js';

const capture = '01890a5d-ac96-7000-8000-0000000000a1';
const before = new Date('2026-11-24T12:00:00.000Z');
const afterwards = new Date('2026-11-27T12:00:00.000Z');
const placed = [orderPlaced(), orderPriced()];
const asked = [...placed, fraudAccepted(), authorizationRequested()];
const captured = [...asked, paymentAuthorized(), paymentCaptured({}, { id: capture })];
const sent = mailSent({ operation: capture });
const settled = [...captured, downloadsGranted(), downloadCompleted(), sent];
const mugsOnly = orderPlaced({ lines: [{ sku: 'MUG-1', quantity: 1, isShipped: true }] });
const reissueAsked = recorded('DownloadsReissueRequested', { entitlements: [0] }, { version: 2 });

type History = Parameters<typeof fold>[0];
const orderOf = (events: History): Order => {
  const order = fold(events);
  if (order === undefined) throw new Error('the order was placed');
  return order;
};
const matters = (events: History, now = before) => openMattersOf(orderOf(events), now);

describe('what is under way with an order', () => {
  it('is nothing once it is paid, fetched and told', () => expect(matters(settled)).toEqual([]));

  it.each<[string, History]>([
    ['declined', [...asked, paymentDeclined()]],
    ['rejected', [...placed, fraudRejected()]],
    ['reversed', [...asked, authorizationUnknown(), authorizationReversed()]],
    ['expired', [...authorizedPreauth(), authorizationExpired()]],
  ])('is nothing once it is %s', (_, events) => expect(matters(events)).toEqual([]));

  it.each<[string, History]>([
    ['was just placed', [orderPlaced()]],
    ['is held for review', [...placed, fraudHeld()]],
    ['is with the processor', asked],
    ['has an authorization that nobody knows the end of', [...asked, authorizationUnknown()]],
    ['has a refund under way', [...settled, refundRequested()]],
  ])('is a payment while it %s', (_, events) => expect(matters(events)).toContain('payment_pending'));

  it('is an amount that is held', () => expect(matters(authorizedPreauth())).toEqual(['amount_held']));

  it('is a download until it is complete, or its link is over', () => {
    const open = [...captured, downloadsGranted(), sent];
    expect(matters(open)).toEqual(['downloads_open']);
    expect(matters(open, afterwards)).toEqual([]);
    expect([openDownloads(orderOf(open), before), openDownloads(orderOf(settled), before)]).toEqual([1, 0]);
  });

  it('is a download that was paid and not granted yet, or asked for again', () => {
    expect(matters([...captured, sent])).toEqual(['downloads_open']);
    expect(matters([...settled, reissueAsked])).toEqual(['downloads_open']);
    expect(matters([mugsOnly, ...captured.slice(1), sent])).toEqual([]);
  });

  it('is a mail until it was sent or given up', () => {
    const owed = [...captured, downloadsGranted(), downloadCompleted()];
    expect(matters(owed)).toEqual(['mail_due']);
    expect(matters([...owed, mailFailed({ operation: capture })])).toEqual([]);
    expect(matters([...settled, mailRequested({ operation: capture })])).toEqual(['mail_due']);
  });
});
