import type { GetCardResponse } from '@tollgate/contracts';

/** A saved card as its merchant is shown it: never its number, nor its first digits. */
export const describeCardToken = ({
  token,
  brand,
  last4,
  expiryMonth,
  expiryYear,
  createdAt,
}: Pick<GetCardResponse, 'token' | 'brand' | 'last4' | 'expiryMonth' | 'expiryYear' | 'createdAt'>) => ({
  id: token,
  brand,
  last4,
  expiryMonth,
  expiryYear,
  createdAt,
});

/** A saved card as it is answered. */
export type ShownCardToken = ReturnType<typeof describeCardToken>;
