import type { FastifyInstance } from 'fastify';
import { hasCardNumber } from '../cards/card-number-in-text.js';
import { refusal } from '../validation/field-error.js';

/** The headers whose text is kept: in the log, in traces, in answers. */
const keptHeaders = ['idempotency-key', 'x-request-id', 'traceparent'] as const;

const namesOf: Readonly<Record<(typeof keptHeaders)[number], string>> = {
  'idempotency-key': 'Idempotency-Key',
  'x-request-id': 'x-request-id',
  traceparent: 'traceparent',
};

/** Refuses a request whose headers have a card number in a place where it would be kept in clear: `card_number_in_text`. */
export const refuseCardNumbersInHeaders = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const stray = keptHeaders.find((name) => hasCardNumber(String(request.headers[name] ?? '')));
    done(stray === undefined ? undefined : refusal('card_number_in_text', namesOf[stray]));
  });
};
