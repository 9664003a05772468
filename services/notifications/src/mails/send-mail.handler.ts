import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { keyFromFile } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import { fold, type Operation, type Order, operationOf } from '@tollgate/order';
import {
  type Effect,
  EffectRunner,
  type HistoryWithKey,
  type KeyEncryptionKey,
  type Loaded,
  type OrderKey,
  type OrderLog,
  orderTarget,
  type PreparedEffect,
  unsealPersonalData,
} from '@tollgate/order-log';
import { CONFIG, Metrics, ORDER_LOG, withSpan } from '@tollgate/service';
import type { Config } from '../config.js';
import type { ReceiptSettings } from '../settings/receipt.schema.js';
import { ReceiptSettingsInForce } from '../settings/receipt-settings.repository.js';
import { isMailAddress } from '../smtp/mail-address.js';
import { MailServer } from '../smtp/mail-server.client.js';
import { mimeMessage } from '../smtp/mime-message.js';
import { type Delivery, InFlight } from './in-flight.handler.js';
import type { Customer } from './letter.js';
import type { MailContents } from './mail-contents.js';
import {
  isOwed,
  isRecorded,
  type MailKind,
  type MailSubject,
  messageIdOf,
  nobodyAsked,
  recordMail,
  type Sent,
} from './mail-record.js';

/** A mail about an order, and how it is written. */
export interface MailRequest {
  readonly kind: MailKind;
  /** Names the mail within its order: the event that it tells of. */
  readonly key: string;
  /** The capture or refund that it tells of; from the order's events, as not every event that asks for a mail names it. */
  operationIn(loaded: Loaded<Order>): string;
  /** Whether this event is the one to send it for; true if left out. */
  isDue?(order: Order): boolean;
  compose(parts: { order: Order; operation: Operation; customer: Customer; settings: ReceiptSettings }): MailContents;
}

interface Ready {
  readonly sent: Sent;
  readonly messageId: string;
  readonly settingsVersion: number;
}

/** Sends each mail once: its lease is held while the log is read, the mail server asked, and its answer recorded. Here alone an order's
 *  personal data is read. */
@Injectable()
export class SendMail {
  private readonly runner: EffectRunner;
  private readonly keyEncryptionKeys: readonly KeyEncryptionKey[];
  private readonly mailDomain: string;
  private readonly mails;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    @Inject(CONFIG) private readonly config: Config,
    private readonly inFlight: InFlight,
    private readonly mailServer: MailServer,
    private readonly settings: ReceiptSettingsInForce,
    metrics: Metrics,
  ) {
    this.runner = new EffectRunner({ log, inSpan: withSpan });
    const key: KeyObject = keyFromFile(config.keyEncryptionKeyFile);
    this.keyEncryptionKeys = [{ id: 1, key }];
    this.mailDomain = config.mailFrom.slice(config.mailFrom.lastIndexOf('@') + 1);
    this.mails = metrics.counter('mails_total', 'Mails to customers, by what became of them', ['kind', 'outcome']);
  }

  /** Throws a TransientError while the mail server cannot take it, or another replica is at it. */
  async send(request: MailRequest, delivery: Delivery): Promise<void> {
    const order = delivery.event.header.subject.id;
    // Looked at by itself: the event that the mail is sent for would join this one, and be acknowledged with it.
    if (request.isDue !== undefined && !request.isDue((await this.log.load(orderTarget(order))).state)) return;
    const name = `${order} ${request.kind} ${request.key}`;
    await this.inFlight.during(name, delivery.context, async () => {
      await this.runner.perform(this.effectOf(request, delivery), orderTarget(order), delivery.context.cause);
    });
  }

  private effectOf(request: MailRequest, { event }: Delivery): Effect<Order, Ready> {
    let subject: MailSubject | undefined;
    let key: OrderKey | undefined;
    const known = (): MailSubject => {
      invariant(subject !== undefined, 'an order is loaded before anything is done about it');
      return subject;
    };
    return {
      name: 'mail',
      key: request.key,
      load: async (target) => {
        const found = await this.log.readWithKey(target.id);
        key = found.key;
        const loaded = loadedFrom(found, target.fold.fold(found.events));
        subject = { kind: request.kind, operation: request.operationIn(loaded) };
        return loaded;
      },
      progress: (order) => (isRecorded(order, known()) ? 'done' : 'due'),
      prepare: async (loaded) =>
        this.prepare(request, known(), { order: orderAt(loaded, event), key, date: event.header.occurredAt }),
      resume: () => Promise.reject(new Error('a mail has no intent')),
      record: (_order, { sent, ...mail }) => [recordMail({ ...known(), ...mail }, sent)],
    };
  }

  private async prepare(request: MailRequest, subject: MailSubject, about: About): Promise<PreparedEffect<Ready>> {
    const { order, date } = about;
    invariant(isOwed(order, subject), `a ${subject.kind} is for money that moved`);
    const operation = operationOf(order.payment, subject.operation);
    invariant(operation !== undefined, 'a mail tells of an operation of its order');
    const { document: settings, version: settingsVersion } = await this.settings.of(order);
    const messageId = messageIdOf(order.id, subject, this.mailDomain);
    const customer = this.customerOf(about);
    const send = async (): Promise<Ready> => {
      const sent =
        customer === undefined || !isMailAddress(customer.email)
          ? nobodyAsked
          : await this.deliver(customer.email, { messageId, date, ...request.compose({ order, operation, customer, settings }) });
      this.mails.inc({ kind: subject.kind, outcome: sent.outcome });
      return { sent, messageId, settingsVersion };
    };
    return { intent: [], send };
  }

  private deliver(to: string, mail: MailContents & { messageId: string; date: string }): Promise<Sent> {
    const { mailFrom } = this.config;
    const message = mimeMessage({ from: `Tollgate <${mailFrom}>`, to, ...mail });
    return this.mailServer.send({ sender: mailFrom, recipient: to, message });
  }

  /** Undefined once the customer was forgotten. */
  private customerOf({ order: { id, placed }, key }: About): Customer | undefined {
    if (key === undefined) return undefined;
    const { keyEncryptionKeys } = this;
    return unsealPersonalData({ orderId: id, sealed: placed.sealedPersonalData, wrapped: key.wrapped, keyEncryptionKeys });
  }
}

interface About {
  /** As it was when what the mail tells of had happened: a copy says the same, whatever was done with the order since. */
  readonly order: Order;
  readonly key: OrderKey | undefined;
  /** RFC 3339: when what it tells of happened. Not the clock's, so that a copy is the same to the byte. */
  readonly date: string;
}

/** The order up to this event. It is the last one nearly always: nothing is folded again then. */
const orderAt = ({ state, events }: Loaded<Order>, { header: { id } }: RecordedEvent): Order => {
  const after = events.findIndex(({ header }) => header.id === id) + 1;
  return after === events.length ? state : (fold(events.slice(0, after)) ?? state);
};

const loadedFrom = ({ events, heads }: HistoryWithKey, state: Order | undefined): Loaded<Order> => {
  invariant(state !== undefined, 'an order is in the log before anything is told of it');
  return { state, events, heads };
};
