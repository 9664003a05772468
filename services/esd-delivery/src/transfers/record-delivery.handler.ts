import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { OrderEvent } from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import { entitlementId } from '@tollgate/download-link';
import { TransientError } from '@tollgate/errors';
import type { Delivery, Order } from '@tollgate/order';
import { type Cause, type OrderLog, orderTarget } from '@tollgate/order-log';
import { CONFIG, LOG, type Log, ORDER_LOG } from '@tollgate/service';
import { type Config, downloadTimes } from '../config.js';
import { closeAccess } from '../grants/close-access.js';
import { StampedCopies } from '../stamps/copies.repository.js';
import { completeDownload } from './complete-download.js';
import { startDownload, type UsedLink } from './start-download.js';
import { type CoveredEntitlement, TransferRepository } from './transfers.repository.js';

/** Takes what happened on the download host into the event log. What a crash or a fault kept from it is found among the transfers. */
@Injectable()
export class DeliveryRecorder implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  @Inject() private readonly copies!: StampedCopies;
  @Inject(CONFIG) private readonly config: Pick<Config, 'times'> = { times: downloadTimes };

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly transfers: TransferRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), this.config.times.lookAgainMs);
    this.look();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** The first bytes of a file go out. */
  async started(order: string, link: UsedLink): Promise<void> {
    const id = generationId(entitlementId(order, link.index), link.generation);
    await this.decide(order, { id, appends: 'DownloadStarted' }, (state) => startDownload(state, link));
  }

  /** A file arrived whole; and with it perhaps everything of its order. */
  async completed(covered: CoveredEntitlement): Promise<void> {
    const { order, index, generation, round } = covered;
    await this.started(order, covered);
    const completion = { id: completionId(covered), appends: 'DownloadCompleted' } as const;
    await this.decide(order, completion, (state) => completeDownload(state, covered));
    const { delivery } = (await this.orders.load(orderTarget(order))).state;
    await this.decide(order, { id: closingId(order, delivery), appends: 'DownloadAccessClosed' }, closeAccess);
    await this.copies.endSoon(order);
    const isLast = delivery.entitlements.find((one) => one.index === index)?.isComplete !== false;
    await this.transfers.recorded(covered.id, { generation, round, isLast });
  }

  private look(): void {
    this.looking ??= this.recordForgotten()
      .catch((error: unknown) => this.log.warn({ error }, 'completed downloads could not be looked for'))
      .finally(() => {
        this.looking = undefined;
      });
  }

  private async recordForgotten(): Promise<void> {
    for (const covered of [...(await this.transfers.completePlanned()), ...(await this.transfers.unrecorded())]) {
      const { order, id: entitlement } = covered;
      try {
        await this.completed(covered);
        this.log.info({ order, entitlement }, 'a completed download was recorded late');
      } catch (error) {
        this.log.warn({ order, entitlement, error }, 'a completed download could not be recorded, and is tried again');
      }
    }
  }

  /** Throws the TransientError of a log out of reach. One of a bus that is away, once the event is in the log, is none here: the log's relay
   *  publishes it, and what follows need not wait. */
  private async decide(
    order: string,
    of: Pick<Cause, 'id' | 'appends'>,
    decision: (order: Order) => OrderEvent[],
  ): Promise<void> {
    const [first] = await this.orders.read(order);
    const cause = { ...of, hash: '', correlation: first?.header.correlation ?? order };
    try {
      await this.orders.decide(orderTarget(order), cause, decision);
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      const events = await this.orders.read(order);
      if (!events.some(({ type, header }) => type === of.appends && header.causation === of.id)) throw error;
    }
  }
}

/** No event causes what happens on the download host: names made of what it happens to stand for one, so that it is recorded once. */
const generationId = (id: string, generation: number): string =>
  generation === 1 ? id : derivedId('generation', id, String(generation));

/** Of one complete download of an entitlement; the first has the entitlement's own name. */
const completionId = ({ id, generation, round }: CoveredEntitlement): string => {
  const name = generationId(id, generation);
  return round === 0 ? name : derivedId('download', name, String(round));
};

/** Of the closing of an order; once more after each re-issue. */
const closingId = (order: string, { reissues }: Delivery): string =>
  reissues.length === 0 ? order : derivedId('closing', order, String(reissues.length));
