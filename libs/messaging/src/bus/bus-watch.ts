import { performance } from 'node:perf_hooks';
import { jetstreamManager } from '@nats-io/jetstream';
import { eventStream } from '@tollgate/contracts';
import type { Bus } from './bus.js';
import { type BusHindrance, hindranceOf } from './bus-hindrance.js';

const LOOK_EVERY_MS = 500;
const TIMEOUT_MS = 2_000;

/** Watches the bus for a process that begins new work: what cannot go on must not be begun. One small request every half second. */
export class BusWatch {
  private readonly timer: NodeJS.Timeout;
  private isLooking = false;
  private seenAtMs = performance.now();
  private streamBytes = 0;
  private maxStreamBytes = -1;
  private last: BusHindrance | undefined;

  constructor(private readonly bus: Bus) {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** Why nothing new is to be begun now. */
  get hindrance(): BusHindrance | undefined {
    const { disconnectedForMs, failingForMs } = this.bus;
    const { streamBytes, maxStreamBytes } = this;
    const unseenForMs = performance.now() - this.seenAtMs;
    return hindranceOf({ disconnectedForMs, failingForMs, unseenForMs, streamBytes, maxStreamBytes });
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    this.tell();
    if (this.isLooking || !this.bus.isConnected) return;
    this.isLooking = true;
    try {
      const manager = await jetstreamManager(this.bus.connection, { checkAPI: false, timeout: TIMEOUT_MS });
      const { state, config } = await manager.streams.info(eventStream);
      this.streamBytes = state.bytes;
      this.maxStreamBytes = config.max_bytes;
      this.seenAtMs = performance.now();
    } catch {
      // It was not seen; how long that may last is the hindrance's affair.
    } finally {
      this.isLooking = false;
    }
  }

  private tell(): void {
    const { hindrance, last } = this;
    if (hindrance === last) return;
    this.last = hindrance;
    if (hindrance === undefined) this.bus.log.info({}, 'the bus takes events again: new work is begun');
    else this.bus.log.error({ hindrance }, 'the bus cannot take what new work would bring: none is begun');
  }
}
