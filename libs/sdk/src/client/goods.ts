import { createHash } from 'node:crypto';
import type { Answer, Body, Calls, ItemOf, Query } from './call.js';
import type { Pages } from './pages.js';
import type { CallOptions } from './transport.js';

/** What is sold, and the files of what is downloaded. */
export class Goods {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(query: Query<'listGoods'> = {}, options?: CallOptions): Pages<ItemOf<Answer<'listGoods'>>> {
    return this.#calls.pages('listGoods', { query }, options);
  }

  put(sku: string, body: Body<'putGood'>, options?: CallOptions): Promise<Answer<'putGood'>> {
    return this.#calls.call('putGood', { path: { sku }, body }, options);
  }

  /** Uploads a file; its digest goes with it, so that what was damaged on its way is refused. */
  putFile(file: { readonly sku: string; readonly name: string }, bytes: Uint8Array, options: CallOptions = {}) {
    const headers = { ...options.headers, 'x-checksum-sha256': createHash('sha256').update(bytes).digest('hex') };
    return this.#calls.call('putGoodFile', { path: file, body: bytes }, { ...options, headers });
  }
}
