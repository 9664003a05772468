import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  authorizationRequested,
  bookDeliverable,
  captureRequested,
  fraudAccepted,
  isoReference,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  specification,
} from '@tollgate/testing';
import { recordCapture } from './record-capture.js';

const given = specification(orders);
const id = '01890a5d-ac96-7000-8000-0000000000c2';
const held = [
  orderPlaced({ type: 'preauth' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested({ isSale: false }),
  paymentAuthorized(),
];
const underWay = (minor: bigint, isFinal: boolean) => [
  captureRequested({ amount: usd(minor), isFinal }, { id }),
  recorded('CaptureSubmitted', { operation: id, amount: usd(minor) }, { version: 3 }),
];
const first = (minor: bigint) =>
  paymentCaptured({
    operation: '01890a5d-ac96-7000-8000-0000000000c0',
    amount: usd(minor),
    isSale: false,
    isFinal: false,
    deliverables: [],
  });
const approved = { outcome: 'approved' } as const;
const captured = (minor: bigint, isFinal: boolean, deliverables: readonly (typeof bookDeliverable)[]) =>
  newEvent('PaymentCaptured', { operation: id, amount: usd(minor), isFinal, deliverables: [...deliverables] });

describe('recordCapture', () => {
  it.each([
    ['takes the whole amount', [], { minor: 5426n, isFinal: false }],
    ['takes what earlier ones left', [first(5000n)], { minor: 426n, isFinal: false }],
    ['is the last one the merchant asks for', [], { minor: 100n, isFinal: true }],
  ])('makes the online lines deliverable when the capture %s', (_what, before, { minor, isFinal }) =>
    given(...held, ...before, ...underWay(minor, isFinal))
      .when(recordCapture, id, approved)
      .then(captured(minor, isFinal, [bookDeliverable])),
  );

  it('is final when the processor released the rest with it, though the merchant meant to capture more', () =>
    given(...held, ...underWay(5000n, false))
      .when(recordCapture, id, { outcome: 'approved', releasedRest: true })
      .then(captured(5000n, true, [bookDeliverable])));

  it('makes nothing deliverable while more may be captured', () =>
    given(...held, ...underWay(5425n, false))
      .when(recordCapture, id, approved)
      .then(captured(5425n, false, [])));

  it('A3: makes nothing deliverable with all of a partial approval, unless the merchant asks for no more', () => {
    const partly = [...held.slice(0, 4), paymentAuthorized({ amount: usd(5000n) })];
    given(...partly, ...underWay(5000n, false))
      .when(recordCapture, id, approved)
      .then(captured(5000n, false, []));
    given(...partly, ...underWay(5000n, true))
      .when(recordCapture, id, approved)
      .then(captured(5000n, true, [bookDeliverable]));
  });

  it('makes no line deliverable twice', () =>
    given(
      ...held,
      { ...first(5000n), data: { ...first(5000n).data, deliverables: [bookDeliverable] } } as never,
      ...underWay(426n, true),
    )
      .when(recordCapture, id, approved)
      .then(captured(426n, true, [])));

  it('keeps the name that a processor gives the capture only now', () =>
    given(...held, ...underWay(100n, false))
      .when(recordCapture, id, { outcome: 'approved', reference: isoReference(4) as never })
      .then(newEvent('PaymentCaptured', { operation: id, amount: usd(100n), reference: isoReference(4) })));

  it.each(['unknown_authorization', 'invalid_transaction', 'insufficient_funds'])(
    'M1: fails with the processor’s reason, so that another try or an end is possible: %s',
    (code) =>
      given(...held, ...underWay(5426n, true))
        .when(recordCapture, id, { outcome: 'declined', code, networkCode: '25' })
        .then(newEvent('CaptureFailed', { operation: id, code, networkCode: '25' })),
  );

  it('records nothing while nobody knows what came of it', () =>
    given(...held, ...underWay(5426n, true))
      .when(recordCapture, id, { outcome: 'unknown', cause: 'no_answer' })
      .thenNothing());

  it('I3: is recorded once, and only where it was asked for', () => {
    const done = paymentCaptured({ operation: id, amount: usd(5426n), isSale: false }, { version: 4 });
    given(...held, ...underWay(5426n, true), done)
      .when(recordCapture, id, approved)
      .thenNothing();
    given(...held)
      .when(recordCapture, id, approved)
      .thenNothing();
  });
});
