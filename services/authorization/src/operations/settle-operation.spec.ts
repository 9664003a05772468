import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  isoReference,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  recorded,
  specification,
  voidRequested,
} from '@tollgate/testing';
import { type Ends, settleOperation } from './settle-operation.js';

const given = specification(orders);
const id = '01890a5d-ac96-7000-8000-0000000000c2';
const asked = [
  orderPlaced({ type: 'preauth' }),
  orderPriced(),
  paymentAuthorized(),
  voidRequested({ amount: usd(5426n) }, { id }),
];
const ends: Ends = {
  failed: (failure) => newEvent('VoidFailed', failure),
  done: ({ amount }, reference) => newEvent('PaymentVoided', { operation: id, amount, ...reference }),
};

describe('what the processor said of an operation', () => {
  it('is its end, with the name that the processor gives it only now', () =>
    given(...asked)
      .when(settleOperation, { id, answer: { outcome: 'approved', reference: isoReference(9) as never } }, ends)
      .then(newEvent('PaymentVoided', { operation: id, amount: usd(5426n), reference: isoReference(9) })));

  it('is its failure, by a stable code and the network’s', () =>
    given(...asked)
      .when(settleOperation, { id, answer: { outcome: 'declined', code: 'declined', networkCode: '12' } }, ends)
      .then(newEvent('VoidFailed', { operation: id, code: 'declined', networkCode: '12' })));

  it('changes nothing while it is unknown, once it has its end, and where nobody asked', () => {
    given(...asked)
      .when(settleOperation, { id, answer: { outcome: 'unknown', cause: 'no_answer' } }, ends)
      .thenNothing();
    given(...asked, recorded('PaymentVoided', { operation: id, amount: usd(5426n) }, { version: 3 }))
      .when(settleOperation, { id, answer: { outcome: 'approved' } }, ends)
      .thenNothing();
    given(...asked.slice(0, 3))
      .when(settleOperation, { id, answer: { outcome: 'approved' } }, ends)
      .thenNothing();
  });
});
