/** A request that the API refuses, with what its error object tells. Source: docs.stripe.com/api/errors. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly error: {
      readonly type: 'card_error' | 'invalid_request_error' | 'idempotency_error' | 'api_error';
      readonly code?: string;
      readonly decline_code?: string;
      readonly network_decline_code?: string;
      readonly param?: string;
      readonly message: string;
    },
    /** Of what is in the books, what the error object shows. */
    readonly shows: { readonly intent?: string; readonly method?: string } = {},
  ) {
    super(error.message);
  }
}

/** A parameter is wrong: nothing was executed, and nothing is saved under the idempotency key. */
export const badParameter = (param: string, message: string, code?: string): ApiFailure =>
  new ApiFailure(400, { type: 'invalid_request_error', param, message, ...(code !== undefined && { code }) });

export const missing = (kind: string, id: string): ApiFailure =>
  new ApiFailure(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${kind}: '${id}'` });

/** The intent's state does not allow it. Source: docs.stripe.com/error-codes. */
export const unexpectedState = (intent: { readonly id: string; readonly status: string }, verb: string): ApiFailure =>
  new ApiFailure(
    400,
    {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      message: `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`,
    },
    { intent: intent.id },
  );

/** The charge does not allow it, whatever the parameters say. */
export const chargeFault = (code: string, intent: string): ApiFailure =>
  new ApiFailure(400, { type: 'invalid_request_error', code, message: `The charge does not allow this: ${code}.` }, { intent });
