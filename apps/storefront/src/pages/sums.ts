import type { TaxLine } from '@tollgate/sdk';
import type { Locale } from '../texts/locale.js';
import { type Html, html, type Part } from './html.js';

export interface Sums {
  readonly subtotal: number;
  /** Null where it is not known yet, undefined where nothing is sent. */
  readonly shipping: number | null | undefined;
  readonly tax: number | null;
  readonly total: number | null;
  readonly refunded?: number;
  readonly currency: string;
  readonly taxLines?: readonly TaxLine[];
}

const row = (name: Part, amount: Part): Html => html`<tr><th scope="row">${name}</th><td>${amount}</td></tr>`;

/** What an order costs, line by line, as the gateway figured it out. */
export const sumsTable = (sums: Sums, { say, money, percent }: Locale): Html => {
  const { subtotal, shipping, tax, total, refunded, currency, taxLines = [] } = sums;
  const amount = (minor: number | null): string => (minor === null ? say('sum.later') : money(minor, currency));
  const taxes =
    taxLines.length > 0
      ? taxLines.map(({ name, rate, amount: part }) => row(`${name}, ${percent(rate)}`, amount(part)))
      : row(say('sum.tax'), amount(tax));
  return html`<table class="sum"><tbody>
${row(say('sum.subtotal'), amount(subtotal))}
${shipping !== undefined && row(say('sum.shipping'), shipping === 0 ? say('sum.free') : amount(shipping))}
${taxes}
</tbody><tbody><tr class="total"><th scope="row">${say('sum.total')}</th><td>${amount(total)}</td></tr>
${refunded !== undefined && refunded > 0 && row(say('sum.refunded'), amount(refunded))}
</tbody></table>`;
};
