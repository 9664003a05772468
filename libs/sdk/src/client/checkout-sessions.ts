import type { Address, OrderRequest } from '../generated/api.js';
import { TollgateError } from './errors.js';
import type { CallOptions, Transport } from './transport.js';

export interface CheckoutSessionRequest {
  readonly type?: 'sale' | 'preauth' | undefined;
  readonly currency: string;
  readonly items: OrderRequest['items'];
  /** Your own order number. */
  readonly reference?: string | undefined;
  readonly customer?:
    | { readonly email?: string | undefined; readonly name?: string | undefined; readonly phone?: string | undefined }
    | undefined;
  readonly billingAddress?: Address | undefined;
  readonly shippingAddress?: Address | undefined;
  /** The language of the page. */
  readonly locale?: string | undefined;
  /** Where the browser comes after the payment, with the session in a signed query: `verifyReturn`. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresInMinutes?: number | undefined;
  /** Boxes that the customer ticks. */
  readonly consents?: readonly { readonly id: string; readonly text: string; readonly isRequired: boolean }[] | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface CheckoutSession {
  /** `cs_…` */
  readonly id: string;
  readonly status: 'open' | 'processing' | 'paid' | 'expired' | 'canceled';
  /** Where the customer pays. */
  readonly url: string;
  readonly expiresAt: string;
  /** `ord_…` once it is placed. */
  readonly order: string | null;
}

const notFound = 404;
const collection = '/v1/checkout-sessions';
const pathOf = (id: string): string => {
  if (!/^cs_\w+$/.test(id)) throw new TypeError('a checkout session’s id begins with cs_');
  return `${collection}/${id}`;
};

/** Pages of the gateway's own on which customers pay: no card passes the shop's server. */
export class CheckoutSessions {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Whether this gateway has such pages: releases before them answer that there is nothing at the address. */
  async areOffered(options?: CallOptions): Promise<boolean> {
    try {
      await this.#transport.send({ method: 'GET', path: `${collection}?limit=1` }, options);
    } catch (error) {
      if (error instanceof TollgateError && error.status < 500) return error.status !== notFound;
      throw error;
    }
    return true;
  }

  create(body: CheckoutSessionRequest, options?: CallOptions): Promise<CheckoutSession> {
    return this.#send({ method: 'POST', path: collection, body }, options);
  }

  get(id: string, options?: CallOptions): Promise<CheckoutSession> {
    return this.#send({ method: 'GET', path: pathOf(id) }, options);
  }

  expire(id: string, options?: CallOptions): Promise<CheckoutSession> {
    return this.#send({ method: 'POST', path: `${pathOf(id)}/expire`, body: {} }, options);
  }

  #send(request: Parameters<Transport['send']>[0], options?: CallOptions): Promise<CheckoutSession> {
    return this.#transport.send(request, options) as Promise<CheckoutSession>;
  }
}
