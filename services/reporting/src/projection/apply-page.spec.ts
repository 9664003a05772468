import {
  captureRequested,
  fraudAccepted,
  mailSent,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
} from '@tollgate/testing';
import { byOrder, changesOf, isSettled } from './apply-page.js';
import { projections } from './projections.js';
import { type ReportedOrder, stepsOf } from './reported-order.js';

const other = '01890a5d-ac96-774b-bcce-b302099a8058';
const ofOther = { subject: { kind: 'order', id: other } } as const;
const history = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  paymentAuthorized({}, { version: 1 }),
  paymentCaptured({}, { version: 2 }),
];
const after = (...events: Parameters<typeof stepsOf>[1]): ReportedOrder => {
  const last = stepsOf(undefined, events).at(-1);
  if (last === undefined) throw new Error('nothing happened');
  return last.after;
};

describe('a page of the log', () => {
  it('is read order by order, each in the order of the page', () => {
    const [first, second, third] = [orderPlaced(), orderPlaced({}, ofOther), orderPriced()];
    expect([...byOrder([first, second, third]).values()]).toEqual([[first, third], [second]]);
  });

  it('holds events of other subjects, which no report shows', () => {
    const changed = recorded('SettingsChanged', { area: 'receipt', document: '{}' });
    expect([...byOrder([changed])]).toEqual([]);
  });

  it('R3: writes each order once, and each day of a merchant once, however much happened', () => {
    const steps = [
      ...stepsOf(undefined, history),
      ...stepsOf(
        undefined,
        history.map((event) => ({ ...event, header: { ...event.header, ...ofOther } })),
      ),
    ];
    const written = new Map(projections.map(({ table }, index) => [table.name, changesOf(projections, steps)[index]]));
    expect(written.get('orders')?.[0]).toHaveLength(2);
    const [, , grains, , , placed] = written.get('figures') ?? [];
    expect([grains, placed]).toEqual([
      ['quarter', 'hour', 'day', 'month'],
      [2n, 2n, 2n, 2n],
    ]);
  });
});

describe('an order is kept in mind', () => {
  const placed = after(orderPlaced());
  const captured = after(...history);

  it('while something of it goes on', () => {
    const asked = after(...history, mailSent(), captureRequested({}, { version: 2 }));
    expect([placed, captured, asked].map(isSettled)).toEqual([false, false, false]);
  });

  it('until it was declined, or the customer was told', () => {
    expect(isSettled(after(orderPlaced(), orderPriced(), paymentDeclined({}, { version: 1 })))).toBe(true);
    expect(isSettled(after(...history, mailSent()))).toBe(true);
  });
});
