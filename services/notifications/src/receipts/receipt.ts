import type { Money as Amount } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { type Money, times } from '@tollgate/money';
import { isKnown, isLicenseKeys, type Operation } from '@tollgate/order';
import { type DownloadList, downloadsFor, type LinkOf } from '../downloads/download-list.js';
import { fill } from '../mails/fill.js';
import type { Words } from '../mails/languages.data.js';
import { type Letter, type LetterParts, letterTo } from '../mails/letter.js';
import { showMoney, showRate, showTime } from '../mails/show.js';
import { type LicenseKeyOf, type ReceiptKeys, receiptKeys } from './receipt-keys.js';

/** A receipt's content, ready to be set in text or HTML: every amount, date and size as it is read. Nothing in it is escaped yet. */
export interface Receipt extends Letter, DownloadList {
  /** YYYY-MM-DD, UTC. */
  readonly placedOn: string;
  readonly lines: readonly ReceiptLine[];
  /** Subtotal, shipping, each tax, total: in this order, with what is paid last. */
  readonly sums: readonly Sum[];
  readonly charged: string;
  /** Lines of the address; empty when nothing is shipped. */
  readonly shipTo: readonly string[];
  readonly licenseKeys: readonly ReceiptKeys[];
  /** The parcel that left with the capture, where the merchant told of one. */
  readonly parcel: Parcel | undefined;
}

export type Parcel = Pick<NonNullable<Operation['shipment']>, 'carrier' | 'trackingNumber' | 'trackingUrl'>;

/** What it begins with where the merchant wrote nothing. */
export const introOf = ({ words, parcel }: Receipt): string => (parcel === undefined ? words.thanks : words.shippedIntro);

export interface ReceiptLine {
  readonly description: string;
  /** Empty where the merchant does not show it. */
  readonly sku: string;
  readonly quantity: number;
  readonly unit: string;
  readonly amount: string;
}

export interface Sum {
  readonly label: string;
  readonly amount: string;
}

const required = (amount: Amount | undefined, what: string): Money => {
  invariant(amount !== undefined, `a paid order says its ${what}`);
  return amount;
};

const linesOf = ({ order: { placed }, settings: { showsSku } }: ReceiptParts): readonly ReceiptLine[] =>
  placed.lines.map(({ description, sku, quantity, unitAmount }) => {
    const unit = required(unitAmount, 'unit amounts');
    const amounts = { unit: showMoney(unit), amount: showMoney(times(unit, quantity)) };
    return { description, sku: showsSku ? sku : '', quantity, ...amounts };
  });

/** A way of sending by its name; the merchant's own in the words that its code is made of. */
const methodName = ({ methods }: Words, method: string): string => {
  const words = method.replace(/[_-]+/g, ' ');
  return (Object.hasOwn(methods, method) && methods[method]) || words.charAt(0).toUpperCase() + words.slice(1);
};

const sumsOf = ({ order: { pricing }, settings }: ReceiptParts, { words }: Letter): readonly Sum[] => {
  invariant(pricing !== undefined, 'a paid order is priced');
  const shipping = required(pricing.shipping, 'shipping');
  const taxes = (settings.showsTaxLines ? pricing.taxLines : []).map(({ name, jurisdiction, ratePpm, amount }) => ({
    label: `${name || words.tax} (${jurisdiction}, ${showRate(ratePpm)})`,
    amount: showMoney(required(amount, 'taxes')),
  }));
  const shipped = { label: `${words.shipping} (${methodName(words, pricing.shippingMethod)})`, amount: showMoney(shipping) };
  return [
    { label: words.subtotal, amount: showMoney(required(pricing.subtotal, 'subtotal')) },
    ...(pricing.shippingMethod === '' ? [] : [shipped]),
    ...(taxes.length > 0 ? taxes : [{ label: words.tax, amount: showMoney(required(pricing.tax, 'tax')) }]),
    { label: words.total, amount: showMoney(required(pricing.total, 'total')) },
  ];
};

const shipToOf = ({ order, customer: { name, shippingAddress } }: ReceiptParts): readonly string[] => {
  const { shipping } = order.placed;
  if (shipping === undefined) return [];
  const { line1, line2, city } = shippingAddress ?? {};
  const place = [city, shipping.region, shipping.postalCode].filter(Boolean).join(' ');
  return [shippingAddress?.name ?? name, line1, line2, place, shipping.country].filter(
    (line) => line !== undefined && line !== '',
  ) as string[];
};

export interface ReceiptParts extends LetterParts {
  /** The capture that it is for. */
  readonly capture: Operation;
  /** Tells the address of a download's page. */
  readonly linkOf: LinkOf;
  readonly licenseKeyOf: LicenseKeyOf;
}

/** The receipt of a capture. Throws where the order is not priced: a defect. */
export const composeReceipt = (parts: ReceiptParts): Receipt => {
  const { order, capture, linkOf } = parts;
  const letter = letterTo(parts);
  const { entitlements, expiresAt } = order.delivery;
  return {
    ...letter,
    placedOn: order.placedAt.slice(0, 10),
    lines: linesOf(parts),
    sums: sumsOf(parts, letter),
    charged: showMoney(capture.amount),
    shipTo: shipToOf(parts),
    parcel: capture.shipment,
    ...downloadsFor(
      { order, language: letter.language, linkOf },
      entitlements.filter(isKnown).filter((one) => !one.isRevoked && !isLicenseKeys(one)),
    ),
    downloadsUntil: expiresAt === '' ? '' : fill(letter.words.linksUntil, { until: showTime(expiresAt) }),
    licenseKeys: receiptKeys(parts),
  };
};
