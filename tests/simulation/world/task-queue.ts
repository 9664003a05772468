interface Entry<T> {
  readonly at: number;
  readonly order: number;
  readonly item: T;
}

const isBefore = (one: Entry<unknown>, other: Entry<unknown>): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** By time; at the same time, first come, first served: a binary heap. */
export class TaskQueue<T> {
  private readonly heap: Entry<T>[] = [];
  private count = 0;

  push(at: number, item: T): void {
    this.count += 1;
    const entry = { at, order: this.count, item };
    let index = this.heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(entry, this.at(parent))) break;
      this.heap[index] = this.at(parent);
      index = parent;
    }
    this.heap[index] = entry;
  }

  peek(): Entry<T> | undefined {
    return this.heap[0];
  }

  pop(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && isBefore(this.at(child + 1), this.at(child))) child += 1;
      if (!isBefore(this.at(child), last)) break;
      this.heap[index] = this.at(child);
      index = child;
    }
    this.heap[index] = last;
  }

  private at(index: number): Entry<T> {
    return this.heap[index] as Entry<T>;
  }
}
