import { promises as dns, type LookupAddress } from 'node:dns';
import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type EgressRules, hostOf, isLocalHost, type UrlProblem, urlProblem } from './check-url.js';
import { isPublicAddress } from './public-address.js';

export interface EgressRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From the first look at the name to the last byte that is read. */
  readonly timeoutMs: number;
  /** Of the answer's body; what follows is not read. */
  readonly maxBodyBytes: number;
  readonly rules: EgressRules;
}

export interface EgressAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As far as it was read. */
  readonly body: string;
}

export type EgressProblem = UrlProblem | 'name_not_found' | 'timeout' | 'tls_failed' | 'connection_failed';

/** There was no answer; the code says why, and nothing inside does. */
export class EgressError extends Error {
  override readonly name = 'EgressError';

  constructor(readonly code: EgressProblem) {
    super(code);
  }
}

/** The addresses of a name. Throws where it has none. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/** An answer has its status by then; its body is for people who look for a mistake, and is not waited for longer. */
const BODY_WITHIN_MS = 2_000;
const IDLE_SOCKETS_PER_HOST = 8;
const IDLE_MS = 15_000;

/** Asks name servers, off the thread pool that files and `getaddrinfo` share: a name server that is silent holds up nobody else. */
const resolveByDns = (): ResolveName => {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 2 });
  return async (name) => {
    const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  };
};

/** The one client for calls to addresses that others chose (S11): https alone, to public addresses alone. What is connected to is
 *  the address that was looked at, so that a name that changes its mind in between leads nowhere. Redirects are answers like others. */
export class EgressClient {
  private readonly agents = { keepAlive: true, maxFreeSockets: IDLE_SOCKETS_PER_HOST, timeout: IDLE_MS };
  private readonly https = new HttpsAgent(this.agents);
  private readonly http = new HttpAgent(this.agents);

  constructor(private readonly resolve: ResolveName = resolveByDns()) {}

  /** Throws EgressError where there is no answer. */
  async post({ url, rules, ...request }: EgressRequest): Promise<EgressAnswer> {
    const problem = urlProblem(url, rules);
    if (problem !== undefined) throw new EgressError(problem);
    const deadline = AbortSignal.timeout(request.timeoutMs);
    const target = new URL(url);
    const isLocal = rules.allowsLocal && isLocalHost(hostOf(target));
    try {
      return await this.send(target, { ...request, isLocal, deadline });
    } catch (error) {
      throw error instanceof EgressError ? error : new EgressError(deadline.aborted ? 'timeout' : problemOf(error));
    }
  }

  close(): void {
    this.https.destroy();
    this.http.destroy();
  }

  private send(target: URL, sending: Sending): Promise<EgressAnswer> {
    const { headers, body, deadline, isLocal, maxBodyBytes } = sending;
    const isPlain = target.protocol === 'http:';
    const options: RequestOptions = {
      method: 'POST',
      agent: isPlain ? this.http : this.https,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'accept-encoding': 'identity' },
      lookup: this.lookup(isLocal),
      signal: deadline,
      maxHeaderSize: 16_384,
    };
    return new Promise((resolve, reject) => {
      const outgoing = (isPlain ? httpRequest : httpsRequest)(target, options, (answer) => {
        readBody(answer, maxBodyBytes).then(
          (text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
          reject,
        );
      });
      outgoing.on('error', reject);
      outgoing.once('upgrade', (_answer, socket) => {
        socket.destroy();
        reject(new EgressError('connection_failed'));
      });
      outgoing.end(body);
    });
  }

  /** What the socket asks for where to connect to: the addresses that were looked at, and no others. Not asked for a host that is an address, which
   *  `urlProblem` has looked at. */
  private lookup(isLocal: boolean): LookupFunction {
    return (name, { all }, callback) => {
      this.addressesOf(name, isLocal).then(
        (addresses) => {
          const [first] = addresses;
          if (all) callback(null, addresses as LookupAddress[]);
          else callback(null, first?.address ?? '', first?.family);
        },
        (error: Error) => callback(error, '', 0),
      );
    };
  }

  private async addressesOf(name: string, isLocal: boolean): Promise<readonly LookupAddress[]> {
    const found = isLocal ? ['127.0.0.1', '::1'] : await this.resolve(name);
    if (found.length === 0) throw new EgressError('name_not_found');
    // One that is not public among them is one too many: whoever put it there wants it to be tried.
    if (!isLocal && !found.every(isPublicAddress)) throw new EgressError('address_not_public');
    return found.map((address) => ({ address, family: isIP(address) }));
  }
}

interface Sending extends Omit<EgressRequest, 'url' | 'rules'> {
  readonly isLocal: boolean;
  readonly deadline: AbortSignal;
}

/** What of the body came in time. The connection is used again where all of it did, and ended otherwise. */
const readBody = (answer: IncomingMessage, maxBytes: number): Promise<string> =>
  new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const end = (): void => {
      clearTimeout(tooLong);
      if (!answer.complete) answer.destroy();
      resolve(Buffer.concat(parts).subarray(0, maxBytes).toString('utf8'));
    };
    const tooLong = setTimeout(end, BODY_WITHIN_MS);
    answer.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > maxBytes) end();
    });
    answer.once('end', end);
    answer.once('close', end);
    answer.on('error', end);
  });

const problemOf = (error: unknown): EgressProblem => {
  const code = (error as { readonly code?: unknown }).code;
  if (typeof code !== 'string') return 'connection_failed';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code)) return 'tls_failed';
  return /^(ENOTFOUND|EAI_|ENODATA)/.test(code) ? 'name_not_found' : 'connection_failed';
};
