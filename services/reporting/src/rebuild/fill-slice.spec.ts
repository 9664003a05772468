import type { RecordedEvent } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { orderPlaced, orderPriced, paymentAuthorized, paymentCaptured, recorded } from '@tollgate/testing';
import { projections } from '../projection/projections.js';
import { fillSlice } from './fill-slice.js';
import type { SubjectRows } from './histories.js';

const idOf = (order: number): string => `01890a5d-ac96-774b-bcce-${String(order).padStart(12, '0')}`;
const rowsOf = (order: number, events: (of: object) => readonly RecordedEvent[]): SubjectRows => {
  const subject = idOf(order);
  const rows = events({ subject: { kind: 'order', id: subject } }).map(({ type, headerText, dataText }, index) => ({
    subject,
    position: index + 1,
    isBelow: true,
    type,
    headerText,
    dataText,
  }));
  return { subject, rows };
};
const sale = (of: object) => [
  orderPlaced({}, of),
  orderPriced({}, of),
  paymentAuthorized({}, { version: 1, ...of }),
  paymentCaptured({}, { version: 2, ...of }),
];
const ordersIn = ({ lines }: ReturnType<typeof fillSlice>) =>
  lines[projections.findIndex(({ table }) => table.name === 'orders')]?.match(/^[^\t]+(?=\t)/gm) ?? [];

describe('a slice of whole histories', () => {
  it('brings what a page of them would', () => {
    const filled = fillSlice([rowsOf(1, sale), rowsOf(2, sale)]);
    expect([filled.events, filled.parked, ordersIn(filled)]).toEqual([8, [], [idOf(1), idOf(2)]]);
  });

  it('counts events of other subjects, which no report shows', () => {
    const settings = rowsOf(1, () => [recorded('SettingsChanged', { area: 'receipt', document: '{}' })]);
    const filled = fillSlice([settings]);
    expect([filled.events, filled.parked, ordersIn(filled)]).toEqual([1, [], []]);
  });

  it('passes over an order that nothing certain is known of: it comes later', () => {
    const [one] = [rowsOf(1, sale)].map(({ subject, rows }) => ({
      subject,
      rows: rows.map((row) => ({ ...row, isBelow: row.position > 1 })),
    }));
    const filled = fillSlice(one === undefined ? [] : [one]);
    expect([filled.events, filled.parked, ordersIn(filled)]).toEqual([3, [], []]);
  });

  it('I16: leaves out an order that cannot be told, and one that cannot be projected, and the rest are there', () => {
    const stray = rowsOf(1, (of) => [orderPriced({}, of)]);
    const foreign = rowsOf(2, (of) => [
      ...sale(of).slice(0, 3),
      paymentCaptured({ amount: money(1n, 'EUR') }, { version: 2, ...of }),
    ]);
    const filled = fillSlice([stray, foreign, rowsOf(3, sale)]);
    expect([filled.parked, ordersIn(filled)]).toEqual([[idOf(1), idOf(2)], [idOf(3)]]);
  });
});
