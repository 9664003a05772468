/** The orders that this process is at: a message delivered again meanwhile waits for the same work. */
export class OrdersUnderWay {
  private readonly running = new Map<string, Promise<void>>();

  has(order: string): boolean {
    return this.running.has(order);
  }

  once(order: string, work: () => Promise<void>): Promise<void> {
    const running = this.running.get(order);
    if (running !== undefined) return running;
    const begun = work().finally(() => this.running.delete(order));
    this.running.set(order, begun);
    return begun;
  }
}
