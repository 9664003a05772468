import { withoutEmpty } from '../validation/without-empty.js';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutCvc = ({ cvc, ...card }: Json): Json => card;

/** What a request asks for: its body without what is empty, which counts as absent, and without the security code of its card, which may
 *  stand in `payment.card` or in `card`. */
export const contentOf = (body: unknown): unknown => {
  const content = withoutEmpty(body);
  if (!isObject(content)) return content ?? {};
  const { card, payment } = content;
  return {
    ...content,
    ...(isObject(card) ? { card: withoutCvc(card) } : {}),
    ...(isObject(payment) && isObject(payment.card) ? { payment: { ...payment, card: withoutCvc(payment.card) } } : {}),
  };
};
