import { createHash, createHmac } from 'node:crypto';
import { type Fetch, type FetchInit, type OrderRequest, Tollgate } from '@tollgate/sdk';

const apiKey = 'tgk_test_shop';

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'retry-after': '0' } });
const problem = (status: number, code: string, more: object = {}): Response =>
  json(status, { status, code, requestId: 'req-1', ...more });

interface Placed {
  readonly key: string;
  readonly body: OrderRequest;
  readonly order: { readonly id: string; readonly reference: string; readonly status: string };
}

/** As much of the gateway as a shop meets: it remembers orders by their keys, and can lose its answers. */
export class FakeGateway {
  readonly placed: Placed[] = [];
  readonly sessions: object[] = [];
  readonly sessionKeys: string[] = [];
  /** Answers to orders that go missing, from now on. */
  losesAnswers = 0;
  /** Orders are not found yet by their numbers. */
  hidesOrders = false;
  tax = 100;
  declines = false;
  idPrefix = 'ord_';
  /** No license key is left. */
  isSoldOut = false;
  /** The order that was paid on the payment page; null where one is under way there; undefined where nobody pays. */
  paidOnPage: string | null | undefined;
  expired = 0;
  sessionStatus: 'open' | 'canceled' = 'open';

  readonly tollgate = new Tollgate({
    apiKey,
    apiUrl: 'https://gateway.example',
    maxRetries: 0,
    fetch: ((url, init) => this.answer(url, init)) satisfies Fetch,
  });

  /** The address that a browser comes back to. */
  returnPath(order: string, status = 'approved'): string {
    const parts = ['cs_1', order, status, String(Math.floor(Date.now() / 1_000))];
    const signature = createHmac('sha256', createHash('sha256').update(apiKey).digest()).update(parts.join('.')).digest('base64');
    const [session = '', , , t = ''] = parts;
    return `/checkout/return?${new URLSearchParams({ session, order, status, t, signature: `v1,${signature}` })}`;
  }

  private async answer(url: string, init: FetchInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const key = init.headers?.['idempotency-key'] ?? '';
    const answers: Readonly<Record<string, () => Response>> = {
      'GET /v1/goods': () => json(200, { data: goods, nextCursor: null }),
      'POST /v1/quotes': () => this.quote(body),
      'POST /v1/orders': () => this.place(key, body),
      'GET /v1/orders': () => this.list(searchParams.get('reference')),
      'POST /v1/checkout-sessions': () => this.open(key, body),
      'POST /v1/checkout-sessions/cs_1/expire': () => this.expire(),
      'GET /v1/checkout-sessions/cs_1': () => json(200, this.session()),
    };
    const answer = answers[`${init.method} ${pathname}`];
    if (answer !== undefined) return answer();
    const found = this.placed.find(({ order }) => pathname === `/v1/orders/${order.id}`);
    return found === undefined ? problem(404, 'not_found') : json(200, described(found));
  }

  private quote(body: OrderRequest): Response {
    const field = '/billingAddress/postalCode';
    return body.billingAddress?.postalCode === undefined ? problem(422, 'required', { field }) : json(200, this.quoteOf(body));
  }

  private quoteOf({ items }: OrderRequest) {
    const subtotal = items.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, 0);
    const amounts = { subtotal, shipping: 500, tax: this.tax, total: subtotal + 500 + this.tax };
    return { currency: 'USD', shippingMethod: 'ground', amounts, taxLines: [] };
  }

  private place(key: string, body: OrderRequest): Response {
    const known = this.placed.find((one) => one.key === key);
    if (known !== undefined && known.body.payment?.card?.number !== body.payment?.card?.number)
      return problem(422, 'idempotency_key_reused');
    if (this.isSoldOut) return problem(422, 'keys_exhausted', { field: '/items/0/quantity' });
    const id = `${this.idPrefix}${this.placed.length + 1}`;
    const order = { id, reference: body.reference ?? '', status: this.declines ? 'declined' : 'approved' };
    const one = known ?? { key, body, order };
    if (known === undefined) this.placed.push(one);
    if (this.losesAnswers > 0) {
      this.losesAnswers -= 1;
      throw new Error('socket hang up');
    }
    return one.order.status === 'declined' ? problem(402, 'do_not_honor', { order: one.order }) : json(201, one.order);
  }

  private open(key: string, body: { readonly reference?: string; readonly referenceIsUnique?: boolean }): Response {
    const taken = this.placed.find(({ order }) => order.reference === body.reference && order.status !== 'declined');
    if (body.referenceIsUnique === true && taken !== undefined)
      return problem(409, 'reference_taken', { field: '/reference', order: taken.order });
    this.sessionKeys.push(key);
    this.sessions.push(body);
    return json(201, this.session());
  }

  private session() {
    const order = this.paidOnPage ?? null;
    const status = this.paidOnPage === undefined ? this.sessionStatus : order === null ? 'processing' : 'paid';
    return { id: 'cs_1', status, url: 'https://gateway.example/pay/cs_1', order };
  }

  private expire(): Response {
    if (this.paidOnPage !== undefined) return problem(409, this.paidOnPage === null ? 'session_processing' : 'session_paid');
    this.expired += 1;
    return json(200, { id: 'cs_1', status: 'canceled', order: null });
  }

  private list(reference: string | null): Response {
    return json(200, {
      data: this.placed.map(({ order }) => order).filter((order) => !this.hidesOrders && order.reference === reference),
      nextCursor: null,
    });
  }
}

const goods = [
  { sku: 'EBOOK-1', kind: 'digital', description: '', files: [{ name: 'book.epub', size: 1, sha256: '' }] },
  { sku: 'MUG-1', kind: 'physical', description: '', files: [] },
];

const described = ({ body, order }: Placed) => ({
  ...order,
  currency: 'USD',
  createdAt: '2026-11-28T12:00:00.000Z',
  amounts: { subtotal: 1, shipping: 1, tax: 1, total: 3, captured: 3, refunded: 0 },
  taxLines: [],
  payment: { last4: '1111' },
  items: body.items,
  customer: body.customer,
  downloads: [],
  shippingAddress: null,
});
