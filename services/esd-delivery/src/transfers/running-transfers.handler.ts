import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TransientError } from '@tollgate/errors';
import { crashPoint } from '@tollgate/order-log';
import { CONFIG, LOG, type Log, Metrics } from '@tollgate/service';
import type { Config } from '../config.js';
import type { Ending, FileTransfer } from './file-transfer.client.js';
import { KernelSockets } from './kernel-sockets.client.js';
import { ProvenEnds } from './proven-ends.handler.js';
import { DeliveryRecorder } from './record-delivery.handler.js';
import { type ByteRange, beginsWithin, type SelectedBytes } from './select-bytes.js';
import {
  type CoveredEntitlement,
  type EndedTransfer,
  type Progress,
  type TransferOf,
  TransferRepository,
  type Unproven,
} from './transfers.repository.js';

export interface BookedTransfer {
  /** As it is entered. */
  readonly id: string;
  readonly of: TransferOf;
  readonly range: SelectedBytes;
  readonly transfer: FileTransfer;
  /** The end of the connection is a proxy's and tells nothing of the client. */
  readonly isProxied: boolean;
}

interface Running extends BookedTransfer {
  savedBytes: number;
  savedAtMs: number;
  isSaving: boolean;
  isEnding: boolean;
  /** Until what is known of it is in the entitlement's row; the log follows. */
  concluded: Promise<void>;
}

/** The last byte has arrived, nothing of it is written down: a crash here costs the customer nothing, they can fetch again. */
export const crashAfterLastByte = 'download:after-last-byte';

const mebibyte = 1_048_576;
const saveEveryBytes = 8 * mebibyte;
const saveEveryMs = 5_000;
const askedEveryMs = 1_000;
const drainMs = 5_000;
const attempts = 5;
/** The kernel is asked how far transfers have come: often at the beginning, as a client may break off at once, and then ever less often; and no
 *  more of the time goes into that than this. */
const firstLookMs = 20;
const lastLookMs = 250;
const lookShare = 1 / 20;

