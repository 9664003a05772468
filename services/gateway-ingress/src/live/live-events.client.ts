import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { Bus } from '@tollgate/messaging';

type Listener = (event: RecordedEvent) => void;

interface Watched {
  readonly listeners: Set<Listener>;
  readonly stop: () => void;
}

/** A merchant's events as they pass the bus, for all who look on: one subscription for each merchant, while somebody does. */
@Injectable()
export class LiveEvents implements OnApplicationShutdown {
  private readonly watched = new Map<string, Watched>();

  constructor(private readonly bus: Bus) {}

  /** Until what it answers is called. */
  listen(merchant: string, listener: Listener): () => void {
    const { listeners, stop } = this.watched.get(merchant) ?? this.watch(merchant);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.watched.get(merchant)?.listeners !== listeners) return;
      this.watched.delete(merchant);
      stop();
    };
  }

  onApplicationShutdown(): void {
    for (const { stop } of this.watched.values()) stop();
    this.watched.clear();
  }

  private watch(merchant: string): Watched {
    const listeners = new Set<Listener>();
    const stop = this.bus.watch(merchant, (event) => {
      for (const listener of listeners) listener(event);
    });
    const watched = { listeners, stop };
    this.watched.set(merchant, watched);
    return watched;
  }
}
