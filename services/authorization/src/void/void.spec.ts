import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order, orders } from '@tollgate/order';
import {
  authorizationExpired,
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  specification,
  voidRequested,
} from '@tollgate/testing';
import { recordVoid } from './record-void.js';
import { refuseVoid, submitVoid } from './submit-void.js';

const given = specification(orders);
const id = '01890a5d-ac96-7000-8000-0000000000d1';
const held = [
  orderPlaced({ type: 'preauth' }),
  orderPriced({ total: usd(10_000n) }),
  fraudAccepted(),
  authorizationRequested({ isSale: false, amount: usd(10_000n) }),
  paymentAuthorized({ amount: usd(10_000n) }),
];
const captured = (operation: string, minor: bigint) =>
  paymentCaptured({ operation, amount: usd(minor), isSale: false, isFinal: false, deliverables: [] });
const asked = voidRequested({ amount: usd(1000n) }, { id });
const submitted = recorded('VoidSubmitted', { operation: id, amount: usd(1000n) }, { version: 5 });
const done = recorded('PaymentVoided', { operation: id, amount: usd(1000n) }, { version: 6 });
const partly = [...held, captured('c1', 7000n), captured('c2', 2000n)];

describe('submitVoid', () => {
  it('M5: gives up the 10 that captures of 70 and 20 leave of 100', () =>
    given(...partly, asked)
      .when(submitVoid, id, { reference: undefined })
      .then(newEvent('VoidSubmitted', { operation: id, amount: usd(1000n) })));

  it('gives up more than was asked for, where a capture failed meanwhile', () =>
    given(...held, captured('c1', 7000n), asked)
      .when(submitVoid, id, { reference: undefined })
      .then(newEvent('VoidSubmitted', { operation: id, amount: usd(3000n) })));

  it('is submitted once, and only where it was asked for', () => {
    given(...partly, asked, submitted)
      .when(submitVoid, id, { reference: undefined })
      .thenNothing();
    given(...partly)
      .when(submitVoid, id, { reference: undefined })
      .thenNothing();
    given(...partly, asked, authorizationExpired(usd(1000n)))
      .when(submitVoid, id, { reference: undefined })
      .thenNothing();
  });

  it.each<[string, string, readonly RecordedEvent[]]>([
    ['it has expired', 'authorization_expired', [...held, authorizationExpired(usd(10_000n))]],
    ['it was voided before', 'already_voided', [...partly, asked, submitted, done]],
    ['all of it is captured', 'nothing_to_void', [...held, captured('c1', 10_000n)]],
    ['nothing was authorized', 'not_authorized', held.slice(0, 4)],
  ])('is refused when %s: %s', (_when, code, events) => expect(refuseVoid(fold(events) as Order)).toBe(code));
});

describe('recordVoid', () => {
  const underWay = [...partly, asked, submitted];
  it('records what is released', () =>
    given(...underWay)
      .when(recordVoid, id, { outcome: 'approved' })
      .then(newEvent('PaymentVoided', { operation: id, amount: usd(1000n) })));

  it('fails with the processor’s reason', () =>
    given(...underWay)
      .when(recordVoid, id, { outcome: 'declined', code: 'unknown_authorization', networkCode: '25' })
      .then(newEvent('VoidFailed', { operation: id, code: 'unknown_authorization', networkCode: '25' })));

  it('records nothing while nobody knows, and nothing twice', () => {
    given(...underWay)
      .when(recordVoid, id, { outcome: 'unknown', cause: 'no_answer' })
      .thenNothing();
    given(...underWay, done)
      .when(recordVoid, id, { outcome: 'approved' })
      .thenNothing();
  });
});
