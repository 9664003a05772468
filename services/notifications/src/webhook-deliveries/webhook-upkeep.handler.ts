import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import type { DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { DUE_WORK } from '../outgoing/tokens.data.js';
import { Deliveries } from '../webhooks/deliveries.repository.js';
import { WEBHOOK_UPKEEP } from '../webhooks/webhook.js';

/** What ended longer ago is taken away, with its tries. */
const KEPT_MS = 30 * 24 * 3_600_000;
const AT_ONCE = 2_000;
const SOON_MS = 1_000;
const LATER_MS = 3_600_000;

/** Keeps the record of deliveries short. */
@Injectable()
export class WebhookUpkeep implements DueWorkHandler, OnApplicationBootstrap {
  readonly kind = WEBHOOK_UPKEEP;
  readonly limit = 1;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly deliveries: Deliveries,
    @Inject(DUE_WORK) private readonly dueWork: DueWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const dueAt = new Date(this.clock.now().getTime() + LATER_MS);
    this.dueWork
      .schedule({ kind: this.kind, key: 'all', dueAt, onExisting: 'keep' })
      .catch((error: unknown) =>
        this.log.warn({ error }, 'the upkeep of webhooks could not be planned; the next start plans it'),
      );
  }

  readonly handle = async (): Promise<Handled> => {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    const count = await this.deliveries.removeEnded(before, AT_ONCE);
    return { postponeMs: count === AT_ONCE ? SOON_MS : LATER_MS };
  };
}
