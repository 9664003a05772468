/** A page as the API answers it. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** A list of any length: `for await (const order of tollgate.orders.list())` asks for page after page; `page()` for one. */
export class Pages<T> implements AsyncIterable<T> {
  readonly #ask: (cursor: string | undefined) => Promise<Page<T>>;

  constructor(ask: (cursor: string | undefined) => Promise<Page<T>>) {
    this.#ask = ask;
  }

  /** The page that begins there: the first, unless the `nextCursor` of another is given. */
  page(cursor?: string): Promise<Page<T>> {
    return this.#ask(cursor);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for (let cursor: string | undefined; ; ) {
      const { data, nextCursor } = await this.#ask(cursor);
      yield* data;
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }
}
