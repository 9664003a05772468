import type { RecordedEvent } from '@tollgate/contracts';
import { MemoryStore } from '@tollgate/order-log';

/** A place in the log's sequence: drawn when a transaction writes, seen when it commits. */
interface Place {
  readonly position: number;
  events: readonly RecordedEvent[] | undefined;
}

/** What the database keeps whatever dies: the log, in the order of its sequence, which is not the order of its commits. */
export class Store extends MemoryStore {
  private readonly places: Place[] = [];
  private readonly counts = new Map<string, number>();
  private readonly commits = new Map<string, number>();
  private readonly unpublished = new Map<string, { readonly event: RecordedEvent; readonly sinceMs: number }>();

  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    super();
    this.nowMs = nowMs;
  }

  /** A transaction writes, and is open until `close`. */
  open(): Place {
    const place: Place = { position: this.places.length, events: undefined };
    this.places.push(place);
    return place;
  }

  close(place: Place, events: readonly RecordedEvent[]): void {
    place.events = events;
  }

  override add(...events: readonly RecordedEvent[]): void {
    super.add(...events);
    for (const { header, type } of events) {
      this.commits.set(header.id, this.nowMs());
      this.counts.set(type, this.countOf(type) + 1);
    }
    for (const event of events) this.unpublished.set(event.header.id, { event, sinceMs: this.nowMs() });
  }

  /** How many events of this type there are. */
  countOf(type: string): number {
    return this.counts.get(type) ?? 0;
  }

  /** By the clock of `nowMs`. */
  committedAtMs({ header }: RecordedEvent): number {
    return this.commits.get(header.id) ?? 0;
  }

  published({ header }: RecordedEvent): void {
    this.unpublished.delete(header.id);
  }

  /** Committed for so long, and not known to be taken by the bus. */
  notPublishedFor(ms: number): readonly RecordedEvent[] {
    const before = this.nowMs() - ms;
    return [...this.unpublished.values()].filter(({ sinceMs }) => sinceMs <= before).map(({ event }) => event);
  }

  /** The places from a cursor on, up to the first whose transaction is open: what lies behind it could still be overtaken. */
  tail(from: number, isPastOpen: boolean): readonly Required<Place>[] {
    const open = this.places.findIndex(({ events }, index) => index >= from && events === undefined);
    const until = open === -1 || isPastOpen ? this.places.length : open;
    return this.places.slice(from, until).filter((place): place is Required<Place> => place.events !== undefined);
  }
}
