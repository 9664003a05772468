import { type BusLedger, type BusState, type MemoryStore, NOTHING_KNOWN } from '@tollgate/order-log';

/** The state of the bus in memory, beside a log in memory, all of whose events are published. */
export class MemoryBusLedger implements BusLedger {
  state: BusState = NOTHING_KNOWN;

  constructor(private readonly store: MemoryStore) {}

  async read(): Promise<{ publishedTo: string; state: BusState }> {
    return { publishedTo: String(this.store.events.length), state: this.state };
  }

  async write(state: BusState): Promise<void> {
    this.state = state;
  }
}
