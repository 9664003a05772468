import { isLicenseKeys, type Order } from '@tollgate/order';
import type { LinkOf } from '../downloads/download-list.js';

/** Opens a license key of the order. */
export type LicenseKeyOf = (sealed: string) => string;

/** The license keys of one line. */
export interface ReceiptKeys {
  readonly description: string;
  /** The first of them, where there are more than a mail should show. */
  readonly keys: readonly string[];
  readonly count: number;
  /** Of the page with all of them. */
  readonly url: string;
}

/** More are on their page: a mail beyond 102 kB is cut off. */
const MOST_SHOWN = 20;

export interface KeysOf {
  readonly order: Order;
  readonly linkOf: LinkOf;
  readonly licenseKeyOf: LicenseKeyOf;
}

/** What a receipt shows of an order's license keys, but for those of lines that were refunded. */
export const receiptKeys = ({ order: { placed, delivery }, linkOf, licenseKeyOf }: KeysOf): readonly ReceiptKeys[] =>
  delivery.entitlements
    .filter(isLicenseKeys)
    .filter(({ isRevoked }) => !isRevoked)
    .map((entitlement) => {
      const { keys } = entitlement.form.value;
      return {
        description: placed.lines[entitlement.line - 1]?.description ?? entitlement.sku,
        keys: keys.slice(0, MOST_SHOWN).map(({ sealed }) => licenseKeyOf(sealed)),
        count: keys.length,
        url: linkOf(entitlement),
      };
    });
