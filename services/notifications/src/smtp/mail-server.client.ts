import type { Clock } from '@tollgate/errors';
import type { Sent } from '../mails/mail-record.js';
import { classify, isOfServer, type Refusal, type SmtpReply } from './classify-reply.js';
import { MailNotTaken, type Place, SessionPool } from './session-pool.client.js';
import { SmtpFailure, type SmtpServer } from './smtp-session.client.js';

/** A mail on its way: its envelope, and the message as it goes over the wire. */
export interface OutgoingMail {
  readonly sender: string;
  readonly recipient: string;
  readonly message: string;
  /** What succeeds or fails together with it. */
  readonly lane: string;
}

/** A mail whose answer takes longer keeps nobody up any more. */
const slowAfterMs = 5_000;

/** Sends mails to one server, so that none of them, and no domain, holds up the others. */
export class MailServer {
  private readonly pool: SessionPool;

  constructor(server: SmtpServer, maxSessions: number, clock: Clock) {
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
  async send({ sender, recipient, message, lane }: OutgoingMail, onSlow: () => void): Promise<Sent> {
    const place = await this.pool.take(lane);
    const slow = setTimeout(() => {
      this.pool.detach(place);
      onSlow();
    }, slowAfterMs);
    try {
      await place.session.send(sender, recipient, message);
      this.pool.leave(place, 'good');
      return { outcome: 'taken' };
    } catch (error) {
      if (!(error instanceof SmtpFailure)) throw error;
      return await this.refused(place, error);
    } finally {
      clearTimeout(slow);
    }
  }

  close(): void {
    this.pool.close();
  }

  private async refused(place: Place, failure: SmtpFailure): Promise<Sent> {
    const { reply } = failure;
    const refusal = classify(reply);
    await this.putRight(place);
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

/** The domain answers: what it said is about this mailbox, or this mail, alone. */
const isAnswered = (refusal: Refusal): boolean => refusal.outcome === 'end' || refusal.concern === 'mailbox';
