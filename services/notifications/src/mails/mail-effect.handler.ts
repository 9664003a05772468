import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { keyFromFile, lookupHmac } from '@tollgate/crypto';
import { linkUrl, signLink } from '@tollgate/download-link';
import { type Clock, invariant } from '@tollgate/errors';
import { LicenseSecrets } from '@tollgate/license-keys';
import { fold, type Order, operationOf } from '@tollgate/order';
import {
  type Effect,
  type HistoryWithKey,
  type Loaded,
  type OrderKey,
  type OrderLog,
  type PreparedEffect,
} from '@tollgate/order-log';
import { CLOCK, CONFIG, Metrics, ORDER_LOG } from '@tollgate/service';
import { returnAddress } from '../bounces/return-address.js';
import type { Config } from '../config.js';
import type { LinkOf } from '../downloads/download-list.js';
import { linksMail } from '../downloads/links-note.js';
import { attachedLogo, imageOf, type Logo } from '../logos/logo.js';
import { Logos } from '../logos/logos.repository.js';
import { MailAlarm } from '../outgoing/mail-alarm.handler.js';
import { MailOwed } from '../outgoing/mail-owed.js';
import { mailWriters } from '../outgoing/mail-writers.js';
import { afterTry, type OwedMail } from '../outgoing/owed-mail.js';
import type { ReceiptSettings } from '../settings/receipt.schema.js';
import { ReceiptSettingsInForce } from '../settings/receipt-settings.repository.js';
import { isOfServer } from '../smtp/classify-reply.js';
import { domainOf, isMailAddress } from '../smtp/mail-address.js';
import { MailServer, type OutgoingMail } from '../smtp/mail-server.client.js';
import { mimeMessage } from '../smtp/mime-message.js';
import { MailNotTaken } from '../smtp/session-pool.client.js';
import { updateMail } from '../updates/update-mail.js';
import { CustomerData } from './customer-data.client.js';
import { type Customer, senderOf } from './letter.js';
import { type MailCall, mailSubjectOf } from './mail-call.js';
import type { MailContents, MailParts } from './mail-contents.js';
import { isOwed, isRecorded, type MailSubject, messageIdOf, nobodyAsked, recordMail, type Sent } from './mail-record.js';

/** A mail to be tried. */
export interface MailTask {
  readonly call: MailCall;
  /** What calls for it. */
  readonly event: RecordedEvent;
  /** How it stands with it, where it was tried before. */
  readonly owed: OwedMail | undefined;
  /** Whether no other process can be at it. One that stood still for a while finds out here. */
  isOurs(): boolean;
  /** The mail server takes long over it: it goes on, and nobody needs to wait. */
  onSlow(owed: OwedMail): void;
}

interface Ready {
  readonly sent: Sent;
  readonly messageId: string;
  readonly settingsVersion: number;
}

/** An order when what its mail tells of had happened, and what opens its personal data. */
interface About {
  readonly task: MailTask;
  readonly subject: MailSubject;
  /** A copy says the same, whatever was done with the order since. */
  readonly order: Order;
  /** Undefined once the customer was forgotten. */
  readonly key: OrderKey | undefined;
}

