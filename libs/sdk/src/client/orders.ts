import type { Answer, Body, Calls, ItemOf, Query } from './call.js';
import type { Pages } from './pages.js';
import type { CallOptions } from './transport.js';

/** Orders, and what is done with them. */
export class Orders {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Places a sale or a preauth and waits for its outcome. Throws OrderDeclinedError where it took no money. An answer whose `status` is
   *  `pending` or `review` is recorded, and its outcome is not there yet: `get` it later. */
  place(body: Body<'placeOrder'>, options?: CallOptions): Promise<Answer<'placeOrder'>> {
    return this.#calls.call('placeOrder', { body }, options);
  }

  get(id: string, query: Query<'getOrder'> = {}, options?: CallOptions): Promise<Answer<'getOrder'>> {
    return this.#calls.call('getOrder', { path: { id }, query }, options);
  }

  /** All orders that fit, the newest first. */
  list(query: Query<'listOrders'> = {}, options?: CallOptions): Pages<ItemOf<Answer<'listOrders'>>> {
    return this.#calls.pages('listOrders', { query }, options);
  }

  /** Its history, the oldest event first. */
  events(id: string, query: Query<'listOrderEvents'> = {}, options?: CallOptions): Pages<ItemOf<Answer<'listOrderEvents'>>> {
    return this.#calls.pages('listOrderEvents', { path: { id }, query }, options);
  }

  /** Takes what is held, or a part of it: `{ amount }`. */
  capture(id: string, body: Body<'captureOrder'> = {}, options?: CallOptions): Promise<Answer<'captureOrder'>> {
    return this.#calls.call('captureOrder', { path: { id }, body }, options);
  }

  /** Gives up what is held and not captured. */
  void(id: string, body: Body<'voidOrder'> = {}, options?: CallOptions): Promise<Answer<'voidOrder'>> {
    return this.#calls.call('voidOrder', { path: { id }, body }, options);
  }

  /** Gives money back: all that is left, an `amount`, or pieces by `lines`. */
  refund(id: string, body: Body<'refundOrder'> = {}, options?: CallOptions): Promise<Answer<'refundOrder'>> {
    return this.#calls.call('refundOrder', { path: { id }, body }, options);
  }

  /** Accepts or rejects an order that fraud holds. */
  review(id: string, body: Body<'reviewOrder'>, options?: CallOptions): Promise<Answer<'reviewOrder'>> {
    return this.#calls.call('reviewOrder', { path: { id }, body }, options);
  }

  /** New links, whatever became of the old ones. */
  reissueDownloads(id: string, body: Body<'reissueDownloads'> = {}, options?: CallOptions): Promise<Answer<'reissueDownloads'>> {
    return this.#calls.call('reissueDownloads', { path: { id }, body }, options);
  }

  /** The receipt once more. */
  sendMail(id: string, body: Body<'sendMail'> = {}, options?: CallOptions): Promise<Answer<'sendMail'>> {
    return this.#calls.call('sendMail', { path: { id }, body }, options);
  }
}
