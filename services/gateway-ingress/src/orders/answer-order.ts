import type { EventData } from '@tollgate/contracts';
import { toPublicId } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { type Money, rateToDecimal } from '@tollgate/money';
import { type Order, paymentStatusOf, statusOf } from '@tollgate/order';

/** Builds the address of an entitlement's download page; the key it needs is none of the domain's business. */
export type LinkOf = (link: { readonly order: string; readonly index: number; readonly generation: number }) => string;

/** An amount or size as the API's JSON carries it. Beyond 2^53−1 a number would lie, so that is a defect. */
export const toJsonInteger = (value: bigint): number => {
  invariant(value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER), 'the amount fits JSON');
  return Number(value);
};

const amount = (money: Money | undefined): number | null => (money === undefined ? null : toJsonInteger(money.minor));

const subtotalOf = ({ placed }: Order): number =>
  toJsonInteger(placed.lines.reduce((sum, { unitAmount, quantity }) => sum + (unitAmount?.minor ?? 0n) * BigInt(quantity), 0n));

/** Null where the order is not priced (yet). */
const amountsOf = (order: Order) => ({
  subtotal: subtotalOf(order),
  shipping: amount(order.pricing?.shipping ?? undefined),
  tax: amount(order.pricing?.tax ?? undefined),
  total: amount(order.pricing?.total ?? undefined),
});

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
  const { placed, payment } = order;
  const { authorized, declined } = payment;
  const checks = authorized ?? declined;
  return {
    status: paymentStatusOf(order),
    brand: placed.card?.brand ?? '',
    last4: placed.card?.last4 ?? '',
    authorizationCode: authorized?.authorizationCode ?? null,
    avs: checks?.avs || null,
    cvc: checks?.cvc || null,
  };
};

const downloadsOf = (order: Order, linkOf: LinkOf) =>
  order.delivery.entitlements.map(({ index, sku, file, generation }) => ({
    sku,
    fileName: file.name,
    size: toJsonInteger(file.sizeBytes),
    sha256: file.sha256,
    url: linkOf({ order: order.id, index, generation }),
    expiresAt: order.delivery.expiresAt,
  }));

/** An order as the merchant is answered, made of its events alone: the same order gives the same text, today and when the request is repeated. */
export const answerOrder = (order: Order, linkOf: LinkOf) => ({
  id: toPublicId('ord', order.id),
  status: statusOf(order),
  type: order.placed.type,
  currency: order.placed.currency,
  createdAt: order.placedAt,
  amounts: amountsOf(order),
  taxLines: taxLinesOf(order.pricing),
  fraud: fraudOf(order),
  payment: paymentOf(order),
  downloads: downloadsOf(order, linkOf),
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

const itemsOf = ({ placed }: Order) =>
  placed.lines.map(({ sku, description, kind, quantity, unitAmount, weightGrams }) => ({
    sku,
    description,
    kind,
    quantity,
    unitAmount: amount(unitAmount),
    ...(kind === 'physical' ? { weightGrams } : {}),
  }));

const addressOf = (place: EventData<'OrderPlaced'>['billing'], lines: object | undefined) => {
  if (place === undefined) return null;
  const { country, region, postalCode } = place;
  return { ...lines, region, postalCode, country };
};

const customerOf = (person: Person | undefined) => {
  if (person === undefined) return null;
  const { email, name, phone, ipAddress } = person;
  return { email, name, phone, ipAddress };
};

/** The whole order, for who asks after it. `person` is undefined once the customer was forgotten: then the customer is null. */
export const describeOrder = (order: Order, linkOf: LinkOf, person: Person | undefined) => ({
  ...answerOrder(order, linkOf),
  items: itemsOf(order),
  shippingMethod: order.placed.shippingMethod || null,
  customer: customerOf(person),
  billingAddress: addressOf(order.placed.billing, person?.billingAddress),
  shippingAddress: addressOf(order.placed.shipping, person?.shippingAddress),
  metadata: order.placed.metadata,
});
