type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutCvc = ({ cvc, ...card }: Json): Json => card;

/** What a request asks for: its body without the security code of its card, which may stand in `payment.card` or in `card`. */
export const contentOf = (body: unknown): unknown => {
  if (!isObject(body)) return body ?? {};
  const { card, payment } = body;
  return {
    ...body,
    ...(isObject(card) ? { card: withoutCvc(card) } : {}),
    ...(isObject(payment) && isObject(payment.card) ? { payment: { ...payment, card: withoutCvc(payment.card) } } : {}),
  };
};
