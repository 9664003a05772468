import { type Clock, TransientError } from '@tollgate/errors';
import type { Sent } from '../mails/mail-record.js';
import { classify, isOfServer, type Refusal, type SmtpReply } from './classify-reply.js';
import { withSignature } from './dkim-signature.client.js';
import { MailNotTaken, type Place, SessionPool } from './session-pool.client.js';
import { type SessionMail, SmtpFailure, type SmtpServer } from './smtp-session.client.js';

/** A mail on its way: its envelope, and the message as it goes over the wire. */
export interface OutgoingMail extends SessionMail {
  /** What succeeds or fails together with it. */
  readonly lane: string;
  /** It may have been taken before. */
  readonly isCopy: boolean;
}

/** A mail whose answer takes longer keeps nobody up any more. */
const slowAfterMs = 5_000;
/** Nor one that takes longer altogether, with its wait for a place and for a connection. */
const heldForMs = 20_000;

/** Sends mails to one server, so that none of them, and no domain, holds up the others. */
export class MailServer {
  private readonly pool: SessionPool;

  constructor(
    private readonly server: SmtpServer,
    maxSessions: number,
    clock: Clock,
  ) {
    this.pool = new SessionPool(server, maxSessions, () => clock.now().getTime());
  }

  /** How long the server, or this lane of it, is left alone after failures; 0: both may be tried. */
  closedForMs(lane: string): number {
    return this.pool.closedForMs(lane);
  }

  /** What a lane last answered, where it is left alone for that. */
  answerOf(lane: string): SmtpReply | undefined {
    return this.pool.answerOf(lane);
  }

  /** How long the whole server is left alone. */
  get serverClosedForMs(): number {
    return this.pool.serverClosedForMs;
  }

  /** 'taken' once the server has answered 250; 'refused' where its answer is the end of this mail. Throws MailNotTaken for all that may pass,
   *  and where it was not tried. `onSlow` is called where the answer takes long: it goes on, and may take another ten minutes. */
  async send(mail: OutgoingMail, onSlow: () => void): Promise<Sent> {
    const signed = await this.signed(mail);
    let isSlow = false;
    const slow = (): void => {
      if (!isSlow) onSlow();
      isSlow = true;
    };
    const held = setTimeout(slow, heldForMs);
    try {
      return await this.deliver(signed, slow);
    } finally {
      clearTimeout(held);
    }
  }

  private async signed(mail: OutgoingMail): Promise<OutgoingMail> {
    const { dkim } = this.server;
    return dkim === undefined ? mail : { ...mail, message: await withSignature(mail.message, dkim) };
  }

  close(): void {
    this.pool.close();
  }

  /** A connection over which the envelope is not answered soon is given up, and another one tried at once: nothing of the mail has left, and a
   *  connection that the server or the network has forgotten is silent for ever. */
  private async deliver(mail: OutgoingMail, onSlow: () => void): Promise<Sent> {
    const slow = (place: Place): void => {
      this.pool.detach(place, mail);
      onSlow();
    };
    const first = await this.pool.take(mail.lane);
    let isSilent = false;
    const failure = await sendOver(first, mail, () => {
      isSilent = !first.session.isMessageOut;
      if (isSilent) first.session.abandon();
      else slow(first);
    });
    if (!isSilent) return this.conclude(first, mail, failure);
    const second = await this.pool.replace(first);
    return this.conclude(second, mail, await sendOver(second, mail, () => slow(second)));
  }

  private async conclude(place: Place, mail: OutgoingMail, failure: SmtpFailure | undefined): Promise<Sent> {
    if (failure === undefined) {
      this.pool.leave(place, 'good');
      return { outcome: 'taken' };
    }
    await this.putRight(place);
    if (mail.isOurs()) return this.refused(place, failure);
    this.pool.leave(place, 'none');
    throw new TransientError('another process may be at this mail', { cause: failure });
  }

  private refused(place: Place, failure: SmtpFailure): Sent {
    const { reply } = failure;
    const refusal = classify(reply);
    if (isOfServer(reply)) this.pool.refused();
    // A connection that broke tells of the server, or the network: whether that is so shows at the next one.
    this.pool.leave(place, isAnswered(refusal) ? 'good' : failure.isBroken ? 'none' : reply);
    if (refusal.outcome === 'later') throw new MailNotTaken('the mail server did not take a mail', { cause: failure });
    const { replyCode, status } = reply;
    return { outcome: 'refused', code: refusal.code, replyCode, status };
  }

  /** The connection is good for the next mail once the server has forgotten this one. */
  private async putRight({ session }: Place): Promise<void> {
    if (session.isEnded) return;
    try {
      await session.reset();
    } catch {
      session.close(); // the mail's answer stands; the next one gets a new connection
    }
  }
}

/** How it failed; undefined once it was taken. `onLate` is called where it takes long. */
const sendOver = async ({ session }: Place, mail: OutgoingMail, onLate: () => void): Promise<SmtpFailure | undefined> => {
  const late = setTimeout(onLate, slowAfterMs);
  try {
    await session.send(mail);
    return undefined;
  } catch (error) {
    if (error instanceof SmtpFailure) return error;
    throw error;
  } finally {
    clearTimeout(late);
  }
};

/** The domain answers: what it said is about this mailbox, or this mail, alone. */
const isAnswered = (refusal: Refusal): boolean => refusal.outcome === 'end' || refusal.concern === 'mailbox';
