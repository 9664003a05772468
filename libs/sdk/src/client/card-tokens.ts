import type { Answer, Body, Calls } from './call.js';
import type { CallOptions } from './transport.js';

/** Cards that the gateway keeps, for later orders. */
export class CardTokens {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  create(body: Body<'createCardToken'>, options?: CallOptions): Promise<Answer<'createCardToken'>> {
    return this.#calls.call('createCardToken', { body }, options);
  }

  get(id: string, options?: CallOptions): Promise<Answer<'getCardToken'>> {
    return this.#calls.call('getCardToken', { path: { id } }, options);
  }

  delete(id: string, options?: CallOptions): Promise<undefined> {
    return this.#calls.call('deleteCardToken', { path: { id } }, options);
  }
}
