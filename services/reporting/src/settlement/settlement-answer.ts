import type { MessageInitShape, SettlementResponseSchema } from '@tollgate/contracts';
import type { Bucket } from '../figures/buckets.js';
import type { SettledBucket } from './settlement.repository.js';

/** What moved, by currency, bucket and processor; net is what the processor owes of it. */
export const settlementAnswer = (
  buckets: readonly Bucket[],
  rows: readonly SettledBucket[],
): MessageInitShape<typeof SettlementResponseSchema> => ({
  rows: rows.map(({ currency, processor, bucket, ...sums }) => {
    const [captured, refunded] = [BigInt(sums.captured_minor), BigInt(sums.refunded_minor)];
    const { label = '', beginMs = 0 } = buckets[bucket] ?? {};
    return {
      currency,
      processor,
      label,
      begin: new Date(beginMs).toISOString(),
      captures: BigInt(sums.captures),
      captured,
      refunds: BigInt(sums.refunds),
      refunded,
      net: captured - refunded,
    };
  }),
});
