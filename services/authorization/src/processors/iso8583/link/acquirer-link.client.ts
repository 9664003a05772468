import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type AcquirerProfile, type Codec, compileCodec, type Message, messageTimes } from '@tollgate/iso8583';
import { type AcquirerHost, type DialOptions, dial } from './dial.client.js';
import { InFlight, type Reply } from './in-flight.js';
import type { LinkLog, LinkMeter } from './link-meter.js';
import { answerKeyOf, requestKeyOf } from './match-key.js';

export interface LinkOptions extends DialOptions {
  readonly profile: AcquirerProfile;
  /** In the order in which they are tried. */
  readonly hosts: readonly AcquirerHost[];
  readonly timeoutMs: number;
  readonly echoEveryMs: number;
  readonly clock: { now(): Date };
  readonly log: LinkLog;
  readonly meter: LinkMeter;
  /** Called when messages are with the kernel, their answers not yet seen. */
  readonly afterSend?: (mti: string) => void;
}

/** Told of what comes, at once: an answer's double may stand in the same chunk. */
export interface LinkListener {
  /** Somebody waited for it. */
  onAnswer(key: string, message: Message): void;
  /** Nobody waits for it, or not any more. */
  onUnmatched(key: string, message: Message): void;
}

/** A message ready to leave: packed before anything is promised about it, so that one that cannot be written is found in time. */
export interface OutgoingMessage {
  readonly mti: string;
  /** Names it among those in flight: the type of its answer, and what the profile matches by. */
  readonly key: string;
  readonly frame: Uint8Array;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const SIGN_OFF_MS = 1_000;
/** Bytes that a host may leave unread before it is given up. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;
const APPROVED = '00';
const MANAGEMENT = '0800';
const NOT_SENT: Reply = { outcome: 'link_lost', hasLeft: false };

/** The persistent link to the acquirer: many messages in flight, each matched to its answer by what the profile says, never by less. A link
 *  that breaks leaves all that was in flight unknown, and is built again, to the next host when one does not answer. */
export class AcquirerLink {
  private readonly codec: Codec;
  private readonly inFlight: InFlight;
  private socket: Socket | undefined;
  private queue: OutgoingMessage[] = [];
  private isSignedOn = false;
  /** When anything last came from the host. */
  private heardAtMs = 0;
  private isEchoing = false;
  private readonly closing = new AbortController();
  private managementStan = 0;
  private listener: LinkListener = { onAnswer: () => undefined, onUnmatched: () => undefined };

  constructor(private readonly options: LinkOptions) {
    this.codec = compileCodec(options.profile.wire);
    this.inFlight = new InFlight(options.timeoutMs, options.meter);
  }

  /** Builds the link and keeps it. */
  open(listener: LinkListener): void {
    this.listener = listener;
    this.options.meter.up(false);
    void this.keepConnected();
  }

  /** Whether a message sent now would leave. */
  get isReady(): boolean {
    return this.isSignedOn;
  }

  /** Packs a message. Throws MessageFormatError on what the profile cannot write. */
  prepare(message: Message): OutgoingMessage {
    return { mti: message.mti, key: requestKeyOf(this.options.profile, message), frame: this.codec.encode(message) };
  }

  /** Writes the message, with all others of this turn of the loop in one write, and waits for its answer. Never rejects. A link over which nothing
   *  at all came meanwhile is asked at once whether it lives. */
  async send(message: OutgoingMessage): Promise<Reply> {
    const { socket } = this;
    if (!this.isSignedOn || socket === undefined) return NOT_SENT;
    const sentAtMs = performance.now();
    const reply = await this.dispatch(message);
    if (reply.outcome === 'no_answer' && this.heardAtMs < sentAtMs) void this.echo(socket);
    return reply;
  }

  /** Signs off, and gives the link up. What is in flight then is unknown. */
  async close(): Promise<void> {
    this.closing.abort();
    if (this.isSignedOn) {
      this.setSignedOn(false);
      const { profile } = this.options;
      await Promise.race([this.manage(profile.signOn.off), pause(SIGN_OFF_MS)]);
    }
    this.socket?.destroySoon();
  }

  private async keepConnected(): Promise<void> {
    const { hosts } = this.options;
    let next = 0;
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.closing.signal.aborted) {
      const host = hosts[next % hosts.length];
      const wasSignedOn = host !== undefined && (await this.serve(host));
      // A link that worked is built again where it was first; one that did not is tried elsewhere.
      next = wasSignedOn ? 0 : next + 1;
      pauseMs = wasSignedOn ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      await pause(pauseMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
    }
  }

  /** One connection from its beginning to its end. Answers whether it ever signed on; never rejects. */
  private async serve(host: AcquirerHost): Promise<boolean> {
    const { log } = this.options;
    let socket: Socket;
    try {
      socket = await dial(host, this.options);
    } catch (error) {
      log.warn({ ...host, reason: reasonOf(error) }, 'the acquirer cannot be reached');
      return false;
    }
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    if (this.closing.signal.aborted) socket.destroy();
    socket.on('error', (error) => log.warn({ ...host, reason: reasonOf(error) }, 'the acquirer link failed'));
    const decoder = this.codec.decoder();
    socket.on('data', (chunk) => this.receive(socket, () => decoder.push(chunk)));
    this.socket = socket;
    const echoing = setInterval(() => void this.echo(socket), this.options.echoEveryMs).unref();
    const isSignedOn = await this.signOn(socket);
    await closed;
    clearInterval(echoing);
    this.lost();
    return isSignedOn;
  }

