import type { Readable, Writable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type SmtpReply, type SmtpStep, smtpReply } from './classify-reply.js';
import type { DkimKey } from './dkim-signature.client.js';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the start. */
  readonly isSecure: boolean;
  readonly credentials: { readonly user: string; readonly pass: string } | undefined;
  /** PEM of who signed the server's certificate, where that is nobody whom the system trusts. */
  readonly ca?: string | undefined;
  /** Undefined: mails go out unsigned. */
  readonly dkim?: DkimKey | undefined;
}

/** What `smtp://user:password@host:port` names. */
export const smtpServerOf = (address: string, ca?: string): SmtpServer => {
  const { protocol, hostname, port, username, password } = new URL(address);
  const isSecure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    isSecure,
    credentials: username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    ca,
  };
};

/** The server's answer to the final dot may take this long before the mail counts as not taken. Source: RFC 5321 §4.5.3.2.6. */
const answerTimeoutMs = 600_000;
/** The envelope may take this long, as some servers look a recipient up elsewhere. A try that ends there was no mail yet, and costs little. */
const envelopeTimeoutMs = 60_000;
/** To all that comes before a mail or between two: from the first byte to the answer to EHLO, the login, a reset. */
const commandTimeoutMs = 10_000;
/** To a goodbye, after which nothing matters any more. */
const farewellTimeoutMs = 5_000;

/** A mail as it goes over a connection. */
export interface SessionMail {
  readonly sender: string;
  readonly recipient: string;
  readonly message: string;
  /** Asked right before the message leaves: no part of it does where this process may not send it any more. */
  isOurs(): boolean;
}

/** A mail, or the greeting before it, that did not come to its 250. */
export class SmtpFailure extends Error {
  override readonly name = 'SmtpFailure';

  /** `isBroken`: the connection ended in the middle, by the server or the network. */
  constructor(
    readonly reply: SmtpReply,
    readonly isBroken: boolean,
    code: string,
  ) {
    super(`SMTP error ${code} at ${reply.step}, reply ${reply.replyCode || 'none'} ${reply.status}`.trimEnd());
  }
}

/** One connection to the mail server, greeted and logged in, one mail at a time. */
export class SmtpSession {
  private readonly connection: SMTPConnection;
  private ended = false;
  private isOut = false;
  /** Of the mail in hand. */
  private inHand: PromiseWithResolvers<void> | undefined;

  private constructor({ host, port, isSecure, credentials, ca }: SmtpServer) {
    this.connection = new SMTPConnection({
      host,
      port,
      secure: isSecure,
      // Password and links never go in clear to a server that we log in to, whatever it, or somebody on the way, offers.
      requireTLS: !isSecure && credentials !== undefined,
      tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
      connectionTimeout: commandTimeoutMs,
      greetingTimeout: commandTimeoutMs,
      dnsTimeout: commandTimeoutMs,
      socketTimeout: answerTimeoutMs,
      // Closed is closed: nothing that was still to be written leaves after it.
      socketCloseTimeout: 0,
    });
    const end = () => {
      this.ended = true;
    };
    // 'error' reaches whoever waits for the mail in hand by its callback; without a listener it would end the process.
    this.connection.on('error', end);
    this.connection.on('end', end);
  }

  /** Throws SmtpFailure. */
  static async open(server: SmtpServer): Promise<SmtpSession> {
    const session = new SmtpSession(server);
    try {
      await session.inTime(session.greet());
      if (server.credentials !== undefined) await session.inTime(session.login(server.credentials));
      return session;
    } catch (error) {
      session.connection.close();
      throw failureOf(error, openingStep(error as SmtpError));
    }
  }

  /** The server, or the network, has ended it: good for no further mail. */
  get isEnded(): boolean {
    return this.ended;
  }

  /** The server has taken the envelope, and the message is on its way: it may be taken from here on. */
  get isMessageOut(): boolean {
    return this.isOut;
  }

