import type { SealedCard } from './sealed-card.js';

/** How long a CVC may live, and only in memory. Source: PCI DSS 4.0.1 §3.3.1 (not kept after authorization), design.md §5.1. */
const LIFE_MS = 120_000;
const SWEEP_MS = 5_000;

/** A card in memory, and when its CVC has to be gone (on the clock of `now`, in milliseconds). */
export interface HeldCard {
  readonly sealed: SealedCard;
  /** Empty where the merchant sent none. */
  readonly cvc: string;
  readonly until: number;
}

type Kept = { readonly sealed: SealedCard; readonly cvc: Buffer; readonly until: number };

/** Cards this replica took within the last two minutes: the CVC, which is nowhere else, and the sealed card, so that the common
 *  order needs no read of its row. Every CVC is overwritten when it is taken or grows too old. */
export class CvcCache {
  private readonly kept = new Map<string, Kept>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  keep(card: string, sealed: SealedCard, cvc: string): void {
    this.putBack(card, { sealed, cvc, until: this.now() + LIFE_MS });
  }

  /** Answers the card once: it is deleted on read. */
  take(card: string): HeldCard | undefined {
    const kept = this.kept.get(card);
    if (kept === undefined) return undefined;
    const cvc = kept.cvc.toString('latin1');
    this.drop(card, kept);
    return kept.until > this.now() ? { sealed: kept.sealed, cvc, until: kept.until } : undefined;
  }

  /** For a card that was taken and not used: it grows no younger by it. */
  putBack(card: string, { sealed, cvc, until }: HeldCard): void {
    this.kept.set(card, { sealed, cvc: Buffer.from(cvc, 'latin1'), until });
  }

  /** The end of a life that began now: for a CVC that another replica kept until this moment. */
  latestEnd(): number {
    return this.now() + LIFE_MS;
  }

  /** Forgets what is too old. */
  sweep(): void {
    const now = this.now();
    for (const [card, kept] of this.kept) if (kept.until <= now) this.drop(card, kept);
  }

  close(): void {
    clearInterval(this.sweeper);
    for (const [card, kept] of this.kept) this.drop(card, kept);
  }

  private drop(card: string, kept: Kept): void {
    kept.cvc.fill(0);
    this.kept.delete(card);
  }
}
