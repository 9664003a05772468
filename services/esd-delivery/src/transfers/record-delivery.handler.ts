import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { derivedId } from '@tollgate/crypto';
import { entitlementId } from '@tollgate/download-link';
import { type Cause, type OrderLog, orderTarget } from '@tollgate/order-log';
import { LOG, type Log, ORDER_LOG } from '@tollgate/service';
import { closeAccess } from '../grants/close-access.js';
import { completeDownload } from './complete-download.js';
import { startDownload } from './start-download.js';
import { type CoveredEntitlement, TransferRepository } from './transfers.repository.js';

const lookAgainMs = 15_000;

/** Takes what happened on the download host into the event log. What a crash or a fault kept from it is found among the transfers. */
@Injectable()
export class DeliveryRecorder implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly transfers: TransferRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), lookAgainMs);
    this.look();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** The first bytes of a file go out. */
  async started(order: string, index: number): Promise<void> {
    const cause = await this.causeOf(order, entitlementId(order, index), 'DownloadStarted');
    await this.orders.decide(orderTarget(order), cause, (state) => startDownload(state, index));
  }

  /** A file arrived whole; and with it perhaps everything of its order. */
  async completed(covered: CoveredEntitlement): Promise<void> {
    const { order, index, round } = covered;
    const target = orderTarget(order);
    await this.started(order, index);
    const completion = await this.causeOf(order, completionId(covered), 'DownloadCompleted');
    await this.orders.decide(target, completion, (state) => completeDownload(state, covered));
    const closing = await this.causeOf(order, order, 'DownloadAccessClosed');
    await this.orders.decide(target, closing, closeAccess);
    const { state } = await this.orders.load(target);
    const isLast = state.delivery.entitlements.find((one) => one.index === index)?.isComplete !== false;
    await this.transfers.recorded(covered.id, { round, isLast });
  }

  private look(): void {
    this.looking ??= this.recordForgotten()
      .catch((error: unknown) => this.log.warn({ error }, 'completed downloads could not be looked for'))
      .finally(() => {
        this.looking = undefined;
      });
  }

  private async recordForgotten(): Promise<void> {
    for (const covered of await this.transfers.unrecorded()) {
      await this.completed(covered);
      this.log.info({ order: covered.order, entitlement: covered.id }, 'a completed download was recorded late');
    }
  }

  /** No event caused it: the entitlement's id stands for its start and its completion, the order's for the closing. */
  private async causeOf(order: string, id: string, appends: Cause['appends']): Promise<Cause> {
    const [first] = await this.orders.read(order);
    return { id, hash: '', correlation: first?.header.correlation ?? order, appends };
  }
}

/** Names one complete download of an entitlement; the first has the entitlement's own name. */
const completionId = ({ id, round }: CoveredEntitlement): string => (round === 0 ? id : derivedId('download', id, String(round)));
