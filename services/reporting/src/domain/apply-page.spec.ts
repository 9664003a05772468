import { orderPlaced, orderPriced, paymentAuthorized, paymentCaptured, paymentDeclined, recorded } from '@tollgate/order';
import { byOrder, changesOf, isSettled } from './apply-page.js';
import { report } from './reported-order.js';

const other = '01890a5d-ac96-774b-bcce-b302099a8058';
const placed = report(undefined, [orderPlaced()]);
const captured = report(placed, [
  orderPriced(),
  paymentAuthorized({}, { version: 1 }),
  paymentCaptured(undefined, { version: 2 }),
]);

describe('a page of the log', () => {
  it('is read order by order, each in the order of the page', () => {
    const [first, second, third] = [orderPlaced(), orderPlaced({}, { order: other }), orderPriced()];
    expect([...byOrder([first, second, third]).values()]).toEqual([[first, third], [second]]);
  });

  it('changes the rows of the orders it moves, and their days', () => {
    const changes = changesOf([
      { before: placed, after: captured },
      { before: placed, after: placed },
    ]);
    expect(changes.orders.map(({ status }) => status)).toEqual(['approved']);
    expect(changes.sales).toMatchObject([{ orderCount: 1, capturedMinor: 5426n }]);
  });
});

describe('isSettled', () => {
  it('keeps in mind what goes on', () => expect([placed, captured].map(isSettled)).toEqual([false, false]));
  it('forgets what was declined, and what was told to the customer', () => {
    expect(isSettled(report(placed, [paymentAuthorized({}, { version: 1 }), paymentDeclined()]))).toBe(true);
    expect(isSettled(report(captured, [recorded('ReceiptSent', { messageId: '<a@b>' })]))).toBe(true);
  });
});
