import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from '../books/journal.store.js';
import type { Delivery } from '../cards/test-cards.data.js';
import { ApiFailure } from './api-failure.js';
import type { Control } from './control.js';
import type { Fault, FaultKind, Faults } from './faults.js';
import { type IdempotencyKeys, keyInUse, type SavedAnswer } from './idempotency-keys.js';
import type { ApiAnswer, ApiRequest, StripeApi } from './stripe-api.js';

export interface ServerParts {
  readonly api: StripeApi;
  readonly keys: IdempotencyKeys;
  readonly faults: Faults;
  readonly control: Control;
  readonly journal: Journal;
  readonly newRequestId: () => string;
  readonly lateAnswerMs: number;
}

/** What leaves: an answer, an end of the connection, or nothing at all. */
type Leaving = (SavedAnswer & { readonly isReplayed: boolean }) | 'drop' | 'silence';

/** The API over HTTP. A request that was executed stays executed, whatever becomes of its answer. */
export class StripeServer {
  private readonly server: Server;

  constructor(private readonly parts: ServerParts) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  /** The port; 0 lets the system choose. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await text(message);
      const url = new URL(message.url ?? '/', 'http://simulator');
      if (url.pathname.startsWith('/control/')) {
        send(response, this.parts.control.answer({ method: message.method ?? '', path: url.pathname, body }), {});
        return;
      }
      await this.serveApi(message, response, {
        method: message.method ?? '',
        path: url.pathname,
        form: message.method === 'GET' ? url.search.slice(1) : body,
        authorization: message.headers.authorization ?? '',
        version: message.headers['stripe-version'] as string | undefined,
      });
    } catch {
      // The client is gone, or sent what is no HTTP: there is nobody to answer.
      response.destroy();
    }
  }

  private async serveApi(message: IncomingMessage, response: ServerResponse, request: ApiRequest): Promise<void> {
    const id = this.parts.newRequestId();
    const key = message.headers['idempotency-key'] as string | undefined;
    const { method, path } = request;
    this.parts.journal.append([{ kind: 'received', request: id, method, path, ...(key !== undefined && { key }) }]);
    const leaving = await this.decide(request, method === 'POST' ? key : undefined);
    if (leaving === 'silence') return;
    if (leaving === 'drop') {
      response.destroy();
      return;
    }
    this.parts.journal.append([{ kind: 'answered', request: id, status: leaving.status }]);
    send(response, leaving, {
      'request-id': id,
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(leaving.isReplayed && { 'idempotent-replayed': 'true' }),
      ...(request.version !== undefined && { 'stripe-version': request.version }),
    });
  }

  private async decide(request: ApiRequest, key: string | undefined): Promise<Leaving> {
    const fault = this.parts.faults.take(`${request.method} ${request.path}`);
    const refusal = refusalOf(fault);
    if (refusal !== undefined) return refusal;
    const fingerprint = fingerprintOf(request);
    try {
      const saved = key === undefined ? undefined : this.parts.keys.begin(key, fingerprint);
      if (saved !== undefined) return { ...saved, isReplayed: true };
    } catch (error) {
      if (error instanceof ApiFailure) return { ...failureBody(error), isReplayed: false };
      throw error;
    }
    if (fault?.fault === 'slow_before') await sleep(fault.delayMs, undefined, { ref: false });
    try {
      return await this.execute(request, key, fault);
    } catch (error) {
      if (key !== undefined) this.parts.keys.release(key);
      throw error;
    }
  }

  private async execute(request: ApiRequest, key: string | undefined, fault: Fault | undefined): Promise<Leaving> {
    const answer = UNEXECUTED[fault?.fault ?? ''] ?? this.parts.api.answer(request);
    const ending = fault ?? { fault: ENDINGS[answer.delivery], delayMs: this.parts.lateAnswerMs };
    if (ending.fault === 'slow') await sleep(ending.delayMs, undefined, { ref: false });
    const told = ending.fault === 'server_error_after' ? SERVER_ERROR : answer;
    this.save(key, told);
    if (ending.fault === 'no_answer') return 'silence';
    return ending.fault === 'drop_after' ? 'drop' : { status: told.status, body: told.body, isReplayed: false };
  }

  private save(key: string | undefined, { status, body, isSaved }: ApiAnswer): void {
    if (key === undefined) return;
    if (isSaved) this.parts.keys.save(key, { status, body });
    else this.parts.keys.release(key);
  }
}

/** A hash, as a form may hold a card number. */
const fingerprintOf = ({ method, path, form }: ApiRequest): string =>
  createHash('sha256').update(`${method} ${path} ${form}`).digest('base64');

/** A test card's answer goes wrong in the same ways as one that was told to. */
const ENDINGS: Readonly<Record<Delivery, FaultKind | undefined>> = {
  now: undefined,
  late: 'slow',
  never: 'no_answer',
  dropped: 'drop_after',
  server_error: 'server_error_after',
};

/** What is refused before anything is looked at; nothing is saved. */
const refusalOf = (fault: Fault | undefined): Leaving | undefined => {
  switch (fault?.fault) {
    case 'rate_limit':
    case 'lock_timeout':
      return { ...failureBody(tooMany(fault.fault)), isReplayed: false };
    case 'conflict':
      return { ...failureBody(keyInUse()), isReplayed: false };
    case 'drop':
      return 'drop';
    default:
      return undefined;
  }
};

const tooMany = (code: string): ApiFailure =>
  new ApiFailure(429, { type: 'invalid_request_error', code, message: 'Too many requests' });

const failureBody = ({ status, error }: ApiFailure): SavedAnswer => ({ status, body: JSON.stringify({ error }) });

/** Saved under its key, as Stripe does. */
const SERVER_ERROR: ApiAnswer = {
  status: 500,
  body: JSON.stringify({ error: { type: 'api_error', message: 'Something went wrong on our end.' } }),
  delivery: 'now',
  isSaved: true,
};

/** As if another request held the PaymentIntent at that moment; saved, too. */
const UNEXPECTED_STATE: ApiAnswer = {
  status: 400,
  body: JSON.stringify({
    error: { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message: 'It has a status of processing.' },
  }),
  delivery: 'now',
  isSaved: true,
};

/** Faults that are answered, and saved, instead of being executed. */
const UNEXECUTED: Readonly<Record<string, ApiAnswer>> = { server_error: SERVER_ERROR, unexpected_state: UNEXPECTED_STATE };

const send = (response: ServerResponse, { status, body }: SavedAnswer, headers: Readonly<Record<string, string>>): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
};
