import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { SettingsStore } from '@tollgate/settings';
import { LockoutsHandler } from '../lockouts/lockouts.handler.js';
import { ReviewHandler } from '../review/review.handler.js';
import { fraudSettings } from '../settings/fraud-settings.schema.js';
import { assessOrder } from './assess-order.js';
import { AttemptRepository } from './attempt.repository.js';
import { firstWithMoney } from './duplicate.js';

/** Judges each priced order once. */
@Injectable()
export class AssessHandler {
  // biome-ignore lint/complexity/useMaxParams: Nest hands over what is injected, one by one
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'read' | 'startStream'>,
    @Inject(SettingsStore) private readonly settings: Pick<SettingsStore, 'current'>,
    @Inject(AttemptRepository) private readonly attempts: Pick<AttemptRepository, 'record'>,
    @Inject(ReviewHandler) private readonly reviews: Pick<ReviewHandler, 'schedule'>,
    @Inject(LockoutsHandler) private readonly lockouts: Pick<LockoutsHandler, 'rejected'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The attempt is counted before the assessment is appended; a message that comes again is counted once and finds the
   *  same counts. The deadline of a held order is scheduled before it is held: a crash between the two loses
   *  neither. What is locked out for a rejection follows from the one that is recorded. */
  async assess(event: RecordedEventOf<'OrderPriced'>): Promise<void> {
    const current = await this.settings.current(fraudSettings, event.header);
    const { alike, ...counts } = await this.attempts.record(event, current.document);
    const duplicateOf = alike.length === 0 ? undefined : await this.firstOf(alike);
    const at = this.clock.now().toISOString();
    const assessed = assessOrder(event.data, { ...counts, duplicateOf }, { ...current, at });
    const { decision, reviewUntil } = assessed.data;
    if (decision === 'review') await this.reviews.schedule(event.header, reviewUntil);
    const [recorded] = await this.log.startStream(event, [assessed]);
    if (recorded?.type === 'FraudAssessed') await this.lockouts.rejected(recorded);
  }

  /** Read from the log, only where a duplicate is suspected: what became of the orders before is known nowhere else,
   *  and no order pays for it. */
  private async firstOf(alike: readonly string[]): Promise<string | undefined> {
    const histories = await Promise.all(alike.map((order) => this.log.read(order)));
    return firstWithMoney(histories.map(fold));
  }
}
