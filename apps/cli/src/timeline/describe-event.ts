import { publicDataOf, type RecordedEvent } from '@tollgate/contracts';
import { toDecimal } from '@tollgate/money';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const isMoney = (value: unknown): value is { readonly minor: string; readonly currency: string } =>
  isObject(value) &&
  typeof value.currency === 'string' &&
  Object.keys(value).every((key) => key === 'minor' || key === 'currency');

const moneyText = ({ minor = '0', currency }: { readonly minor?: string; readonly currency: string }): string =>
  `${toDecimal(BigInt(minor), currency)} ${currency}`;

/** `settingsVersion` as `settings version`. */
const words = (name: string): string => name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

/** `isFinal` as `final`, `hasX` as `x`. */
const assertion = (name: string): string => words(name.replace(/^is(?=[A-Z])/, '')).trim();

const valueText = (value: unknown): string => {
  if (isMoney(value)) return moneyText(value);
  if (Array.isArray(value)) return value.every((one) => !isObject(one)) ? value.join(', ') : value.map(valueText).join('; ');
  return isObject(value) ? fieldsText(value) : String(value);
};

const fieldText = ([name, value]: readonly [string, unknown]): string | undefined => {
  if (value === true) return assertion(name);
  if (value === false || value === '' || (isObject(value) && Object.keys(value).length === 0)) return undefined;
  if (isMoney(value) && name === 'amount') return moneyText(value);
  const text = valueText(value);
  return text === '' ? undefined : `${words(name)} ${text}`;
};

const fieldsText = (data: Json): string =>
  Object.entries(data)
    .flatMap((field) => fieldText(field) ?? [])
    .join(', ');

const lineText = (line: Json): string =>
  `${line.quantity ?? 0} × ${line.sku ?? ''}${isMoney(line.unitAmount) ? ` at ${moneyText(line.unitAmount)}` : ''}`;

const refundedLineText = ({ line, quantity, goods, tax }: Json): string => {
  const parts = [goods, tax].filter(isMoney).map(moneyText).join(' + tax ');
  return `line ${line}${quantity === undefined ? '' : ` × ${quantity}`}: ${parts}`;
};

/** With the name of what it is, or of its form where that has none. */
const entitlementText = ({ index = 0, sku, ...rest }: Json): string => {
  const form = Object.entries(rest).flatMap(([name, value]) => (isObject(value) ? [value.name ?? words(name)] : []));
  return [index, sku, ...form].join(' ');
};

const listOf = (value: unknown, text: (one: Json) => string): string =>
  Array.isArray(value) ? value.filter(isObject).map(text).join('; ') : '';

/** What reads better than its fields one by one; what is not here is told field by field. */
const tell: Readonly<Record<string, (data: Json) => Json>> = {
  OrderPlaced: ({ lines, card, billing, shipping, metadata, currency: _currency, ...rest }) => ({
    ...rest,
    lines: listOf(lines, lineText),
    ...(isObject(card) ? { card: [card.brand, card.last4 === undefined ? '' : `•••• ${card.last4}`].join(' ') } : {}),
    ...(isObject(shipping) ? { to: [shipping.region, shipping.country].filter(Boolean).join(', ') } : {}),
    ...(isObject(billing) ? { billed: [billing.region, billing.country].filter(Boolean).join(', ') } : {}),
    ...(isObject(metadata) ? { metadata: Object.keys(metadata).join(', ') } : {}),
  }),
  OrderPriced: ({ subtotal, shipping, tax, total, ...rest }) => ({
    total,
    subtotal,
    shipping,
    tax,
    shippingMethod: rest.shippingMethod,
    settingsVersion: rest.settingsVersion,
  }),
  RefundRequested: ({ lines, ...rest }) => ({ ...rest, lines: listOf(lines, refundedLineText) }),
  RefundApprovalRequested: ({ lines, ...rest }) => ({ ...rest, lines: listOf(lines, refundedLineText) }),
  DownloadsGranted: ({ entitlements, ...rest }) => ({ entitlements: listOf(entitlements, entitlementText), ...rest }),
};

const withoutAbsent = (data: Json): Json => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

/** What an event says in a few words: the fields that its contract marks as public and nothing else, so that neither
 *  card nor personal data is ever among them. Every type has its words, also one that is added later. */
export const describeEvent = (event: RecordedEvent): string => {
  const { operation: _operation, ...data } = publicDataOf(event);
  return fieldsText(withoutAbsent((tell[event.type] ?? ((all: Json) => all))(data)));
};
