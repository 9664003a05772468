import { type Download, type DownloadOptions, download } from '../download/download.js';
import { type Verification, verifyReturn } from '../verify/verify-return.js';
import { verifyWebhook } from '../verify/verify-webhook.js';
import { type Answer, type Body, Calls, type Given, type OperationName } from './call.js';
import { CardTokens } from './card-tokens.js';
import { CheckoutSessions } from './checkout-sessions.js';
import { type Fetch, fetchTrusting } from './fetch.js';
import { Goods } from './goods.js';
import { Orders } from './orders.js';
import { Settings } from './settings.js';
import { type CallOptions, Transport } from './transport.js';

export interface TollgateOptions {
  /** `tgk_test_…` or `tgk_live_…`. It never leaves the machine but to `apiUrl`. */
  readonly apiKey: string;
  /** https, unless the gateway runs on this machine. */
  readonly apiUrl: string;
  /** PEM: an authority of your own that has certified the gateway. */
  readonly ca?: string;
  /** Instead of the platform's own. */
  readonly fetch?: Fetch;
  /** Of each try; 30 s unless given. */
  readonly timeoutMs?: number;
  /** After the first try; 4 unless given. */
  readonly maxRetries?: number;
  /** The longest wait for a further try; 30 s unless given. */
  readonly longestWaitMs?: number;
  /** How long to wait for a call under the same key that is still running; 60 s unless given. */
  readonly patienceMs?: number;
}

const defaults = { timeoutMs: 30_000, maxRetries: 4, longestWaitMs: 30_000, patienceMs: 60_000 };

/** The origin, without a slash at its end. Throws where a key would go over the net in clear. */
const originOf = (apiUrl: string): string => {
  const { protocol, hostname, origin } = new URL(apiUrl);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere)) throw new TypeError('apiUrl begins with https://');
  return origin;
};

/** A merchant's way to the gateway. */
export class Tollgate {
  readonly orders: Orders;
  readonly goods: Goods;
  readonly cardTokens: CardTokens;
  readonly settings: Settings;
  readonly checkoutSessions: CheckoutSessions;
  readonly webhooks = { verify: verifyWebhook };
  readonly #calls: Calls;
  readonly #fetch: Fetch;
  readonly #apiKey: string;

  constructor({ apiKey, apiUrl, ca, ...options }: TollgateOptions) {
    if (!/^tgk_(test|live)_\S+$/.test(apiKey)) throw new TypeError('apiKey begins with tgk_test_ or tgk_live_');
    const { timeoutMs, maxRetries, longestWaitMs, patienceMs, ...rest } = { ...defaults, ...options };
    this.#fetch = rest.fetch ?? (ca === undefined ? fetch : fetchTrusting(ca));
    this.#apiKey = apiKey;
    const retries = { maxRetries, longestWaitMs, patienceMs };
    const transport = new Transport({ apiUrl: originOf(apiUrl), apiKey, fetch: this.#fetch, timeoutMs, retries, now: Date.now });
    this.#calls = new Calls(transport);
    this.orders = new Orders(this.#calls);
    this.goods = new Goods(this.#calls);
    this.cardTokens = new CardTokens(this.#calls);
    this.settings = new Settings(this.#calls);
    this.checkoutSessions = new CheckoutSessions(transport);
  }

  /** Tax and shipping of what would be ordered; nothing is placed. */
  quote(body: Body<'quote'>, options?: CallOptions): Promise<Answer<'quote'>> {
    return this.#calls.call('quote', { body }, options);
  }

  /** Any call of the API by its `operationId`, such as `reportSales`. */
  call<K extends OperationName>(operation: K, given: Given<K>, options?: CallOptions): Promise<Answer<K>> {
    return this.#calls.call(operation, given, options);
  }

  /** Of the address that a customer's browser comes back to from a payment page. Throws SignatureError where it is forged or too old. */
  verifyReturn(url: string, options: Omit<Verification, 'apiKey'> = {}) {
    return verifyReturn(url, { ...options, apiKey: this.#apiKey });
  }

  /** Fetches a file by its link; the servers of files are trusted as the API is. */
  download(url: string, to: string, options: Omit<DownloadOptions, 'fetch'> = {}): Promise<Download> {
    return download(url, to, { ...options, fetch: this.#fetch });
  }
}
