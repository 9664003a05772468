import { type BusLedger, type BusState, type MemoryStore, NOTHING_KNOWN } from '@tollgate/order-log';

/** The state of the bus in memory, beside a log in memory, all of whose events are published. */
export class MemoryBusLedger implements BusLedger {
  state: BusState = NOTHING_KNOWN;
  removedTo: number | undefined;
  isOurs = true;

  constructor(private readonly store: MemoryStore) {}

  async read(): Promise<{ publishedTo: string; state: BusState; removedTo: number | undefined }> {
    return { publishedTo: String(this.store.events.length), state: this.state, removedTo: this.removedTo };
  }

  async write(state: BusState, removedTo = this.removedTo): Promise<void> {
    this.assertOurs();
    this.state = state;
    this.removedTo = removedTo;
  }

  async writeRemoved(removedTo: number): Promise<void> {
    this.assertOurs();
    this.removedTo = Math.max(this.removedTo ?? 0, removedTo);
  }

  assertOurs(): void {
    if (!this.isOurs) throw new Error('another process looks after the bus now');
  }
}
