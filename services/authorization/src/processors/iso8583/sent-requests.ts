/** An authorization that was sent, and whether an approval of it was told. */
interface Sent {
  readonly order: string;
  readonly operation: string;
  /** `settled`: approved, and told so; another approval of it says nothing new. */
  state: 'open' | 'settled';
}

/** What was asked of the acquirer lately, by what names it, so that an approval that nobody waits for is found by its own numbers and not
 *  only by an order id that the acquirer may leave out. Bounded: the oldest is forgotten first. */
export class SentRequests {
  private readonly sent = new Map<string, Sent>();

  constructor(private readonly capacity: number) {}

  remember(key: string, { order, operation }: { readonly order: string; readonly operation: string }): void {
    this.sent.delete(key);
    this.sent.set(key, { order, operation, state: 'open' });
    const [oldest] = this.sent.size > this.capacity ? this.sent.keys() : [];
    if (oldest !== undefined) this.sent.delete(oldest);
  }

  /** Its approval was told, or its late approval was. */
  settle(key: string): void {
    const sent = this.sent.get(key);
    if (sent !== undefined) sent.state = 'settled';
  }

  forget(key: string): void {
    this.sent.delete(key);
  }

  find(key: string): Readonly<Sent> | undefined {
    return this.sent.get(key);
  }
}
