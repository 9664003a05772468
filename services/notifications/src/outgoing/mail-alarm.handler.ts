import { Inject, Injectable } from '@nestjs/common';
import { LOG, type Log, Metrics } from '@tollgate/service';
import { classify, type SmtpReply } from '../smtp/classify-reply.js';

const repeatMs = 60_000;

/** Tells the operator that a mail server refuses us, whoever the mail is for: a login, a sender, relaying, a blocklist, a certificate. Nothing of
 *  what the server wrote is told, as it may quote an address. */
@Injectable()
export class MailAlarm {
  private readonly refusals;
  private readonly isRefused;
  private saidAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.refusals = metrics.counter('mail_server_refusals_total', 'Answers of the mail server that concern us, not the mail', [
      'step',
      'reply_code',
    ]);
    this.isRefused = metrics.gauge('mail_server_refuses_us', '1 while the last answer of the mail server was that it refuses us');
    this.isRefused.set(0);
  }

  /** After every mail that was not taken. */
  refused(reply: SmtpReply): void {
    const refusal = classify(reply);
    if (refusal.outcome !== 'later' || refusal.concern !== 'us') return;
    const { step, replyCode, status } = reply;
    this.refusals.inc({ step, reply_code: String(replyCode) });
    this.isRefused.set(1);
    if (performance.now() - this.saidAtMs < repeatMs) return;
    this.saidAtMs = performance.now();
    this.log.error({ step, replyCode, status }, 'the mail server refuses us: mails wait until that is mended');
  }

  /** After every mail that was taken. */
  taken(): void {
    this.isRefused.set(0);
  }
}
