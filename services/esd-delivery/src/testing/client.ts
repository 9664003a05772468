import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Of a problem document. */
  readonly code: string | undefined;
}

/** How a request is made, where it is not made as usual. */
export interface Manner {
  readonly method?: string;
  /** Sent before TLS begins. */
  readonly prologue?: Uint8Array;
  /** None is offered where it is empty. */
  readonly protocols?: readonly string[];
  readonly version?: '1.0' | '1.1';
}

/** A client over TLS that does with its connection as it is told. */
export class RawClient {
  readonly headers: Record<string, string> = {};
  status = 0;
  private chunks: Buffer[] = [];
  private receivedBytes = 0;
  private isEnded = false;

  private constructor(
    private readonly tcp: Socket,
    private readonly socket: TLSSocket,
  ) {
    socket.setMaxListeners(0); // each wait for one of three signs leaves the other two listening
    socket.on('error', () => undefined);
    tcp.on('error', () => undefined);
    for (const sign of ['end', 'close']) socket.on(sign, () => this.end());
  }

  // biome-ignore lint/complexity/useMaxParams: reads as a request does
  static async ask(
    port: number,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    { method = 'GET', prologue, protocols = ['http/1.1'], version = '1.1' }: Manner = {},
  ): Promise<RawClient> {
    const tcp = connect({ port, host: '127.0.0.1' });
    await once(tcp, 'connect');
    if (prologue !== undefined) tcp.write(prologue);
    const socket = connectTls({ socket: tcp, rejectUnauthorized: false, ALPNProtocols: [...protocols] });
    await once(socket, 'secureConnect');
    const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`${method} ${path} HTTP/${version}\r\n${lines.join('')}\r\n`);
    return new RawClient(tcp, socket);
  }

  /** Reads the head and so many bytes of the body (all of it unless told), then reads no more. */
  async read(bytes = Number.POSITIVE_INFINITY): Promise<Buffer> {
    while (!this.isEnded && this.missing(bytes) > 0) {
      const chunk = this.socket.read() as Buffer | null;
      if (chunk === null)
        await Promise.race([once(this.socket, 'readable'), once(this.socket, 'end'), once(this.socket, 'close')]);
      else this.take(chunk);
    }
    return this.received().subarray(0, bytes);
  }

  /** What its computer has handed over to it, whether it was read or not (TLS's own bytes included). */
  get arrivedBytes(): number {
    return this.tcp.bytesRead;
  }

  /** As browsers and curl do when they have what they want. */
  close(): void {
    this.socket.destroy();
  }

  /** Until the other side ends the connection. */
  async ended(): Promise<void> {
    this.socket.resume();
    while (!this.isEnded) await Promise.race([once(this.socket, 'end'), once(this.socket, 'close')]);
  }

  send(text: string): void {
    this.socket.write(text);
  }

  /** Says that no more comes from here, and goes on listening. */
  finishSending(): void {
    this.socket.end();
  }

  reset(): void {
    this.tcp.resetAndDestroy();
  }

  get answer(): Answer {
    const isProblem = this.receivedBytes > 0 && this.headers['content-type']?.startsWith('application/problem+json');
    const code = isProblem ? (JSON.parse(this.received().toString()) as { code: string }).code : undefined;
    return { status: this.status, headers: this.headers, body: this.received(), code };
  }

  private end(): void {
    this.isEnded = true;
  }

  private missing(bytes: number): number {
    if (this.status === 0) return 1;
    return Math.min(bytes, Number(this.headers['content-length'] ?? 0)) - this.receivedBytes;
  }

  private received(): Buffer {
    this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0] ?? Buffer.alloc(0);
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.receivedBytes += chunk.length;
    if (this.status !== 0) return;
    const text = this.received();
    const end = text.indexOf('\r\n\r\n');
    if (end === -1) return;
    const [first = '', ...lines] = text.toString('latin1', 0, end).split('\r\n');
    this.status = Number(first.split(' ')[1]);
    for (const line of lines) {
      const [name = '', value = ''] = line.split(/: (.*)/s);
      this.headers[name.toLowerCase()] = value;
    }
    this.chunks = [text.subarray(end + 4)];
    this.receivedBytes -= end + 4;
    this.headers['content-length'] ??= '0';
  }
}

/** Asks, takes everything, and closes. */
// biome-ignore lint/complexity/useMaxParams: reads as a request does
export const fetchWhole = async (
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  manner: Manner = {},
): Promise<Answer> => {
  const client = await RawClient.ask(port, path, headers, manner);
  await client.read();
  client.close();
  return client.answer;
};

/** HEAD: has no body, whatever length it names. */
export const look = async (port: number, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
  const client = await RawClient.ask(port, path, { ...headers, Connection: 'close' }, { method: 'HEAD' });
  await client.read(0);
  client.close();
  return { ...client.answer, body: Buffer.alloc(0) };
};
