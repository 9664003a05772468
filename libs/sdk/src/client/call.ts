import { type Operations, routes, type Text } from '../generated/api.js';
import { type Page, Pages } from './pages.js';
import type { CallOptions, Request, Transport } from './transport.js';

export type OperationName = keyof Operations;
export type Answer<K extends OperationName> = Operations[K]['answer'];
export type Body<K extends OperationName> = Operations[K]['body'];
export type Query<K extends OperationName> = Operations[K]['query'];

/** What a call takes, member by member: what the operation does not have is left out, and so may be a query of which nothing is required. */
export type Given<K extends OperationName> = Member<'path', Operations[K]['path']> &
  Member<'body', Operations[K]['body']> &
  (object extends Operations[K]['query'] ? { readonly query?: Operations[K]['query'] } : Member<'query', Operations[K]['query']>);

type Member<Name extends string, T> = T extends undefined ? object : { readonly [N in Name]: T };

interface Parts {
  readonly path?: Readonly<Record<string, Text>>;
  readonly query?: Readonly<Record<string, Text | undefined>>;
  readonly body?: unknown;
}

/** The request of an operation. Throws where a part of its path is missing or empty: that would be another address. */
export const requestOf = (operation: OperationName, { path = {}, query = {}, body }: Parts): Request => {
  const [method = '', template = ''] = routes[operation].split(' ');
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(path[name] ?? '');
    if (value === '' || value === '.' || value === '..') throw new TypeError(`${operation}: "${name}" is missing`);
    return encodeURIComponent(value);
  });
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return { method, path: `${filled}${search}`, ...(body === undefined ? {} : { body }) };
};

/** Calls the API's operations by name, with the types of its document. */
export class Calls {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  call<K extends OperationName>(operation: K, given: Given<K>, options?: CallOptions): Promise<Answer<K>> {
    return this.#transport.send(requestOf(operation, given as Parts), options) as Promise<Answer<K>>;
  }

  /** The same of a list, page after page. */
  pages<K extends OperationName>(operation: K, given: Given<K>, options?: CallOptions): Pages<ItemOf<Answer<K>>> {
    const parts = given as Parts;
    return new Pages(async (cursor) => {
      const request = requestOf(operation, { ...parts, query: { ...parts.query, ...(cursor === undefined ? {} : { cursor }) } });
      return (await this.#transport.send(request, options)) as Page<ItemOf<Answer<K>>>;
    });
  }
}

export type ItemOf<List> = List extends { readonly data: readonly (infer T)[] } ? T : never;