  /** Resolves on the server's 250 to the whole message. Throws SmtpFailure, after which nothing of the message leaves any more. */
  async send({ sender, recipient, message, isOurs }: SessionMail): Promise<void> {
    const bytes = Buffer.from(message);
    const envelope = { from: sender, to: [recipient], size: bytes.length, use8BitMime: bytes.length !== message.length };
    const inHand = Promise.withResolvers<void>();
    this.inHand = inHand;
    this.isOut = false;
    const timer = setTimeout(() => this.abandon(), envelopeTimeoutMs);
    // The library calls `pipe` on the server's 354.
    const pipe = (stream: NodeJS.WritableStream): void => {
      clearTimeout(timer);
      if (this.ended) return;
      if (!isOurs()) {
        this.abandon(NOT_OURS);
        return;
      }
      this.isOut = true;
      asOneWrite(this.connection);
      stream.end(bytes);
    };
    this.connection.send(envelope, { pipe } as unknown as Readable, (error) => {
      if (error) inHand.reject(failureOf(error, sendingStep(error as SmtpError, this.isOut)));
      else inHand.resolve();
    });
    try {
      await inHand.promise;
    } finally {
      clearTimeout(timer);
      this.inHand = undefined;
    }
  }

  /** After a refusal: the next mail begins from nothing. */
  reset(): Promise<void> {
    return this.inTime(new Promise((resolve, reject) => this.connection.reset((error) => (error ? reject(error) : resolve()))));
  }

  /** Between mails. Not in the middle of one: a server that stood still would read the goodbye as a part of the message. */
  close(): void {
    this.ended = true;
    this.connection.quit();
    setTimeout(() => this.connection.close(), farewellTimeoutMs).unref();
  }

  /** Ends it without a word, and with it the mail in hand. */
  abandon(code = TIMED_OUT): void {
    this.ended = true;
    this.connection.close();
    this.inHand?.reject(failureOf({ code }, sendingStep({}, this.isOut)));
  }

  /** The library's own time-out is that of the final dot. */
  private async inTime(answer: Promise<void>): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.abandon();
      late.reject(Object.assign(new Error('the mail server does not answer'), { code: TIMED_OUT }));
    }, commandTimeoutMs);
    try {
      await Promise.race([answer, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  private greet(): Promise<void> {
    const { connection } = this;
    return new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
  }

  private async login(credentials: { readonly user: string; readonly pass: string }): Promise<void> {
    if (!this.connection.allowsAuth) throw Object.assign(new Error('the server offers no login'), { code: 'EAUTH' });
    await new Promise<void>((resolve, reject) =>
      this.connection.login({ credentials }, (error) => (error ? reject(error) : resolve())),
    );
  }
}

/** The library hands the message and the dot after it to the socket one by one. What is written in this turn of the event loop goes out as one:
 *  fewer system calls on both sides. The socket is the library's own and not part of its public interface; where a later version has none, all is
 *  as before. */
const asOneWrite = (connection: SMTPConnection): void => {
  const { _socket: socket } = connection as unknown as { readonly _socket?: Writable | false };
  if (!socket) return;
  socket.cork();
  setImmediate(() => socket.uncork());
};

/** What the library throws. */
interface SmtpError {
  readonly code?: string;
  /** The system's own code, or OpenSSL's, in front of which the library has put its own. */
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
}

const ofCertificates = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/;

const openingStep = ({ code = '', originalCode = '', command = '' }: SmtpError): SmtpStep => {
  if (code === 'ETLS' || command === 'STARTTLS' || ofCertificates.test(originalCode)) return 'tls';
  return code === 'EAUTH' || command.startsWith('AUTH') ? 'login' : 'connect';
};

const stepOfCommand: Readonly<Record<string, SmtpStep>> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'message',
};

/** A connection that breaks in the middle of a mail broke over its recipient or its message. */
const sendingStep = ({ command = '' }: SmtpError, isGoingOut: boolean): SmtpStep =>
  stepOfCommand[command] ?? (isGoingOut ? 'message' : 'recipient');

const TIMED_OUT = 'ETIMEDOUT';
const NOT_OURS = 'ENOTOURS';

const failureOf = (error: unknown, step: SmtpStep): SmtpFailure => {
  const { code = 'unknown', response = '' } = error as SmtpError;
  return new SmtpFailure(smtpReply(step, response), response === '' && code !== TIMED_OUT, code);
};
