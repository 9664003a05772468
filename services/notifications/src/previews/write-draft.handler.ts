import { Inject, Injectable } from '@nestjs/common';
import { type Clock, DomainError } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CLOCK, CONFIG, ORDER_LOG } from '@tollgate/service';
import { parseSettings } from '@tollgate/settings';
import type { Config } from '../config.js';
import { type Logo, noSuchLogo } from '../logos/logo.js';
import { Logos } from '../logos/logos.repository.js';
import { CustomerData } from '../mails/customer-data.client.js';
import type { ShownLogo } from '../mails/letter.js';
import type { MailContents } from '../mails/mail-contents.js';
import type { ReceiptSettings } from '../settings/receipt.schema.js';
import { receiptArea } from '../settings/receipt-settings.repository.js';
import type { Draft } from './draft.schema.js';
import { draftContents } from './draft-contents.js';
import { type SampleOrder, sampleOrder } from './sample-order.js';

/** A mail by settings that are not in force. */
export interface WrittenDraft {
  readonly contents: MailContents;
  readonly settings: ReceiptSettings;
  readonly logo: Logo | undefined;
}

/** Writes mails as they would be with settings that somebody is at. */
@Injectable()
export class WriteDraft {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'readWithKey'>,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly logos: Logos,
    private readonly customers: CustomerData,
  ) {}

  /** Throws DomainError `invalid_settings` with the place in the document; of an order that is named `not_found`, `customer_forgotten`, or
   *  `nothing_to_mail` where it has no capture, no refund, or nothing to download. Links lead nowhere: a preview gives nobody what a customer
   *  bought. */
  async write(draft: Draft, show: (logo: Logo) => ShownLogo): Promise<WrittenDraft> {
    const document = parseSettings(receiptArea, draft.document);
    const settings = { ...document, language: draft.language ?? document.language };
    const logo = settings.logo === '' ? undefined : await this.logos.find(draft.merchant, settings.logo);
    if (settings.logo !== '' && logo === undefined) throw noSuchLogo();
    const told = draft.order === undefined ? this.sample(draft, settings) : await this.ofOrder(draft, draft.order);
    const linkOf = () => `${this.config.downloadsUrl}/d/preview`;
    const licenseKeyOf = () => PREVIEWED_KEY;
    const contents = draftContents(draft.kind, { ...told, settings, logo: logo && show(logo), linkOf, licenseKeyOf });
    if (contents === undefined) throw new DomainError('nothing_to_mail');
    return { contents, settings, logo };
  }

  private sample({ merchant, mode }: Draft, { language }: ReceiptSettings): SampleOrder {
    return sampleOrder({ merchant, mode, language, at: this.clock.now() });
  }

  private async ofOrder({ merchant, mode }: Draft, id: string): Promise<SampleOrder> {
    const { events, key } = await this.log.readWithKey(id);
    const order = fold(events);
    if (order?.merchant !== merchant || order.mode !== mode) throw new DomainError('not_found');
    const customer = this.customers.of(order, key);
    if (customer === undefined) throw new DomainError('customer_forgotten');
    return { order, customer };
  }
}

/** As long as most of them. */
const PREVIEWED_KEY = 'XXXXX-XXXXX-XXXXX-XXXXX';
