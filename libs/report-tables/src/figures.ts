/** What happened in a time, in one currency, as the API answers it; amounts in minor units. */
export interface Figures {
  readonly placed: number;
  readonly approved: number;
  readonly declined: number;
  readonly rejected: number;
  readonly held: number;
  readonly downloads: number;
  /** Orders of which money was first taken. */
  readonly sales: number;
  readonly captured: number;
  readonly shipping: number;
  readonly tax: number;
  readonly refunds: number;
  readonly refunded: number;
  readonly refundedShipping: number;
  readonly refundedTax: number;
  readonly net: number;
}

export interface CurrencyFigures {
  readonly currency: string;
  readonly total: Figures;
  /** By hour, day or month: `2026-11-23`, `2026-11`. */
  readonly series: readonly { readonly label: string; readonly begin: string; readonly figures: Figures }[];
}

export const noFigures: Figures = {
  placed: 0,
  approved: 0,
  declined: 0,
  rejected: 0,
  held: 0,
  downloads: 0,
  sales: 0,
  captured: 0,
  shipping: 0,
  tax: 0,
  refunds: 0,
  refunded: 0,
  refundedShipping: 0,
  refundedTax: 0,
  net: 0,
};

/** Of those that the issuer was asked about, how many it approved: 0 to 1; undefined where it was asked about none. */
export const approvalRate = ({ approved, declined }: Figures): number | undefined =>
  approved + declined === 0 ? undefined : approved / (approved + declined);
