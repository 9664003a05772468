/** One use of a card at a time, in the order in which they were asked for. */
export class CardsInUse {
  private readonly last = new Map<string, Promise<unknown>>();

  isInUse(card: string): boolean {
    return this.last.has(card);
  }

  /** Begins when all uses before it have ended, however they did. */
  run<T>(card: string, use: () => Promise<T>): Promise<T> {
    const before = this.last.get(card);
    const mine = before === undefined ? use() : before.then(use, use);
    this.last.set(card, mine);
    const leave = (): void => {
      if (this.last.get(card) === mine) this.last.delete(card);
    };
    mine.then(leave, leave);
    return mine;
  }
}
