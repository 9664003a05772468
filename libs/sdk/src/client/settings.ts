import type { Answer, Body, Calls, ItemOf, Query } from './call.js';
import type { Pages } from './pages.js';
import type { CallOptions } from './transport.js';

/** The merchant's settings, an area at a time. */
export class Settings {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  get(area: string, options?: CallOptions): Promise<Answer<'getSettings'>> {
    return this.#calls.call('getSettings', { path: { area } }, options);
  }

  /** Sets the area as a whole; with `ifVersion`, only where that is still its version. */
  put(
    area: string,
    document: Body<'putSettings'>,
    { ifVersion, ...options }: CallOptions & { readonly ifVersion?: number } = {},
  ): Promise<Answer<'putSettings'>> {
    const headers = { ...options.headers, ...(ifVersion === undefined ? {} : { 'if-match': `"${ifVersion}"` }) };
    return this.#calls.call('putSettings', { path: { area }, body: document }, { ...options, headers });
  }

  history(area: string, query: Query<'listSettingsVersions'> = {}): Pages<ItemOf<Answer<'listSettingsVersions'>>> {
    return this.#calls.pages('listSettingsVersions', { path: { area }, query });
  }
}
