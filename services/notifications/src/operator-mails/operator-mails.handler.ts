import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile, lookupHmac, type Random, seal, unseal } from '@tollgate/crypto';
import { type Clock, DomainError } from '@tollgate/errors';
import { backoffMs, type DueItem, type DueWork, type DueWorkHandler, type Handled } from '@tollgate/postgres';
import { CLOCK, CONFIG, LOG, type Log, Metrics } from '@tollgate/service';
import type { z } from 'zod';
import type { Config } from '../config.js';
import { imageOf } from '../logos/logo.js';
import { Logos } from '../logos/logos.repository.js';
import { MailAlarm } from '../outgoing/mail-alarm.handler.js';
import { DUE_WORK, RANDOM } from '../outgoing/tokens.data.js';
import { domainOf } from '../smtp/mail-address.js';
import { MailServer, type OutgoingMail } from '../smtp/mail-server.client.js';
import { type Mail, mimeMessage } from '../smtp/mime-message.js';
import { MailNotTaken } from '../smtp/session-pool.client.js';
import { type OperatorMail, operatorLetter } from './operator-letter.js';
import { isOver, type OwedKind, type OwedOperatorMail, sealContext, type WrittenMail } from './operator-mail.js';
import { operatorMailSchema } from './operator-mail.schema.js';
import { ReportFiles } from './report-files.client.js';
import { SentMails } from './sent-mails.repository.js';

const betweenTries = { firstMs: 5_000, maxMs: 300_000 };

/** Mails to people who work with Tollgate Central: owed from the moment they are asked for, and tried until a server takes them, or what they lead
 *  to has ended. They are no events: nobody but their reader is concerned, and their addresses are gateway-ingress's. */
