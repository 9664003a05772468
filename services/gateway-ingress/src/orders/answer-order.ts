import type { EventData } from '@tollgate/contracts';
import { toPublicId } from '@tollgate/contracts';
import { type Money, rateToDecimal } from '@tollgate/money';
import {
  authorizationOf,
  balance,
  creditOf,
  type Entitlement,
  isFile,
  isLicenseKeys,
  isOnline,
  linkExpiry,
  type Order,
  orderTotalOf,
  paymentStatusOf,
  statusOf,
} from '@tollgate/order';
import { describeMails } from '../mails/describe-mail.js';
import { describeFileOf } from './download-answer.schema.js';
import { toJsonInteger } from './json-integer.js';

/** What an answer shows of an order that its events alone do not tell: the keys it takes are nothing a decision knows. */
export interface OrderViews {
  /** The address of an entitlement's download page. */
  readonly linkOf: (link: { readonly order: string; readonly index: number; readonly generation: number }) => string;
  /** A license key of an order, unsealed. */
  readonly licenseKeyOf: (order: string, sealed: string) => string;
}

const amount = (money: Money | undefined): number | null => (money === undefined ? null : toJsonInteger(money.minor));

const subtotalOf = ({ placed }: Order): number =>
  toJsonInteger(placed.lines.reduce((sum, { unitAmount, quantity }) => sum + (unitAmount?.minor ?? 0n) * BigInt(quantity), 0n));

const creditedIn = ({ credit, payment }: Order) => {
  if (credit === undefined) return {};
  const given = creditOf(payment);
  return { credited: given?.state === 'succeeded' ? toJsonInteger(given.amount.minor) : 0 };
};

/** Prices are null where the order is not priced (yet). */
const amountsOf = (order: Order) => {
  const { captured, refunded } = balance(order.payment, order.placed.currency);
  return {
    subtotal: subtotalOf(order),
    shipping: amount(order.pricing?.shipping),
    tax: amount(order.pricing?.tax),
    total: amount(orderTotalOf(order)),
    captured: toJsonInteger(captured.minor),
    refunded: toJsonInteger(refunded.minor),
    ...creditedIn(order),
  };
};

export const taxLinesOf = (pricing: Pick<EventData<'OrderPriced'>, 'taxLines'> | undefined) =>
  (pricing?.taxLines ?? []).map((line) => ({
    jurisdiction: line.jurisdiction,
    name: line.name,
    rate: rateToDecimal(line.ratePpm),
    taxable: amount(line.taxable),
    amount: amount(line.amount),
  }));

const fraudOf = ({ fraud }: Order) => {
  if (fraud === undefined) return null;
  const { decision, score, reasons, duplicateOf } = fraud;
  return { decision, score, reasons, ...(duplicateOf === '' ? {} : { duplicateOf: toPublicId('ord', duplicateOf) }) };
};

const paymentOf = (order: Order) => {
  const { card } = order.placed;
  const authorization = authorizationOf(order.payment);
  return {
    status: paymentStatusOf(order),
    brand: card?.brand ?? '',
    last4: card?.last4 ?? '',
    authorizationCode: authorization?.authorizationCode || null,
    avs: authorization?.avs || null,
    cvc: authorization?.cvc || null,
  };
};

const pageOf = ({ id: order }: Order, { index, generation }: Entitlement, views: OrderViews): string =>
  views.linkOf({ order, index, generation });

type IsShown = (entitlement: Entitlement) => boolean;

/** The files that the customer may download; one whose line was refunded has no link. */
export const downloadsOf = (order: Order, views: OrderViews, isShown: IsShown = () => true) =>
  order.delivery.entitlements
    .filter(isFile)
    .filter((entitlement) => !entitlement.isRevoked && isShown(entitlement))
    .map((entitlement) => ({
      sku: entitlement.sku,
      ...describeFileOf(entitlement, pageOf(order, entitlement, views)),
      expiresAt: linkExpiry(order.delivery, entitlement),
    }));

/** The license keys that the customer has; those of a refunded line are theirs no more. */
export const licenseKeysOf = (order: Order, views: OrderViews, isShown: IsShown = () => true) =>
  order.delivery.entitlements
    .filter(isLicenseKeys)
    .filter((entitlement) => !entitlement.isRevoked && isShown(entitlement))
    .flatMap((entitlement) => {
      const { sku, line, form } = entitlement;
      const url = pageOf(order, entitlement, views);
      return form.value.keys.map(({ id, sealed }) => ({
        id: toPublicId('lic', id),
        sku,
        line,
        key: views.licenseKeyOf(order.id, sealed),
        url,
      }));
    });

/** An order as the merchant is answered, made of its events alone: the same order gives the same text, today and when the request is repeated. */
export const answerOrder = (order: Order, views: OrderViews) => ({
  id: toPublicId('ord', order.id),
  status: statusOf(order),
  type: order.placed.type,
  currency: order.placed.currency,
  reference: order.placed.reference || null,
  createdAt: order.placedAt,
  amounts: amountsOf(order),
  taxLines: taxLinesOf(order.pricing),
  fraud: fraudOf(order),
  payment: paymentOf(order),
  downloads: downloadsOf(order, views),
  licenseKeys: licenseKeysOf(order, views),
});

/** The parts of a stored order that only whoever holds its key can read. */
export interface Person {
  readonly email: string;
  readonly name?: string;
  readonly phone?: string;
  readonly ipAddress?: string;
  readonly billingAddress?: object;
  readonly shippingAddress?: object;
}

/** The API's word for what is delivered online: of an order line it is data. */
const kindOf = (line: Order['placed']['lines'][number]): 'digital' | 'physical' => (isOnline(line) ? 'digital' : 'physical');

const itemsOf = ({ placed }: Order) =>
  placed.lines.map((line) => ({
    sku: line.sku,
    description: line.description,
    kind: kindOf(line),
    quantity: line.quantity,
    unitAmount: amount(line.unitAmount),
    ...(line.isShipped ? { weightGrams: line.weightGrams } : {}),
  }));

const addressOf = (address: EventData<'OrderPlaced'>['billing'], lines: object | undefined) => {
  if (address === undefined) return null;
  const { country, region, postalCode } = address;
  return { ...lines, region, postalCode, country };
};

const customerOf = (person: Person | undefined) => {
  if (person === undefined) return null;
  const { email, name, phone, ipAddress } = person;
  return { email, name, phone, ipAddress };
};

const consentsOf = ({ placed: { consents } }: Order) =>
  consents.length === 0 ? {} : { consents: consents.map(({ id, text }) => ({ id, text })) };

/** The whole order, for who asks after it. `person` is undefined once the customer was forgotten: then the customer is null. */
export const describeOrder = (order: Order, views: OrderViews, person: Person | undefined) => ({
  ...answerOrder(order, views),
  items: itemsOf(order),
  shippingMethod: order.pricing?.shippingMethod || order.placed.shippingMethod || null,
  customer: customerOf(person),
  billingAddress: addressOf(order.placed.billing, person?.billingAddress),
  shippingAddress: addressOf(order.placed.shipping, person?.shippingAddress),
  metadata: order.placed.metadata,
  ...consentsOf(order),
  ...(order.credit && { description: order.credit.description }),
  mails: describeMails(order),
});
