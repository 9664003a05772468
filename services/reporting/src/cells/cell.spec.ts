import { domainErrorOf } from '@tollgate/testing';
import { cellOf } from './cell.js';

const wish = { report: 'figures', currency: 'USD', figure: 'captured', of: [] };

describe('a cell of a report', () => {
  it.each([
    ['figures', 'placed', { of: 'placements' }],
    ['figures', 'declined', { of: 'outcomes', outcomes: ['declined'] }],
    ['figures', 'captured', { of: 'movements', events: ['PaymentCaptured'] }],
    ['figures', 'net', { of: 'movements', events: ['PaymentCaptured', 'PaymentRefunded', 'CreditSettled'] }],
    ['product', 'returnedQuantity', { of: 'movements', events: ['PaymentRefunded', 'CreditSettled'] }],
    ['decline', 'orders', { of: 'outcomes', outcomes: ['declined', 'rejected', 'held'] }],
    ['shipping', 'shippingTax', { of: 'movements', events: ['PaymentCaptured'] }],
  ])('%s: %s is looked for in one place', (report, figure, source) =>
    expect(cellOf({ ...wish, report, figure }).source).toEqual(source),
  );

  it.each([
    [{ report: 'toString' }, 'invalid_report', '/report'],
    [{ figure: 'approvalRate' }, 'invalid_figure', '/figure'],
    [{ report: 'tax', figure: 'captured' }, 'invalid_figure', '/figure'],
    [{ report: 'product', figure: 'goods' }, 'invalid_figure', '/figure'],
  ])('is none: %j', (asked, code, field) =>
    expect(domainErrorOf(() => cellOf({ ...wish, ...asked }))).toMatchObject({ code, field }),
  );
});
