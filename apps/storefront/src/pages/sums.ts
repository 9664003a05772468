import type { TaxLine } from '@tollgate/sdk';
import { type Html, html, type Part } from './html.js';
import { money } from './money.js';

export interface Sums {
  readonly subtotal: number;
  /** Null where it is not known yet, undefined where nothing is sent. */
  readonly shipping: number | null | undefined;
  readonly tax: number | null;
  readonly total: number | null;
  readonly refunded?: number;
}

/** `0.0625` as `6.25%`. */
export const percent = (rate: string): string => `${Number((Number(rate) * 100).toFixed(4))}%`;

const row = (name: Part, amount: Part): Html => html`<tr><th scope="row">${name}</th><td>${amount}</td></tr>`;

/** What an order costs, line by line, as the gateway figured it out. */
export const sumsTable = (sums: Sums, currency: string, taxLines: readonly TaxLine[] = []): Html => {
  const amount = (minor: number | null): string => (minor === null ? 'to follow' : money(minor, currency));
  const taxes =
    taxLines.length > 0
      ? taxLines.map(({ name, rate, amount: tax }) => row(`${name}, ${percent(rate)}`, amount(tax)))
      : row('Tax', amount(sums.tax));
  return html`<table class="sum"><tbody>
${row('Subtotal', amount(sums.subtotal))}
${sums.shipping !== undefined && row('Shipping', sums.shipping === 0 ? 'free' : amount(sums.shipping))}
${taxes}
</tbody><tbody><tr class="total"><th scope="row">Total</th><td>${amount(sums.total)}</td></tr>
${sums.refunded !== undefined && sums.refunded > 0 && row('Refunded', amount(sums.refunded))}
</tbody></table>`;
};
