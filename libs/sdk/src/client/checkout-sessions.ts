import type { CheckoutSession, CheckoutSessionRequest } from '../generated/api.js';
import type { CallOptions, Transport } from './transport.js';

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
