import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import { causeOf, type OrderLog } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { SettingsStore } from '@tollgate/settings';
import { attemptKeys } from '../assess/attempt-keys.repository.js';
import { ListsHandler } from '../lists/lists.handler.js';
import { type FraudSettings, fraudSettings } from '../settings/fraud-settings.schema.js';
import { FailuresRepository } from './failures.repository.js';
import { dueLockouts, isSuspicious } from './lockout.js';

const MINUTE_MS = 60_000;
const noReason = 'Declined or rejected too often';

/** Locks out what fails too often, where the merchant wants that. Where not, nothing is read or counted. */
@Injectable()
export class LockoutsHandler {
  // biome-ignore lint/complexity/useMaxParams: Nest hands over what is injected, one by one
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'read'>,
    @Inject(SettingsStore) private readonly settings: Pick<SettingsStore, 'current'>,
    @Inject(FailuresRepository) private readonly failures: Pick<FailuresRepository, 'record'>,
    @Inject(ListsHandler) private readonly lists: Pick<ListsHandler, 'lockOut'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** We rejected an order. */
  async rejected(event: RecordedEventOf<'FraudAssessed'>): Promise<void> {
    const { decision, reasons } = event.data;
    if (decision === 'reject' && isSuspicious(reasons)) await this.failed(event);
  }

  /** The issuer said no. */
  declined(event: RecordedEventOf<'PaymentDeclined'>): Promise<void> {
    return this.failed(event);
  }

  /** Counted once for each order, and locked out once for each event, however often it comes. */
  private async failed(event: RecordedEventOf<'FraudAssessed' | 'PaymentDeclined'>): Promise<void> {
    const { document } = await this.settings.current(fraudSettings, event.header);
    if (document.lockout.failures === 0) return;
    const { id, mode } = { id: event.header.subject.id, mode: event.header.mode };
    const order = fold(await this.log.read(id));
    if (order?.pricing === undefined) return;
    const { header } = event;
    const keys = attemptKeys(header, order.pricing);
    const counts = await this.failures.record({ order: id, keys, at: header.occurredAt }, document.lockout);
    const names = { card: order.placed.screening?.card ?? '', email: order.placed.screening?.email ?? '' };
    for (const kind of dueLockouts(counts, document)) {
      const value = {
        list: 'lockout',
        kind,
        name: names[kind],
        label: kind === 'card' ? cardLabelOf(order) : '',
        reason: noReason,
        expiresAt: this.endOf(document),
        order: id,
      } as const;
      await this.lists.lockOut({ merchant: header.merchant, mode }, value, causeOf(event));
    }
  }

  private endOf({ lockout: { minutes } }: FraudSettings): string {
    return new Date(this.clock.now().getTime() + minutes * MINUTE_MS).toISOString();
  }
}

/** As reports show cards: the first six and the last four digits. */
const cardLabelOf = ({ placed: { card } }: Order): string => (card === undefined ? '' : `${card.bin}…${card.last4}`);