  private async signOn(socket: Socket): Promise<boolean> {
    const { signOn } = this.options.profile;
    const { log } = this.options;
    const reply = signOn.required ? await this.manage(signOn.on) : undefined;
    if (reply !== undefined && (reply.outcome !== 'answered' || reply.message.responseCode !== APPROVED)) {
      const response = reply.outcome === 'answered' ? reply.message.responseCode : undefined;
      log.warn({ outcome: reply.outcome, response }, 'the acquirer did not accept our sign-on');
      socket.destroy();
      return false;
    }
    if (socket !== this.socket || socket.destroyed || this.closing.signal.aborted) return false;
    this.setSignedOn(true);
    return true;
  }

  private setSignedOn(isSignedOn: boolean): void {
    if (this.isSignedOn === isSignedOn) return;
    this.isSignedOn = isSignedOn;
    this.options.meter.up(isSignedOn);
    this.options.log.info({}, isSignedOn ? 'the acquirer link is signed on' : 'the acquirer link is signed off');
  }

  /** A link on which an echo goes unanswered, and nothing else comes either, is dead, though TCP may not know it for long. One that the acquirer has
   *  signed off is signed on again. */
  private async echo(socket: Socket): Promise<void> {
    if (socket !== this.socket || this.isEchoing || this.closing.signal.aborted) return;
    if (!this.isSignedOn) return void (await this.signOn(socket));
    this.isEchoing = true;
    const askedAtMs = performance.now();
    const reply = await this.manage(this.options.profile.signOn.echo).finally(() => {
      this.isEchoing = false;
    });
    if (reply.outcome !== 'no_answer' || this.heardAtMs > askedAtMs) return;
    this.options.log.warn({}, 'the acquirer did not answer our echo: the link is built again');
    socket.destroy();
  }

  private manage(code: string): Promise<Reply> {
    this.managementStan = (this.managementStan % 999_999) + 1;
    const stan = String(this.managementStan).padStart(6, '0');
    const { transmissionTime } = messageTimes(this.options.clock.now());
    return this.dispatch(this.prepare({ mti: MANAGEMENT, transmissionTime, stan, networkManagementCode: code }));
  }

  private dispatch(message: OutgoingMessage): Promise<Reply> {
    const { socket } = this;
    if (socket === undefined || socket.destroyed || this.inFlight.has(message.key)) return Promise.resolve(NOT_SENT);
    this.enqueue(message);
    return this.inFlight.wait(message.key);
  }

  private enqueue(message: OutgoingMessage): void {
    if (this.queue.length === 0) setImmediate(() => this.flush());
    this.queue.push(message);
  }

  private flush(): void {
    const { socket, queue: messages } = this;
    if (socket === undefined || socket.destroyed || messages.length === 0) return; // `lost` settles them
    this.queue = [];
    socket.write(Buffer.concat(messages.map(({ frame }) => frame)));
    if (socket.writableLength > MAX_UNREAD_BYTES) socket.destroy();
    const { afterSend } = this.options;
    if (afterSend !== undefined) for (const { mti } of messages) afterSend(mti);
  }

  private receive(socket: Socket, decode: () => Uint8Array[]): void {
    this.heardAtMs = performance.now();
    try {
      for (const bytes of decode()) this.read(bytes);
    } catch (error) {
      // Nobody knows any more where the next message starts.
      this.options.log.warn({ reason: reasonOf(error) }, 'the acquirer sent what is no frame: the link is built again');
      socket.destroy();
    }
  }

  /** One bad message costs one message, and nothing that comes from outside gets further than this. */
  private read(bytes: Uint8Array): void {
    const { log, meter } = this.options;
    let message: Message;
    try {
      message = this.codec.unpack(bytes);
    } catch (error) {
      meter.unreadable();
      log.warn({ reason: reasonOf(error) }, 'a message of the acquirer cannot be read and is passed over');
      return;
    }
    try {
      this.take(message);
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'a message of the acquirer could not be dealt with');
    }
  }

  private take(message: Message): void {
    const key = answerKeyOf(this.options.profile, message);
    if (message.mti === MANAGEMENT) this.answerHost(message);
    else if (this.inFlight.settle(key, { outcome: 'answered', message })) this.listener.onAnswer(key, message);
    else this.listener.onUnmatched(key, message);
  }

  private answerHost(request: Message): void {
    const answer: Message = { ...request, mti: '0810', responseCode: APPROVED };
    this.enqueue({ mti: answer.mti, key: '', frame: this.codec.encode(answer) });
    const { signOn } = this.options.profile;
    if (request.networkManagementCode === signOn.off) this.setSignedOn(false);
    if (request.networkManagementCode === signOn.on) this.setSignedOn(true);
  }

  private lost(): void {
    this.socket = undefined;
    this.setSignedOn(false);
    for (const { key } of this.queue) this.inFlight.settle(key, NOT_SENT);
    this.queue = [];
    this.inFlight.settleAll({ outcome: 'link_lost', hasLeft: true });
  }
}

/** Of a MessageFormatError the place; never the content. */
const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
