import { Injectable } from '@nestjs/common';

interface Work {
  /** The work is done, or somebody else will see to it. */
  readonly settled: Promise<void>;
  readonly done: Promise<void>;
}

/** One try of a mail at a time in this process: a second delivery joins the first instead of doing its work again. */
@Injectable()
export class InFlight {
  private readonly running = new Map<string, Work>();

  /** Whether a try of this mail is under way. */
  has(mail: string): boolean {
    return this.running.has(mail);
  }

  /** Does `work`, or joins what is under way for this mail; resolves, or rejects, with it, or resolves once it calls `handOver`: whatever comes of
   *  it then, nobody needs to wait for it. */
  join(mail: string, work: (handOver: () => void) => Promise<void>): Promise<void> {
    const known = this.running.get(mail);
    if (known !== undefined) return known.settled;
    const handedOver = Promise.withResolvers<void>();
    const done = work(handedOver.resolve).finally(() => this.running.delete(mail));
    const settled = Promise.race([done, handedOver.promise]);
    this.running.set(mail, { settled, done });
    return settled;
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    await Promise.allSettled([...this.running.values()].map(({ done }) => done));
  }
}
