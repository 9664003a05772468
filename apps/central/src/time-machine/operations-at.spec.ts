import type { Operation } from '../api/order.js';
import { operationsAt } from './operations-at.js';

const refund: Operation = {
  id: 'ref_1',
  kind: 'refund',
  status: 'failed',
  amount: 500,
  currency: 'USD',
  createdAt: '2026-11-27T10:00:00.000Z',
  settledAt: '2026-11-27T10:00:02.000Z',
  code: 'refund_not_allowed',
  networkCode: null,
};

describe('the operations of an order at a moment', () => {
  it('are without those that were asked for later', () => expect(operationsAt([refund], '2026-11-27T09:59:59Z')).toEqual([]));

  it('were under way until they were answered, and nobody knew the answer', () => {
    const { code: _, networkCode: __, ...open } = refund;
    expect(operationsAt([refund], '2026-11-27T10:00:01Z')).toEqual([{ ...open, status: 'pending', settledAt: null }]);
  });

  it('are as they are now once they were answered', () =>
    expect(operationsAt([refund], '2026-11-27T10:00:02Z')).toEqual([refund]));
});
