import type { ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { LiveEvents } from '../live/live-events.client.js';
import { refusal } from '../validation/field-error.js';
import { cursorOf, type LogPlace } from './feed-cursor.js';
import { type FeedPage, MerchantEvents } from './merchant-events.repository.js';

/** Whoever reads comes again by themselves, goes on where they were, and is looked at anew. */
const LIFE_MS = 300_000;
const HEARTBEAT_MS = 15_000;
/** What passes the bus wakes a stream; a hint that was lost costs this long. */
const LOOK_MS = 2_000;
/** Events become visible to the feed once everything before them has ended. */
const SETTLE_MS = 30;
const READ_AT_ONCE = 100;
/** Of one key or person, at each replica. */
const MOST_STREAMS = 10;
/** Whoever takes nothing is waited for, with so much of theirs in memory at most. */
const MOST_WAITING_BYTES = 262_144;

/** The event feed as server-sent events. */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly open = new Map<string, Set<ServerResponse>>();

  constructor(
    private readonly events: MerchantEvents,
    private readonly live: LiveEvents,
  ) {}

  /** The server waits for whatever is being answered. */
  beforeApplicationShutdown(): void {
    for (const streams of this.open.values()) for (const stream of streams) endNow(stream);
  }

  /** Throws DomainError `too_many_streams`. */
  checkRoom({ actor }: Caller): void {
    if ((this.open.get(actor)?.size ?? 0) >= MOST_STREAMS) throw refusal('too_many_streams');
  }

  /** Resolves when the stream has ended. */
  async serve(caller: Caller, from: LogPlace, stream: ServerResponse): Promise<void> {
    const streams = this.open.get(caller.actor) ?? new Set();
    this.open.set(caller.actor, streams.add(stream));
    let wake: () => void = () => undefined;
    const stopListening = this.live.listen(caller.merchant, () => wake());
    const heartbeat = setInterval(() => isOpen(stream) && stream.write(': still here\n\n'), HEARTBEAT_MS);
    const end = setTimeout(() => endNow(stream), LIFE_MS);
    stream.on('error', () => undefined); // whoever is gone is told nothing
    stream.once('close', () => wake());
    try {
      await this.follow(caller, from, { stream, sleep: (ms) => until(ms, (awake) => (wake = awake)) });
    } finally {
      stopListening();
      clearInterval(heartbeat);
      clearTimeout(end);
      streams.delete(stream);
      if (streams.size === 0) this.open.delete(caller.actor);
      stream.end();
    }
  }

  private async follow(caller: Caller, from: LogPlace, { stream, sleep }: Following): Promise<void> {
    let place = from;
    while (isOpen(stream)) {
      const page = await this.events.page(caller, place, READ_AT_ONCE);
      if (!isOpen(stream)) return;
      stream.write(textOf(page));
      place = page.place;
      if (stream.writableLength > MOST_WAITING_BYTES) await drained(stream);
      if (page.hasMore) continue;
      await sleep(LOOK_MS);
      await sleep(SETTLE_MS);
    }
  }
}

const isOpen = (stream: ServerResponse): boolean => !stream.writableEnded && !stream.destroyed;

/** An end waits behind what was not taken: whoever takes nothing is cut off. */
const endNow = (stream: ServerResponse): void => {
  if (stream.writableLength > 0) stream.destroy();
  else stream.end();
};

/** A message for each event. One without data is no event: it says where to go on from after a page that had none. */
const textOf = ({ events, place, hasMore }: FeedPage): string => {
  if (events.length === 0) return hasMore ? `id: ${cursorOf(place)}\n\n` : '';
  return events.map(({ event, cursor }) => `id: ${cursor}\ndata: ${JSON.stringify(event)}\n\n`).join('');
};

interface Following {
  readonly stream: ServerResponse;
  readonly sleep: (ms: number) => Promise<void>;
}

const until = (ms: number, wakes: (wake: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wakes(() => {
      clearTimeout(timer);
      resolve();
    });
  });

const drained = (stream: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.once('drain', done).once('close', done);
  });