/** The transfers of this replica: entered while they run, concluded when they end. */
@Injectable()
export class RunningTransfers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly running = new Map<FileTransfer, Running>();
  private readonly endings;
  private readonly sentBytes;
  private timer: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private lookAtMs = 0;
  /** The youngest of them. */
  private beganMs = 0;
  private readonly recordings = new Set<Promise<void>>();

  @Inject(LOG) private readonly log!: Log;
  @Inject() private readonly kernel!: KernelSockets;
  @Inject() private readonly proven!: ProvenEnds;
  @Inject(CONFIG) private readonly config!: Pick<Config, 'times'>;

  constructor(
    private readonly transfers: TransferRepository,
    private readonly recorder: DeliveryRecorder,
    metrics: Metrics,
  ) {
    this.endings = metrics.counter('transfers_ended_total', 'Requests for bytes of a file, by how they ended', ['ending']);
    this.sentBytes = metrics.counter('transfer_bytes_total', 'Bytes of files handed to customers');
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(performance.now()), 1_000);
  }

  /** Lets transfers that are nearly done end by themselves; cuts the others, which can be resumed elsewhere. */
  async onModuleDestroy(): Promise<void> {
    const until = performance.now() + drainMs;
    while (this.running.size > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
    const concluded = [...this.running.values()].map((one) => one.concluded);
    for (const transfer of this.running.keys()) transfer.cut();
    await Promise.allSettled(concluded);
    await this.writeProven();
    await Promise.allSettled(this.recordings);
    clearInterval(this.timer);
    clearTimeout(this.looking);
  }

  /** Of each of a transfer's two buffers, however fast its client is: large where few run, small where many do, so that all fit. */
  mostPieceBytes(lengthBytes: number): number {
    const { size } = this.running;
    const most = size < 32 ? mebibyte : size < 128 ? mebibyte / 4 : mebibyte / 16;
    return Math.max(16_384, Math.min(most, lengthBytes + 4_096));
  }

  add(booked: BookedTransfer): void {
    const ended = booked.transfer.ended;
    const running: Running = {
      ...booked,
      savedBytes: 0,
      savedAtMs: performance.now(),
      isSaving: false,
      isEnding: false,
      concluded: ended.then((ending) => this.conclude(running, ending)),
    };
    if (booked.range.kind === 'part') this.pauseWhereOthersBegan(booked);
    this.running.set(booked.transfer, running);
    this.beganMs = performance.now();
    const firstMs = this.beganMs + firstLookMs;
    this.lookAtMs = this.lookAtMs < this.beganMs ? firstMs : Math.min(this.lookAtMs, firstMs);
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.look(), this.lookAtMs - this.beganMs);
    this.recordStart(booked.of);
  }

  /** A transfer of these bytes is about to begin: what it brings, no other one of the entitlement need. */
  makeWay(entitlement: string, next: ByteRange): void {
    for (const { range, transfer } of this.runningOf(entitlement))
      if (beginsWithin(next, range)) transfer.pauseAt(next.firstByte - range.firstByte);
  }

  private pauseWhereOthersBegan({ of, range, transfer }: BookedTransfer): void {
    for (const { range: other } of this.runningOf(of.entitlement))
      if (beginsWithin(other, range)) transfer.pauseAt(other.firstByte - range.firstByte);
  }

  /** The client gave up a transfer before it took anything of it: another one may have to bring these bytes. */
  private goOnPast({ of, range: { firstByte }, transfer: givenUp }: Running): void {
    if (givenUp.acknowledgedBytes > 0) return;
    for (const { range, transfer } of this.runningOf(of.entitlement))
      if (transfer !== givenUp) transfer.goOnPast(firstByte - range.firstByte);
  }

  private runningOf(entitlement: string): readonly Running[] {
    return [...this.running.values()].filter(({ of }) => of.entitlement === entitlement);
  }

  moved(transfer: FileTransfer): void {
    if (performance.now() >= this.lookAtMs) this.look(); // a timer comes late while much is sent
    const running = this.running.get(transfer);
    if (running !== undefined && transfer.handedBytes - running.savedBytes >= saveEveryBytes) void this.save(running);
  }

  /** Every byte reached the client's computer: it counts as running no more, in no replica. */
  taken(transfer: FileTransfer): void {
    const running = this.running.get(transfer);
    if (running !== undefined) void this.save(running);
  }

  /** The client's last sign came: what it means is known within a second. */
  ending(transfer: FileTransfer): void {
    const running = this.running.get(transfer);
    if (running !== undefined) running.isEnding = true;
  }

  /** The transfers of an entitlement that run no more and are not concluded yet. */
  endedOf(entitlement: string): readonly EndedTransfer[] {
    const ended = this.runningOf(entitlement)
      .filter(({ isEnding, transfer }) => isEnding || transfer.isTaken)
      .map(({ id, range, transfer }) => ({ id, sentTo: range.firstByte + transfer.handedBytes }));
    return [...ended, ...this.proven.of(entitlement)];
  }

  /** Waits until what is just ending of these bytes is written down. Answers whether anything was. */
  async settled(entitlement: string, bytes: ByteRange): Promise<boolean> {
    const ending = this.runningOf(entitlement)
      .filter(({ isEnding, range }) => isEnding && overlap(range, bytes))
      .map(({ concluded }) => concluded);
    await Promise.all(ending);
    const isKept = this.proven.of(entitlement).length > 0;
    if (isKept) await this.writeProven();
    return isKept || ending.length > 0;
  }

  /** Writes down how far the transfers of these entitlements are that run here, where that was not done within the last second. */
  async written(entitlements: readonly string[]): Promise<void> {
    const before = performance.now() - askedEveryMs;
    const due = [...this.running.values()].filter(
      ({ of, savedAtMs }) => entitlements.includes(of.entitlement) && savedAtMs < before,
    );
    await Promise.all(due.map((running) => this.save(running)));
  }

  /** Asks the kernel how far each transfer has come, while there are any. */
  private look(): void {
    clearTimeout(this.looking);
    const startedMs = performance.now();
    const open = [...this.running.keys()].filter(({ isTaken }) => !isTaken);
    const signs = this.kernel.lookNow(open.map(({ ends }) => ends));
    for (const [index, transfer] of open.entries()) transfer.seen(signs[index]);
    const nowMs = performance.now();
    const everyMs = Math.min(lastLookMs, Math.max(firstLookMs, (nowMs - this.beganMs) / 2));
    this.lookAtMs = nowMs + Math.max(everyMs, (nowMs - startedMs) / lookShare);
    if (open.length > 0) this.looking = setTimeout(() => this.look(), this.lookAtMs - nowMs);
  }

  /** Beside the download, which does not wait for the log. What fails is made good when the file is complete. */
  private recordStart({ order, index, generation }: TransferOf): void {
    this.recorder
      .started(order, { index, generation })
      .catch((error: unknown) => this.log.warn({ order, error }, 'a start was not recorded'));
  }

  private tick(nowMs: number): void {
    for (const running of this.running.values()) {
      const { isTaken, movedAtMs } = running.transfer;
      if (!isTaken && nowMs - movedAtMs > this.config.times.stallMs) running.transfer.cut();
      else if (nowMs - running.savedAtMs > saveEveryMs) void this.save(running);
    }
    void this.writeProven();
  }

  private async writeProven(): Promise<void> {
    for (const covered of await this.proven.write()) this.record(covered);
  }

  private async save(running: Running): Promise<void> {
    if (running.isSaving || running.isEnding) return;
    running.isSaving = true;
    const { id, transfer } = running;
    const progress = progressOf(running);
    running.savedBytes = transfer.handedBytes;
    running.savedAtMs = performance.now();
    await this.transfers
      .progress(id, progress)
      .catch((error: unknown) => this.log.warn({ transfer: id, error }, 'a progress was not saved'));
    running.isSaving = false;
  }

  private async conclude(running: Running, ending: Ending): Promise<void> {
    const { id, of, range, transfer, isProxied } = running;
    this.endings.inc({ ending });
    this.sentBytes.inc(transfer.handedBytes);
    const isProven = ending === 'clean' && !isProxied;
    if (isProven) crashPoint(crashAfterLastByte);
    const end = progressOf(running);
    const { believedBytes, passedBytes } = transfer;
    const passedTo = passedBytes === undefined ? undefined : range.firstByte + passedBytes;
    const unproven = { ...end, state: stateOf(ending, isProxied), believedTo: range.firstByte + believedBytes, passedTo };
    if (!isProven) this.goOnPast(running);
    try {
      const covered = await retry(async () =>
        isProven ? this.transfers.arrived(id, end.sentTo) : this.transfers.ended(id, unproven),
      );
      if (covered !== undefined) this.record(covered);
    } catch (error) {
      if (isProven && error instanceof TransientError) this.proven.keep({ id, entitlement: of.entitlement, sentTo: end.sentTo });
      this.log.error({ transfer: id, order: of.order, ending, error }, 'a transfer could not be concluded');
    } finally {
      this.running.delete(transfer);
    }
    this.log.debug({ transfer: id, order: of.order, ending }, 'transfer ended');
  }

  /** Takes a completed download into the log, beside whatever comes next: the entitlement's row has decided. */
  record(covered: CoveredEntitlement): void {
    const recording = this.recorder
      .completed(covered)
      .catch((error: unknown) => this.log.warn({ order: covered.order, error }, 'a completed download is recorded later'))
      .finally(() => this.recordings.delete(recording));
    this.recordings.add(recording);
  }
}

const progressOf = ({ range, transfer }: Running): Progress => ({
  sentTo: range.firstByte + transfer.handedBytes,
  acknowledgedTo: range.firstByte + transfer.acknowledgedBytes,
});

/** A proxy's end of the connection is none of the client's. */
const stateOf = (ending: Ending, isProxied: boolean): Unproven['state'] => {
  if (ending === 'clean' || ending === 'silent') return 'silent';
  return ending === 'broken' && !isProxied ? 'cut' : 'broken';
};

const overlap = (one: ByteRange, other: ByteRange): boolean => one.firstByte < other.endByte && other.firstByte < one.endByte;

/** The client cannot be asked again: a database that is away for a moment must not cost what is known of it. */
const retry = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
};
