import SMTPConnection from 'nodemailer/lib/smtp-connection';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the start. */
  readonly isSecure: boolean;
  readonly credentials: { readonly user: string; readonly pass: string } | undefined;
}

/** What `smtp://user:password@host:port` names. */
export const smtpServerOf = (address: string): SmtpServer => {
  const { protocol, hostname, port, username, password } = new URL(address);
  const isSecure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    isSecure,
    credentials: username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  };
};

/** The server's answer to the final dot may take this long before the mail counts as not taken. Source: RFC 5321 §4.5.3.2.6. */
const answerTimeoutMs = 600_000;
const beginTimeoutMs = 10_000;

/** One connection to the mail server, greeted and logged in, one mail at a time. */
export class SmtpSession {
  private readonly connection: SMTPConnection;
  private ended = false;

  private constructor({ host, port, isSecure }: SmtpServer) {
    this.connection = new SMTPConnection({
      host,
      port,
      secure: isSecure,
      connectionTimeout: beginTimeoutMs,
      greetingTimeout: beginTimeoutMs,
      dnsTimeout: beginTimeoutMs,
      socketTimeout: answerTimeoutMs,
    });
    const end = () => {
      this.ended = true;
    };
    // 'error' reaches whoever waits for the mail in hand by its callback; without a listener it would end the process.
    this.connection.on('error', end);
    this.connection.on('end', end);
  }

  static async open(server: SmtpServer): Promise<SmtpSession> {
    const session = new SmtpSession(server);
    const { connection } = session;
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    const { credentials } = server;
    if (credentials === undefined || !connection.allowsAuth) return session;
    await new Promise<void>((resolve, reject) =>
      connection.login({ credentials }, (error) => (error ? reject(error) : resolve())),
    ).catch((error: unknown) => {
      connection.close();
      throw error;
    });
    return session;
  }

  /** The server, or the network, has ended it: good for no further mail. */
  get isEnded(): boolean {
    return this.ended;
  }

  /** Resolves on the server's 250 to the whole message. */
  send(sender: string, recipient: string, message: string): Promise<void> {
    const bytes = Buffer.from(message);
    const use8BitMime = bytes.length !== message.length;
    return new Promise((resolve, reject) => {
      const envelope = { from: sender, to: [recipient], size: bytes.length, use8BitMime };
      this.connection.send(envelope, bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** After a refusal: the next mail begins from nothing. */
  reset(): Promise<void> {
    return new Promise((resolve, reject) => this.connection.reset((error) => (error ? reject(error) : resolve())));
  }

  close(): void {
    this.ended = true;
    this.connection.quit();
  }
}
