import type { Good, Tollgate } from '@tollgate/sdk';
import { type Offer, offersOf } from './catalog.js';
import { products } from './products.data.js';

const freshMs = 10_000;

/** The offers of the moment, asked of the gateway at most every ten seconds. */
export class Catalog {
  private offers: Promise<readonly Offer[]> | undefined;
  private askedAt = 0;

  constructor(private readonly tollgate: Tollgate) {}

  /** Throws what the SDK throws where the gateway cannot be asked and never could. */
  async all(): Promise<readonly Offer[]> {
    if (this.offers !== undefined && Date.now() - this.askedAt < freshMs) return this.offers;
    const former = this.offers;
    this.askedAt = Date.now();
    const asking = this.ask();
    this.offers = asking;
    try {
      return await asking;
    } catch (error) {
      this.offers = former;
      if (former === undefined) throw error;
      return former;
    }
  }

  private async ask(): Promise<readonly Offer[]> {
    const goods: Good[] = [];
    for await (const good of this.tollgate.goods.list({ limit: 100 })) goods.push(good);
    return offersOf(products, goods);
  }
}
