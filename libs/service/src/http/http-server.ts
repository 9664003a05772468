import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@tollgate/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ClientLimits } from './clients/limit-clients.js';
import { answerBrokenRequest, answerUnroutable, newRequestId } from './early-problem.js';
import { isTooDeep } from './json-depth.js';
import { jsonFault } from './json-fault.js';
import { duplicateName, hasUnkeptName } from './json-members.js';
import type { Explain } from './to-problem.js';

/** Where a service listens for HTTP, and what it takes. */
export interface HttpServerOptions {
  readonly port: number;
  /** `TOLLGATE_LISTEN_HOST` unless given. */
  readonly host?: string;
  /** Plain HTTP without it (tests). */
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  /** Of JSON bodies; default 1 MiB. */
  readonly bodyLimitBytes?: number;
  /** For the whole request to arrive; default 30 s. A server that takes uploads sets more; 0 is no limit. */
  readonly requestTimeoutMs?: number;
  /** How many connections and requests it takes; no limit unless given (tests). */
  readonly clients?: ClientLimits;
  /** Whether a caller's own request id, which goes into logs and answers, may be taken; every well-formed one unless
   *  given. */
  readonly isRequestIdFit?: (id: string) => boolean;
  /** The sentence of a refusal's code, where the refusal brings none; the codes of every server have theirs anyway. */
  readonly explain?: Explain;
  /** Before it listens: routes beside the controllers, OpenAPI, raw parsers. */
  readonly prepare?: (app: NestFastifyApplication) => Promise<void> | void;
}

const mebibyte = 1_048_576;
const defaultBodyLimitBytes = mebibyte;
const maxJsonDepth = 32;

/** Source: reliability S9. */
const limits = (requestTimeoutMs = 30_000) => ({
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: requestTimeoutMs,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
  insecureHTTPParser: false,
  // Node's own answer to a request without a host has no body: `requireHost` answers with a problem document.
  requireHostHeader: false,
});

/** Fastify with the limits of a server that faces the internet. HTTP/1.1 only: how a connection ends is what tells
 *  whether a download was whole. */
export const fastifyFor = (http: HttpServerOptions): FastifyAdapter => {
  const server = limits(http.requestTimeoutMs);
  const { isRequestIdFit = () => true } = http;
  const shared = {
    bodyLimit: http.bodyLimitBytes ?? defaultBodyLimitBytes,
    genReqId: (request: IncomingMessage) => requestIdOf(request, isRequestIdFit),
    logger: false,
    exposeHeadRoutes: true,
    // A file's name of 255 signs, each of them three bytes, each byte written as %XX.
    routerOptions: { maxParamLength: 2_304 },
    // What is refused before there is a route, or even a request: problem documents as everywhere.
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerBrokenRequest,
    forceCloseConnections: 'idle' as const,
    // Fastify sets these on the server itself, over what the server was made with.
    requestTimeout: server.requestTimeout,
    keepAliveTimeout: server.keepAliveTimeout,
  };
  if (http.tls === undefined) return new FastifyAdapter({ ...shared, http: server });
  const { certFile, keyFile } = http.tls;
  const tls = {
    cert: readFileSync(certFile),
    key: readFileSync(keyFile),
    minVersion: 'TLSv1.2' as const,
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: server.headersTimeout,
  };
  return new FastifyAdapter({ ...shared, https: { ...server, ...tls } });
};

/** What every server does with every request: an id in and out, a JSON parser that refuses depth. */
export const configureServer = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    requireHost(request);
  });
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      requirePlain(request);
      done(null, parseJson(bytes as Buffer));
    } catch (refusal) {
      done(refusal as Error);
    }
  });
};

/** Source: RFC 9112 §3.2. */
const requireHost = ({ raw: { headers, httpVersion } }: FastifyRequest): void => {
  if (headers.host === undefined && httpVersion === '1.1') throw new DomainError('malformed_request', 'Host');
};

/** Nothing is unpacked: a small body may hold a large one. Source: RFC 9110 §8.4. */
const requirePlain = ({ headers }: FastifyRequest): void => {
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding.toLowerCase() !== 'identity') throw new DomainError('unsupported_content_encoding', 'Content-Encoding');
};

const parseJson = (bytes: Buffer): unknown => {
  // Decoded anyway, a byte that is no UTF-8 would be stored as U+FFFD.
  if (!isUtf8(bytes)) throw new DomainError('malformed_json', undefined, 'the bytes are not UTF-8');
  const text = bytes.toString();
  if (isTooDeep(text, maxJsonDepth)) throw new DomainError('malformed_json', undefined, `nested deeper than ${maxJsonDepth}`);
  const value = parsed(text);
  const duplicate = duplicateName(text, value);
  if (duplicate !== undefined)
    throw new DomainError('malformed_json', undefined, `${shownName(duplicate)} stands in an object twice`);
  if (hasUnkeptName(text)) throw new DomainError('malformed_json', undefined, 'no member may be named __proto__');
  return value;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError('malformed_json', undefined, faultText(text));
  }
};

/** Where the mistake is, and nothing of the text itself. */
const faultText = (text: string): string => {
  if (text.trim() === '') return 'The body is empty. Send a JSON object.';
  const index = jsonFault(text);
  const lines = text.slice(0, index).split('\n');
  const place = `line ${lines.length}, character ${(lines.at(-1) ?? '').length + 1}`;
  return index < text.length ? `This is no JSON from ${place} on.` : `The body ends too early, at ${place}.`;
};

/** Only what looks like the name of a field is repeated: the caller chose it, and a card's number may stand in it. */
const shownName = (name: string): string => (/^[A-Za-z_]{1,64}\d?$/.test(name) ? `"${name}"` : 'a name');

const takenRequestId = /^[\w.:-]{1,128}$/;

/** The caller's `x-request-id` where it is fit to be shown in logs and answers, else a new one. */
const requestIdOf = ({ headers }: IncomingMessage, isFit: (id: string) => boolean): string => {
  const given = headers['x-request-id'];
  return typeof given === 'string' && takenRequestId.test(given) && isFit(given) ? given : newRequestId();
};
