import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  authorizationExpired,
  authorizationReversed,
  authorizationUnknown,
  downloadCompleted,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  reviewResolved,
} from '@tollgate/testing';
import { stepsOf } from '../projection/reported-order.js';
import { figuresOf } from './figures.js';

const addedBy = (...events: readonly RecordedEvent[]) =>
  stepsOf(undefined, events)
    .flatMap((step) =>
      figuresOf(step).map(({ add }) => Object.fromEntries(Object.entries(add).filter(([, value]) => value !== 0n))),
    )
    .slice(1);

const operation = '01890a5d-ac96-7000-8000-0000000000e1';
const authorized = [orderPlaced(), orderPriced(), fraudAccepted(), paymentAuthorized({}, { version: 1 })];
const captured = [...authorized, paymentCaptured({}, { version: 2 })];
const sale = { sales: 1n, captures: 1n, captured_minor: 5426n, shipping_minor: 795n, tax_minor: 132n };

describe('figures', () => {
  it('count an order that is approved and taken, and nothing of what is about to be asked', () =>
    expect(addedBy(...captured)).toEqual([{ approved: 1n }, sale]));

  it('count an order as placed when it comes', () =>
    expect(stepsOf(undefined, [orderPlaced()]).flatMap(figuresOf)).toEqual([{ of: [], add: { placed: 1n } }]));

  it('count a refund with its parts, and leave the sale as it was', () =>
    expect(
      addedBy(
        ...captured,
        refundRequested({}, { id: operation }),
        recorded('PaymentRefunded', { operation, amount: usd(5426n) }, { version: 3 }),
      ).at(-1),
    ).toEqual({ refunds: 1n, refunded_minor: 5426n, refunded_shipping_minor: 795n, refunded_tax_minor: 132n }));

  it('M6: count no refund that the processor refused', () =>
    expect(
      addedBy(
        ...captured,
        refundRequested({}, { id: operation }),
        recorded('RefundFailed', { operation, code: 'insufficient_funds' }, { version: 3 }),
      ),
    ).toHaveLength(2));

  it('count an order as held, and again as what becomes of it', () => {
    expect(addedBy(orderPlaced(), orderPriced(), fraudHeld(), reviewResolved('reject'))).toEqual([
      { held: 1n },
      { rejected: 1n },
    ]);
    expect(addedBy(orderPlaced(), orderPriced(), fraudHeld(), reviewResolved('accept'))).toEqual([{ held: 1n }]);
  });

  it('count an order as rejected once, whoever says it again', () => {
    const rejected = recorded('OrderRejected', { code: 'card_data_lost' });
    expect(addedBy(orderPlaced(), orderPriced(), fraudRejected(), rejected)).toEqual([{ rejected: 1n }]);
    expect(addedBy(orderPlaced(), recorded('OrderPricingFailed', { code: 'not_served' }))).toEqual([{ rejected: 1n }]);
  });

  it('count an order as declined by the issuer, and one of which nobody knew once, however often it is undone', () => {
    expect(addedBy(orderPlaced(), orderPriced(), paymentDeclined({}, { version: 1 }))).toEqual([{ declined: 1n }]);
    expect(
      addedBy(orderPlaced(), orderPriced(), authorizationUnknown({ version: 1 }), authorizationReversed({ version: 2 })),
    ).toEqual([{ declined: 1n }]);
  });

  it('count what was never captured as expired or voided, and each complete download', () => {
    expect(addedBy(...authorized, authorizationExpired(usd(5426n), { version: 2 })).at(-1)).toEqual({ expired: 1n });
    expect(addedBy(...authorized, recorded('PaymentVoided', { operation, amount: usd(5426n) }, { version: 2 })).at(-1)).toEqual({
      voided: 1n,
    });
    expect(addedBy(...captured, downloadCompleted(0, { version: 1 })).at(-1)).toEqual({ downloads: 1n });
  });
});
