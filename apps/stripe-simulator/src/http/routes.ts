import type { Book } from '../books/book.js';
import { createPaymentMethod } from '../cards/create-payment-method.js';
import type { Decision, Source } from '../decision.js';
import { cancelIntent } from '../payment-intents/cancel-intent.js';
import { captureIntent } from '../payment-intents/capture-intent.js';
import { type Account, confirmIntent } from '../payment-intents/confirm-intent.js';
import { createIntent } from '../payment-intents/create-intent.js';
import { createRefund } from '../refunds/create-refund.js';
import { ApiFailure, missing } from './api-failure.js';
import { readForm } from './form-body.js';
import {
  cancelForm,
  captureForm,
  confirmForm,
  intentForm,
  paymentMethodForm,
  refundForm,
  refundListForm,
  retrieveForm,
} from './forms.schema.js';
import { renderRefund } from './render.js';

export interface World {
  readonly book: Book;
  readonly source: Source;
  readonly account: Account;
}

/** What a route answers: a decision to write down and show, or, for a list, the list itself. */
export type Outcome = Decision | { readonly list: unknown };

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly run: (world: World, id: string, form: string) => Outcome;
}

/** Every call of the simulated API. Source: docs.stripe.com/api. */
const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/v1\/payment_methods$/,
    run: ({ source }, _id, form) => createPaymentMethod(source, readForm(paymentMethodForm, form)),
  },
  {
    method: 'POST',
    path: /^\/v1\/payment_intents$/,
    run: ({ source }, _id, form) => createIntent(source, readForm(intentForm, form)),
  },
  {
    method: 'POST',
    path: /^\/v1\/payment_intents\/(\w+)\/confirm$/,
    run: (world, id, form) => confirmIntent(world, id, readForm(confirmForm, form)),
  },
  {
    method: 'POST',
    path: /^\/v1\/payment_intents\/(\w+)\/capture$/,
    run: ({ book }, id, form) => captureIntent(book, id, readForm(captureForm, form)),
  },
  {
    method: 'POST',
    path: /^\/v1\/payment_intents\/(\w+)\/cancel$/,
    run: ({ book }, id, form) => cancelIntent(book, id, readForm(cancelForm, form).cancellation_reason),
  },
  {
    method: 'GET',
    path: /^\/v1\/payment_intents\/(\w+)$/,
    run: ({ book }, id, form) => {
      readForm(retrieveForm, form);
      if (book.intent(id) === undefined) throw missing('payment_intent', id);
      return { entries: [], shows: { intent: id } };
    },
  },
  {
    method: 'POST',
    path: /^\/v1\/refunds$/,
    run: ({ book, source }, _id, form) => createRefund(book, source, readForm(refundForm, form)),
  },
  { method: 'GET', path: /^\/v1\/refunds$/, run: ({ book }, _id, form) => ({ list: listRefunds(book, form) }) },
  {
    method: 'GET',
    path: /^\/v1\/refunds\/(\w+)$/,
    run: ({ book }, id) => {
      if (book.refund(id) === undefined) throw missing('refund', id);
      return { entries: [], shows: { refund: id } };
    },
  },
];

/** What a request leads to. Throws ApiFailure. */
export const route = (
  world: World,
  request: { readonly method: string; readonly path: string; readonly form: string },
): Outcome => {
  for (const { method, path, run } of ROUTES) {
    const match = method === request.method ? path.exec(request.path) : null;
    if (match) return run(world, match[1] ?? '', request.form);
  }
  throw new ApiFailure(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${request.method} ${request.path})`,
  });
};

const listRefunds = (book: Book, form: string): unknown => {
  const { payment_intent, limit, starting_after } = readForm(refundListForm, form);
  const all = book.refundsOf(payment_intent);
  const start = starting_after === undefined ? 0 : all.findIndex(({ refund }) => refund === starting_after) + 1;
  const page = all.slice(start, start + limit);
  return { object: 'list', url: '/v1/refunds', has_more: start + limit < all.length, data: page.map(renderRefund) };
};
