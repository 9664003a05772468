import type { RequestOptions } from '@tollgate/messaging';

/** How long a report is waited for; as it was at a moment, orders are folded for it. A year by day in many currencies is more than
 *  the bus carries. */
export const reportLimits = ({ at = '' }: { readonly at?: string | undefined } = {}): RequestOptions => ({
  timeoutMs: at === '' ? 5_000 : 10_000,
  mayBeLarge: true,
});
