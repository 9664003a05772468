/** The statuses that orders can be looked for by. Source: the merchant API, `GET /v1/orders`. */
export const statuses = [
  'pending',
  'review',
  'approved',
  'declined',
  'rejected',
  'voided',
  'expired',
  'refunded',
  'partially_refunded',
  'credited',
] as const;

export type Status = (typeof statuses)[number];
export const isStatus = (text: string): text is Status => statuses.some((one) => one === text);
