import { create, ProcessorReferenceSchema } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order, operationOf } from '@tollgate/order';
import {
  authorizationRequested,
  authorizationUnknown,
  captureRequested,
  fraudAccepted,
  isoReference,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  testMerchant,
  testOrderId,
  testPlacementId,
} from '@tollgate/testing';
import type { CardDetails } from './card-processor.js';
import { authorizationRequestOf, operationRequestOf, reversalRequestOf } from './processor-request.js';

const card = { expiry: '3012' } as CardDetails;
const placed = (type: string) => [orderPlaced({ type, reference: 'SHOP-7' }), orderPriced(), fraudAccepted()];
const order = {
  id: testOrderId,
  merchant: testMerchant,
  mode: 'test',
  reference: 'SHOP-7',
  placedAt: '2026-11-23T12:00:00.000Z',
};
const preauth = [...placed('preauth'), authorizationRequested({ isSale: false })];
const original = {
  operation: testPlacementId,
  amount: usd(5426n),
  isSale: false,
  reference: create(ProcessorReferenceSchema, isoReference()),
};

describe('a request to a processor', () => {
  it.each([
    ['sale', true],
    ['preauth', false],
  ])('for a %s takes the priced total of the order', (type, isSale) =>
    expect(authorizationRequestOf(fold(placed(type)) as Order, card)).toEqual({
      kind: 'authorize',
      operation: testPlacementId,
      order,
      amount: usd(5426n),
      isSale,
      isFinal: isSale,
      card,
    }),
  );

  it('of a capture is about the authorization, and a repetition has the name of what it repeats', () => {
    const id = '01890a5d-ac96-7000-8000-0000000000c1';
    const asked = captureRequested({ amount: usd(2000n), isFinal: true }, { id });
    const state = fold([...preauth, paymentAuthorized(), asked]) as Order;
    const capture = operationOf(state.payment, id) as never;
    const request = { kind: 'capture', operation: id, order, amount: usd(2000n), isSale: false, isFinal: true };
    const about = { ...original, authorizationCode: 'A12345' };
    expect(operationRequestOf(state, capture)).toEqual({ ...request, original: about });
    const repeats = { reference: isoReference(4) as never, attempts: 2 };
    expect(operationRequestOf(state, capture, repeats)).toEqual({ ...request, original: about, repeats });
  });

  it('that undoes an authorization has no code to quote, as nobody knows its answer', () =>
    expect(reversalRequestOf(fold([...preauth, authorizationUnknown()]) as Order)).toEqual({
      kind: 'reverse',
      operation: testPlacementId,
      order,
      amount: usd(5426n),
      isSale: false,
      isFinal: true,
      original: { ...original, authorizationCode: '' },
    }));

  it('of an order that was never authorized is a defect', () => {
    expect(() => reversalRequestOf(fold(placed('sale')) as Order)).toThrow('invariant broken');
  });
});
