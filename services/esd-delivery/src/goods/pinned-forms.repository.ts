import { Injectable } from '@nestjs/common';
import type { DeliverableForm } from '@tollgate/contracts';
import { type GoodKey, GoodsStore } from './goods.repository.js';

type Forms = readonly DeliverableForm[];

interface Kept {
  readonly forms: Promise<Forms>;
  readonly untilMs: number;
}

interface Wanted {
  readonly key: GoodKey;
  readonly resolve: (forms: Forms) => void;
  readonly reject: (error: unknown) => void;
}

/** Another replica's upload shows after so long. */
const keptMs = 1_000;
const maxKept = 20_000;
const maxBatch = 500;

/** What a good is delivered in now. Every order with a digital line asks, so that answers are kept for a second, and what is not kept is
 *  asked for in one statement for all who ask during one turn of the loop. */
@Injectable()
export class PinnedForms {
  private readonly kept = new Map<string, Kept>();
  private wanted: Wanted[] = [];

  constructor(private readonly goods: GoodsStore) {}

  of(key: GoodKey): Promise<Forms> {
    const name = nameOf(key);
    const nowMs = performance.now();
    const kept = this.kept.get(name);
    if (kept !== undefined && kept.untilMs > nowMs) return kept.forms;
    if (this.kept.size >= maxKept) this.kept.clear();
    const forms = this.load(key);
    this.kept.set(name, { forms, untilMs: nowMs + keptMs });
    // Only what can be sold is kept: a good that gets its first file can be sold at once, from every replica.
    forms.then(
      (found) => found.length === 0 && this.forget(key),
      () => this.forget(key),
    );
    return forms;
  }

  /** A version was added here. */
  forget(key: GoodKey): void {
    this.kept.delete(nameOf(key));
  }

  private load(key: GoodKey): Promise<Forms> {
    return new Promise((resolve, reject) => {
      this.wanted.push({ key, resolve, reject });
      if (this.wanted.length === 1) setImmediate(() => void this.loadWanted());
    });
  }

  private async loadWanted(): Promise<void> {
    const wanted = this.wanted;
    this.wanted = [];
    for (let from = 0; from < wanted.length; from += maxBatch) await this.loadBatch(wanted.slice(from, from + maxBatch));
  }

  private async loadBatch(batch: readonly Wanted[]): Promise<void> {
    try {
      const forms = await this.goods.currentForms(batch.map(({ key }) => key));
      batch.forEach(({ resolve }, index) => {
        resolve(forms[index] ?? []);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

const nameOf = ({ merchant, sku }: GoodKey): string => `${merchant}\n${sku}`;
