import { settlementAnswer } from './settlement-answer.js';

it('settlement is answered by the names of its buckets, with what the processor owes', () => {
  const sums = { captures: '1', captured_minor: '900', refunds: '2', refunded_minor: '1000' };
  const buckets = [{ label: '2026-11-23', beginMs: Date.parse('2026-11-23T05:00:00Z') }];
  expect(settlementAnswer(buckets, [{ currency: 'USD', processor: 'stripe', bucket: 0, ...sums }]).rows).toEqual([
    {
      currency: 'USD',
      processor: 'stripe',
      label: '2026-11-23',
      begin: '2026-11-23T05:00:00.000Z',
      captures: 1n,
      captured: 900n,
      refunds: 2n,
      refunded: 1_000n,
      net: -100n,
    },
  ]);
});
