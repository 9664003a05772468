import { domainErrorOf } from '@tollgate/testing';
import { breakdownKind, breakdownStatement } from './breakdown-statement.js';

describe('the statement for a breakdown', () => {
  it('I14: is always of one merchant and mode', () => {
    for (const by of ['product', 'country', 'tax', 'shipping', 'decline']) {
      const text = breakdownStatement(breakdownKind(by));
      expect(text).toContain('merchant = $1 AND mode = $2');
      expect(text).toContain('LIMIT $6');
    }
  });

  it('is of what there is', () =>
    expect(domainErrorOf(() => breakdownKind('toString'))).toMatchObject({ code: 'invalid_breakdown', field: '/by' }));
});