/** A mail as something that is asked of the outside. */
@Injectable()
export class MailEffect {
  private readonly laneKey: KeyObject;
  private readonly linkKey: KeyObject;
  private readonly licenses: LicenseSecrets;
  private readonly mailDomain: string;
  private readonly mails;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'readWithKey'>,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly mailServer: MailServer,
    private readonly settings: ReceiptSettingsInForce,
    private readonly alarm: MailAlarm,
    private readonly logos: Logos,
    private readonly customers: CustomerData,
    metrics: Metrics,
  ) {
    this.laneKey = keyFromFile(config.keyEncryptionKeyFile);
    this.linkKey = keyFromFile(config.linkKeyFile);
    this.licenses = new LicenseSecrets(this.linkKey);
    this.mailDomain = domainOf(config.mailFrom);
    this.mails = metrics.counter('mails_total', 'Mails to customers, by what became of each try', ['kind', 'outcome']);
  }

  /** Throws MailOwed where the mail is to be tried again. */
  of(task: MailTask): Effect<Order, Ready> {
    let about: About | undefined;
    const known = (): About => {
      invariant(about !== undefined, 'an order is loaded before anything is done about it');
      return about;
    };
    return {
      name: 'mail',
      key: task.call.key,
      load: async (target) => {
        const found = await this.log.readWithKey(target.id);
        const loaded = loadedFrom(found, target.fold.fold(found.events));
        about = { task, subject: mailSubjectOf(task.call, found.events), order: orderAt(loaded, task.event), key: found.key };
        return loaded;
      },
      progress: (order) => (isRecorded(order, known().subject) ? 'done' : 'due'),
      prepare: () => this.prepare(known()),
      resume: () => Promise.reject(new Error('a mail has no intent')),
      record: (_order, { sent, ...mail }) => [recordMail({ ...known().subject, ...mail }, sent)],
    };
  }

  private async prepare(about: About): Promise<PreparedEffect<Ready>> {
    const { order, subject } = about;
    invariant(isOwed(order, subject), `a ${subject.kind} is for what took place`);
    const { document: settings, version: settingsVersion } = await this.settings.of(order);
    const logo = await this.logoOf(order, settings);
    const messageId = messageIdOf(order.id, subject, this.mailDomain);
    const send = async (): Promise<Ready> => {
      const customer = this.customerOf(about);
      const to = customer && this.customers.recipientOf(about.order, about.key, subject.request);
      const sent =
        customer === undefined || to === undefined
          ? nobodyAsked('customer_forgotten')
          : await this.sendTo(to, about, () => this.write(about, { customer, settings, logo, messageId, to }));
      this.mails.inc({ kind: subject.kind, outcome: sent.outcome });
      return { sent, messageId, settingsVersion };
    };
    return { intent: [], send };
  }

  /** Tries it; what was not taken is either its end, or owed. */
  private async sendTo(to: string, about: About, write: () => string): Promise<Sent> {
    if (!isMailAddress(to)) return nobodyAsked('address_invalid');
    const { task } = about;
    const owed = task.owed ?? this.firstTry(to, about);
    const closedForMs = this.mailServer.closedForMs(owed.lane);
    if (closedForMs > 0) return this.leftAlone(owed, closedForMs);
    const mail: OutgoingMail = {
      sender: this.senderOf(about),
      recipient: to,
      message: write(),
      lane: owed.lane,
      isCopy: owed.mayBeTaken === true,
      isOurs: () => task.isOurs(),
    };
    try {
      const sent = await this.mailServer.send(mail, () => task.onSlow(owed));
      if (sent.outcome === 'taken') this.alarm.taken();
      return sent;
    } catch (error) {
      if (!(error instanceof MailNotTaken)) throw error;
      return this.notTaken(owed, error);
    }
  }

  private leftAlone(owed: OwedMail, closedForMs: number): Sent {
    const answer = this.mailServer.answerOf(owed.lane);
    const next = answer && afterTry(owed, answer, this.clock.now());
    if (next?.step !== 'end') throw this.owe(owed, closedForMs);
    return next.sent;
  }

  private notTaken(owed: OwedMail, { reply, retryInMs }: MailNotTaken): Sent {
    if (reply === undefined) throw this.owe(owed, retryInMs);
    this.alarm.refused(reply);
    const next = afterTry(owed, reply, this.clock.now());
    // Once the server does for any mail it does for this one: that is looked at soon, however often it was tried.
    if (next.step === 'later') throw this.owe(next.owed, isOfServer(reply) ? this.mailServer.serverClosedForMs : undefined);
    return next.sent;
  }

  private owe(owed: OwedMail, afterMs?: number): MailOwed {
    this.mails.inc({ kind: owed.kind, outcome: 'later' });
    return new MailOwed(owed, afterMs);
  }

  private firstTry(to: string, { task, subject, order }: About): OwedMail {
    // The domain alone, so that it cannot be read where the mail is owed.
    const lane = lookupHmac(this.laneKey, '', { kind: 'mail-lane', value: domainOf(to).toLowerCase() });
    const none = { tries: 0, lastAt: '', replyCode: 0, status: '' };
    return { ...subject, order: order.id, event: task.event.header.id, lane, since: this.clock.now().toISOString(), ...none };
  }

  /** Undefined also where it is gone: a mail does without rather than not go out. */
  private async logoOf({ merchant }: Order, { logo }: ReceiptSettings): Promise<Logo | undefined> {
    return logo === '' ? undefined : this.logos.find(merchant, logo);
  }

  private write({ order, subject, task }: About, { to, messageId, logo, ...parts }: Written): string {
    const linkOf: LinkOf = ({ index, generation }) =>
      linkUrl(this.config.downloadsUrl, signLink(this.linkKey, { order: order.id, index, generation }));
    const licenseKeyOf = (sealed: string) => this.licenses.open(sealed, order.id);
    const shown = logo && attachedLogo(logo, this.mailDomain);
    const contents = contentsOf(subject, task.event, { order, linkOf, licenseKeyOf, logo: shown, ...parts });
    // Not the clock's date, so that a copy is the same to the byte.
    const date = task.event.header.occurredAt;
    const image = logo && imageOf(logo, this.mailDomain);
    return mimeMessage({ from: this.config.mailFrom, ...senderOf(parts.settings), to, messageId, date, image, ...contents });
  }

  /** Where it comes back to if it cannot be delivered. */
  private senderOf({ order, subject }: About): string {
    const { bounces, mailFrom } = this.config;
    return bounces === undefined ? mailFrom : returnAddress(this.laneKey, order.id, { subject, domain: bounces.domain });
  }

  /** Undefined once the customer was forgotten. */
  private customerOf({ order, key }: About): Customer | undefined {
    return this.customers.of(order, key);
  }
}

interface Written {
  readonly to: string;
  readonly messageId: string;
  readonly customer: Customer;
  readonly settings: ReceiptSettings;
  readonly logo: Logo | undefined;
}

/** A mail of links is called for by what issued them. */
const contentsOf = (
  { kind, operation: id }: MailSubject,
  event: RecordedEvent,
  parts: Omit<MailParts, 'operation'>,
): MailContents => {
  if (kind === 'links') {
    invariant(event.type === 'DownloadsReissued', 'new links are told of by what issued them');
    return linksMail({ ...parts, reissue: event.data });
  }
  if (kind === 'update') {
    invariant(event.type === 'MailRequested', 'an update is told of where that was asked for');
    return updateMail({ ...parts, files: event.data.files });
  }
  const operation = operationOf(parts.order.payment, id);
  invariant(operation !== undefined, 'a mail tells of an operation of its order');
  return mailWriters[kind]({ ...parts, operation });
};

/** The order up to this event. It is the last one nearly always: nothing is folded again then. */
const orderAt = ({ state, events }: Loaded<Order>, { header: { id } }: RecordedEvent): Order => {
  const after = events.findIndex(({ header }) => header.id === id) + 1;
  return after === events.length ? state : (fold(events.slice(0, after)) ?? state);
};

const loadedFrom = ({ events, heads }: HistoryWithKey, state: Order | undefined): Loaded<Order> => {
  invariant(state !== undefined, 'an order is in the log before anything is told of it');
  return { state, events, heads };
};
