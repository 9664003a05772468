import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer, type TlsOptions } from 'node:tls';
import { type AcquirerProfile, type Codec, compileCodec, type Message } from '@tollgate/iso8583';
import { profileNamed } from './processor.js';

/** An acquirer's host that does what the test tells it, for what no host should do. */
export class ScriptedHost {
  readonly received: Message[] = [];
  readonly sockets: Socket[] = [];
  readonly codec: Codec;
  /** What it does with a message; it answers 00 unless told otherwise. */
  react: (socket: Socket, message: Message) => void = (socket, message) => this.answer(socket, message);
  private readonly server: Server;

  private constructor(profile: AcquirerProfile, tls: TlsOptions | undefined) {
    this.codec = compileCodec(profile.wire);
    const accept = (socket: Socket): void => this.accept(socket);
    this.server = tls === undefined ? createServer(accept) : createSecureServer(tls, accept);
  }

  static async start(profile = profileNamed('iso87-ascii'), tls?: TlsOptions): Promise<ScriptedHost> {
    const host = new ScriptedHost(profile, tls);
    await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  /** The messages for money that came, by type. */
  get types(): readonly string[] {
    return this.received.map(({ mti }) => mti).filter((mti) => mti !== '0800');
  }

  answer(socket: Socket, { pan: _pan, privateData: _data, ...message }: Message, change: Partial<Message> = {}): void {
    if (message.mti.endsWith('10')) return; // an answer of theirs
    const mti = `${message.mti.slice(0, 2)}${Number(message.mti[2]) + 1}0`;
    this.send(socket, { ...message, responseCode: '00', ...change, mti: change.mti ?? mti });
  }

  send(socket: Socket, message: Message): void {
    socket.write(this.codec.encode(message));
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    if (!this.server.listening) return;
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(socket: Socket): void {
    const decoder = this.codec.decoder();
    this.sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const message of decoder.push(chunk).map(this.codec.unpack)) {
        this.received.push(message);
        this.react(socket, message);
      }
    });
  }
}
