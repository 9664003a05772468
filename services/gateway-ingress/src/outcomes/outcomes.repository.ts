import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { EventType, RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { Bus } from '@tollgate/messaging';
import { ANSWER_DEADLINE_MS } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { Admission } from './admission.client.js';

/** News may be lost: the log is looked at after this, then after twice as long, and so on. */
const FIRST_LOOK_MS = 500;
const SWEEP_EVERY_MS = 100;

/** What a request waits for. */
export interface Awaited<T> {
  /** uuid */
  readonly order: string;
  /** Whether news of this type is worth a look at the log. */
  readonly concerns: (news: EventType) => boolean;
  /** What the request is answered with; undefined while it cannot be answered. */
  readonly judge: (events: readonly RecordedEvent[]) => T | undefined;
}

/** One request that waits for an order's outcome. */
class Waiting<T> {
  private hasNews = false;
  private wake: (() => void) | undefined;
  private readonly until = performance.now() + ANSWER_DEADLINE_MS;
  private timeoutMs = FIRST_LOOK_MS;
  private lookAt = performance.now() + FIRST_LOOK_MS;

  constructor(
    private readonly awaited: Awaited<T>,
    private readonly log: OrderLog,
  ) {}

  onOutcome(news: EventType): void {
    if (this.awaited.concerns(news)) this.notify();
  }

  /** Looks without news when it is time to. */
  sweep(now: number): void {
    if (now < this.lookAt) return;
    this.timeoutMs *= 2;
    this.lookAt = Math.min(now + this.timeoutMs, Math.max(this.until, now + FIRST_LOOK_MS));
    this.notify();
  }

  /** What the request is answered with; undefined when the deadline came first. */
  async outcome(): Promise<T | undefined> {
    while (performance.now() < this.until) {
      await this.news();
      const answer = this.awaited.judge(await this.look());
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  private notify(): void {
    this.hasNews = true;
    this.wake?.();
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        this.hasNews = false;
        this.wake = undefined;
        resolve();
      };
      if (this.hasNews) this.wake();
    });
  }

  /** The order is placed already: a log out of reach for a moment means only that it is not known yet how it ended. */
  private async look(): Promise<readonly RecordedEvent[]> {
    try {
      return await this.log.read(this.awaited.order);
    } catch (error) {
      if (error instanceof TransientError) return [];
      throw error;
    }
  }
}

/** Where requests wait for the outcome of their orders: woken by the bus, and, as news may be lost, looking into the log themselves. */
@Injectable()
export class Outcomes implements OnApplicationShutdown {
  private readonly waiting = new Map<string, Set<Waiting<unknown>>>();
  private count = 0;
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    bus: Bus,
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly admission: Admission,
  ) {
    bus.onOutcome((order, news) => {
      for (const one of this.waiting.get(order) ?? []) one.onOutcome(news);
    });
    this.sweeper = setInterval(() => this.sweep(), SWEEP_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeper);
  }

  /** Does `work`, listening from before it begins, so that no news is missed; `work` is handed what waits for the outcome.
   *  Throws TransientError when the bus could not carry what the work brings, and when too many wait already: before anything is stored. */
  async during<T, R>(awaited: Awaited<T>, work: (outcome: () => Promise<T | undefined>) => Promise<R>): Promise<R> {
    this.admission.checkBus();
    return this.wait(awaited, work);
  }

  /** The same for a request that comes after the order: looks at once, then waits. */
  async after<T>(awaited: Awaited<T>): Promise<T | undefined> {
    return this.wait(awaited, async (outcome) => awaited.judge(await this.log.read(awaited.order)) ?? (await outcome()));
  }

  private async wait<T, R>(awaited: Awaited<T>, work: (outcome: () => Promise<T | undefined>) => Promise<R>): Promise<R> {
    this.admission.checkWaiting(this.count);
    const one = new Waiting(awaited, this.log);
    const others = this.waiting.get(awaited.order) ?? new Set<Waiting<unknown>>();
    this.waiting.set(awaited.order, others.add(one));
    this.count += 1;
    try {
      return await work(() => one.outcome());
    } finally {
      this.count -= 1;
      others.delete(one);
      if (others.size === 0) this.waiting.delete(awaited.order);
    }
  }

  /** What is known of an order by now. */
  read(order: string): Promise<readonly RecordedEvent[]> {
    return this.log.read(order);
  }

  private sweep(): void {
    const now = performance.now();
    for (const all of this.waiting.values()) for (const one of all) one.sweep(now);
  }
}
