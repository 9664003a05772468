import { isLicenseKeys, type Order } from '@tollgate/order';
import type { LinkOf } from '../downloads/download-list.js';
import { fill } from '../mails/fill.js';
import type { Words } from '../mails/languages.data.js';
import { plainLine } from '../mails/plain-line.js';
import type { Attachment } from '../smtp/mime-message.js';

/** Opens a license key of the order. */
export type LicenseKeyOf = (sealed: string) => string;

/** The license keys of one line. */
export interface ReceiptKeys {
  readonly description: string;
  readonly keys: readonly string[];
  /** The first of them, where there are more than a mail should show. */
  readonly shown: readonly string[];
  /** Of the page with all of them, as long as the link is good. */
  readonly url: string;
}

/** More are in a file: a mail beyond 102 kB is cut off, and the link to their page ends. */
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
      const keys = entitlement.form.value.keys.map(({ sealed }) => licenseKeyOf(sealed));
      return {
        description: placed.lines[entitlement.line - 1]?.description ?? entitlement.sku,
        keys,
        shown: keys.slice(0, MOST_SHOWN),
        url: linkOf(entitlement),
      };
    });

/** What the file with all keys is called. */
export const KEY_FILE = 'license-keys.txt';

/** Where all of so many keys are; a link follows. */
export const allKeysText = ({ allKeys }: Pick<Words, 'allKeys'>, count: number): string =>
  fill(allKeys, { count: String(count), file: KEY_FILE });

/** All keys as a file, where a mail does not show every one: its customer has them however long ago that was. */
export const keyFileOf = (lines: readonly ReceiptKeys[]): readonly Attachment[] => {
  if (lines.every(({ keys, shown }) => keys.length === shown.length)) return [];
  const text = lines.map(({ description, keys }) => [plainLine(description), ...keys, ''].join('\r\n')).join('\r\n');
  return [{ name: KEY_FILE, mediaType: 'text/plain; charset=utf-8', content: Buffer.from(text) }];
};
