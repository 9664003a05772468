import type { FieldError } from '../validation/field-error.js';
import type { CardBody } from './card.schema.js';
import { namesCard, placesOfCard } from './card-number-in-text.js';

/** A request that brings a card, as it came. */
export interface CardCarrier {
  /** Where in its body the number belongs: a JSON pointer. */
  readonly own: string;
  readonly request: { readonly body: unknown; readonly headers: Readonly<Record<string, unknown>> };
}

const keptHeaders = ['idempotency-key', 'x-request-id', 'traceparent'] as const;

/** `card_number_in_text` of each place, beside its own, where a card's number stands in the request that brings it. It would be kept in clear
 *  where it strays into a name, a note or an id: each place is looked at for this very number, whatever stands between its digits; the
 *  schemas look for any other. */
export const checkStrayNumber = (
  card: Pick<CardBody, 'number'> | undefined,
  { own, request }: CardCarrier,
): readonly FieldError[] => {
  if (card === undefined) return [];
  const pan = card.number.reveal();
  const inHeaders = keptHeaders.filter((name) => namesCard(String(request.headers[name] ?? ''), pan));
  const places = [...placesOfCard(request.body, { pan, own }), ...inHeaders];
  return places.map((field) => ({ code: 'card_number_in_text', field }));
};
