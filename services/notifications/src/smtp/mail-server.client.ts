import { TransientError } from '@tollgate/errors';
import type { Sent } from '../mails/mail-record.js';
import { type SmtpServer, SmtpSession } from './smtp-session.client.js';

/** A mail on its way: its envelope, and the message as it goes over the wire. */
export interface OutgoingMail {
  readonly sender: string;
  readonly recipient: string;
  readonly message: string;
}

/** Most servers end a silent connection after a minute or more; ours ends before, so that none breaks under a mail. */
const idleMs = 25_000;

/** Sends over a few connections that are kept open: a greeting, and with TLS a handshake, for each mail would cost more than the mail. */
export class MailServer {
  private readonly idle: SmtpSession[] = [];
  private readonly waiting: ((session: SmtpSession | undefined) => void)[] = [];
  private open = 0;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: SmtpServer,
    private readonly maxSessions: number,
  ) {}

  /** 'taken' once the server has answered 250; 'refused' when it will never take this mail (5xx to the recipient or to the message).
   *  Throws a TransientError for all that may pass: 4xx, no connection, no answer, and a server that refuses us rather than the mail. */
  async send({ sender, recipient, message }: OutgoingMail): Promise<Sent> {
    const session = await this.take();
    try {
      await session.send(sender, recipient, message);
      this.giveBack(session);
      return { outcome: 'taken' };
    } catch (cause) {
      const replyCode = refusalOf(cause);
      if (replyCode === undefined) {
        this.drop(session);
        throw new TransientError('the mail server did not take a mail', { cause: withoutAddresses(cause) });
      }
      await this.putRight(session);
      return { outcome: 'refused', replyCode };
    }
  }

  close(): void {
    clearTimeout(this.idleTimer);
    for (const session of this.idle.splice(0)) session.close();
  }

  private async take(): Promise<SmtpSession> {
    for (let session = this.idle.pop(); session !== undefined; session = this.idle.pop()) {
      if (!session.isEnded) return session;
      this.open -= 1;
    }
    if (this.open >= this.maxSessions) {
      const session = await new Promise<SmtpSession | undefined>((resolve) => this.waiting.push(resolve));
      return session ?? this.take();
    }
    this.open += 1;
    try {
      return await SmtpSession.open(this.server);
    } catch (cause) {
      this.letNextTry();
      throw new TransientError('the mail server cannot be reached', { cause: withoutAddresses(cause) });
    }
  }

  private giveBack(session: SmtpSession): void {
    if (session.isEnded) {
      this.letNextTry();
      return;
    }
    const next = this.waiting.shift();
    if (next !== undefined) next(session);
    else this.rest(session);
  }

  private rest(session: SmtpSession): void {
    this.idle.push(session);
    if (this.idleTimer !== undefined) this.idleTimer.refresh();
    else this.idleTimer = setTimeout(() => this.closeIdle(), idleMs).unref();
  }

  private closeIdle(): void {
    for (const session of this.idle.splice(0)) {
      session.close();
      this.open -= 1;
    }
  }

  private drop(session: SmtpSession): void {
    session.close();
    this.letNextTry();
  }

  /** A place is free: who waits for a session may open one. */
  private letNextTry(): void {
    this.open -= 1;
    this.waiting.shift()?.(undefined);
  }

  private async putRight(session: SmtpSession): Promise<void> {
    try {
      await session.reset();
      this.giveBack(session);
    } catch {
      this.drop(session); // the mail's answer stands; the next one gets a new session
    }
  }
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** The reply code when the server refused this mail for good. At MAIL FROM it refuses us, the sender, as it would every other mail:
 *  that is for the operator to mend, and no reason to give a receipt up. */
const refusalOf = (error: unknown): number | undefined => {
  const { code, command, responseCode = 0 } = error as SmtpError;
  const isAboutMail = (code === 'EENVELOPE' && command === 'RCPT TO') || (code === 'EMESSAGE' && command === 'DATA');
  return isAboutMail && responseCode >= 500 && responseCode < 600 ? responseCode : undefined;
};

/** What a server answers may quote the address it was asked for; logs get its code alone. */
const withoutAddresses = (error: unknown): Error => {
  const { code = 'unknown', command = 'none', responseCode = 'none' } = error as SmtpError;
  return new Error(`SMTP error ${code} at ${command}, reply ${responseCode}`);
};