@Injectable()
export class OperatorMails implements DueWorkHandler {
  readonly kind = 'operator-mail';
  readonly leaseMs = 120_000;
  readonly limit = 2;
  /** Apart from the others: nobody waits for a new password as long as files take. */
  readonly reports: DueWorkHandler = {
    kind: 'report-mail',
    leaseMs: 180_000,
    limit: 1,
    handle: (item, signal) => this.handle(item, signal),
  };
  private readonly key: KeyObject;
  private readonly mails;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(DUE_WORK) private readonly dueWork: DueWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Pick<Random, 'fraction'>,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
    private readonly mailServer: MailServer,
    private readonly alarm: MailAlarm,
    private readonly logos: Logos,
    private readonly reportFiles: ReportFiles,
    private readonly sent: SentMails,
    metrics: Metrics,
  ) {
    this.key = keyFromFile(config.keyEncryptionKeyFile);
    this.mails = metrics.counter('operator_mails_total', 'Mails to people who work with Central, by what became of each try', [
      'kind',
      'outcome',
    ]);
  }

  /** Resolves once it is owed, whatever becomes of this process. Throws DomainError `invalid_mail` for a request that is none. */
  async take(request: z.input<typeof operatorMailSchema>): Promise<void> {
    const read = operatorMailSchema.safeParse(request);
    if (!read.success) throw new DomainError('invalid_mail');
    const { id, ...mail } = read.data;
    await this.owe(id, { ...mail, at: mail.report?.dueAt ?? mail.approval?.at ?? mail.limits?.at ?? mail.pool?.at }, mail);
  }

  /** The same for what is known to be right. */
  async owe(id: string, { kind, email, until, at }: OwedTo, mail: OperatorMail | WrittenMail): Promise<void> {
    const now = this.clock.now();
    const payload: OwedOperatorMail = {
      sealed: seal(this.key, Buffer.from(JSON.stringify(mail)), sealContext(id)).toString('base64'),
      kind,
      lane: lookupHmac(this.key, '', { kind: 'mail-lane', value: domainOf(email).toLowerCase() }),
      until,
      at: at ?? now.toISOString(),
      isOnce: at !== undefined,
    };
    const work = kind === 'report' ? this.reports.kind : this.kind;
    // The newest link is the one that is good: a request that comes again brings another one.
    await this.dueWork.schedule({ kind: work, key: id, dueAt: now, payload, onExisting: 'replace' });
  }

  readonly handle = async (item: DueItem, signal: AbortSignal): Promise<Handled> => {
    const owed = item.payload as OwedOperatorMail;
    if (owed.isOnce && (await this.sent.has(item.key))) return 'done';
    if (isOver(owed, this.clock.now())) return this.giveUp(owed, 'over');
    const closedForMs = this.mailServer.closedForMs(owed.lane);
    if (closedForMs > 0) return { postponeMs: closedForMs * (1 + this.random.fraction()) };
    const mail = JSON.parse(unseal(this.key, Buffer.from(owed.sealed, 'base64'), sealContext(item.key)).toString()) as
      | OperatorMail
      | WrittenMail;
    try {
      const outgoing = await this.outgoing(item.key, owed, { mail, signal });
      const sent = await this.mailServer.send(outgoing, () => undefined);
      if (sent.outcome === 'refused') return this.giveUp(owed, sent.code);
    } catch (error) {
      if (!(error instanceof MailNotTaken)) throw error;
      return this.later(item, owed, error);
    }
    if (owed.isOnce) await this.sent.add(item.key, owed.until);
    this.alarm.taken();
    this.mails.inc({ kind: owed.kind, outcome: 'taken' });
    return 'done';
  };

  private async outgoing(id: string, { lane, at }: OwedOperatorMail, sending: Sending): Promise<OutgoingMail> {
    const { mailFrom } = this.config;
    const { mail, signal } = sending;
    const messageId = `<operator.${id.replaceAll('-', '')}.${Date.parse(at)}@${domainOf(mailFrom)}>`;
    const envelope = { from: mailFrom, to: mail.email, messageId, date: at };
    const message = mimeMessage({ ...envelope, ...(await this.written(sending)) });
    return { sender: mailFrom, recipient: mail.email, message, lane, isCopy: false, isOurs: () => !signal.aborted };
  }

  private async written({ mail, signal }: Sending): Promise<Omit<Mail, 'from' | 'to' | 'messageId' | 'date'>> {
    if (!('letter' in mail)) return this.composed(mail, signal);
    const { letter, logo: named } = mail;
    const logo = named && (await this.logos.find(named.merchant, named.sha256));
    return { ...letter, image: logo && imageOf(logo, domainOf(this.config.mailFrom)) };
  }

  private async composed(mail: OperatorMail, signal: AbortSignal) {
    const { report } = mail;
    const attachment = report?.problem === '' ? await this.reportFiles.fetch(report.file, signal) : undefined;
    const attachments = attachment === undefined ? [] : [attachment];
    return { fromName: 'Tollgate', ...operatorLetter(mail, attachment?.name), attachments };
  }

  private later({ attempts }: DueItem, { kind }: OwedOperatorMail, { reply, retryInMs }: MailNotTaken): Handled {
    if (reply !== undefined) this.alarm.refused(reply);
    this.mails.inc({ kind, outcome: 'later' });
    return { postponeMs: retryInMs ?? backoffMs(attempts, betweenTries, this.random.fraction()) };
  }

  /** Whoever waits for it asks again; the operator sees it in the log and in the counter. */
  private giveUp({ kind }: OwedOperatorMail, code: string): Handled {
    this.mails.inc({ kind, outcome: 'refused' });
    this.log.warn({ kind, code }, 'a mail to somebody who works with Central was given up');
    return 'give_up';
  }
}

interface OwedTo {
  readonly kind: OwedKind;
  readonly email: string;
  /** RFC 3339: there is no sense in it any more then. */
  readonly until: string;
  /** RFC 3339: when what it tells of was; where it is told once alone. */
  readonly at?: string | undefined;
}

interface Sending {
  readonly mail: OperatorMail | WrittenMail;
  readonly signal: AbortSignal;
}
