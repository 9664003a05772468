import { CVC_LIFE_MS, type StoredCard } from '../stored-card.js';

const SWEEP_MS = 5_000;
/** A replica that asked for a CVC has it, and has said so, long before; otherwise the answer was lost, and the CVC
 *  stays here. */
const OFFER_MS = 5_000;

/** A card whose CVC is here. */
export interface HeldCard {
  readonly card: StoredCard;
  readonly cvc: string;
  /** How long the CVC may still live. */
  readonly remainingMs: number;
}

interface Entry {
  readonly card: StoredCard;
  readonly cvc: Buffer;
  readonly untilMs: number;
  offer: { readonly to: string; readonly untilMs: number } | undefined;
}

interface Move {
  readonly to: string;
  readonly untilMs: number;
}

/** Cards this replica took, or took over, within the last two minutes: the CVC, which is nowhere else, and the
 *  sealed card, so that the common order needs no read of its row. A CVC is overwritten as soon as it was used,
 *  moved on, or is too old. */
export class CvcCache {
  private readonly entries = new Map<string, Entry>();
  private readonly moves = new Map<string, Move>();
  private readonly sweeper: NodeJS.Timeout;

  /** `nowMs` never goes back, whatever the machine's clock does. */
  constructor(private readonly nowMs: () => number = () => performance.now()) {
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  /** `lifeMs`: what is left of the two minutes, where another replica had the CVC before. */
  keep(card: StoredCard, cvc: string, lifeMs = CVC_LIFE_MS): void {
    this.wipe(card.id);
    this.moves.delete(card.id);
    const untilMs = this.nowMs() + Math.min(lifeMs, CVC_LIFE_MS);
    this.entries.set(card.id, { card, cvc: Buffer.from(cvc, 'latin1'), untilMs, offer: undefined });
  }

  get(id: string): HeldCard | undefined {
    const entry = this.live(id);
    if (entry === undefined) return undefined;
    return { card: entry.card, cvc: entry.cvc.toString('latin1'), remainingMs: entry.untilMs - this.nowMs() };
  }

  /** Overwrites the CVC, and forgets the card. */
  wipe(id: string): void {
    this.entries.get(id)?.cvc.fill(0);
    this.entries.delete(id);
  }

  /** Keeps the CVC for this replica alone until it says that it has it, 5 s at most. */
  offer(id: string, to: string): void {
    const entry = this.live(id);
    if (entry !== undefined) entry.offer = { to, untilMs: this.nowMs() + OFFER_MS };
  }

  /** The replica that the CVC is on its way to. */
  offeredTo(id: string): string | undefined {
    const offer = this.live(id)?.offer;
    return offer !== undefined && offer.untilMs > this.nowMs() ? offer.to : undefined;
  }

  /** The CVC is at this replica now, if it was offered to it. */
  moved(id: string, to: string): void {
    const entry = this.live(id);
    if (entry?.offer?.to !== to) return;
    this.moves.set(id, { to, untilMs: entry.untilMs });
    this.wipe(id);
  }

  /** The replica that took the CVC from this one. */
  movedTo(id: string): string | undefined {
    return this.moves.get(id)?.to;
  }

  /** Forgets what is too old. */
  sweep(): void {
    const nowMs = this.nowMs();
    for (const [id, { untilMs }] of this.entries) if (untilMs <= nowMs) this.wipe(id);
    for (const [id, { untilMs }] of this.moves) if (untilMs <= nowMs) this.moves.delete(id);
  }

  /** Overwrites everything. */
  close(): void {
    clearInterval(this.sweeper);
    for (const id of this.entries.keys()) this.wipe(id);
    this.moves.clear();
  }

  private live(id: string): Entry | undefined {
    const entry = this.entries.get(id);
    if (entry === undefined || entry.untilMs > this.nowMs()) return entry;
    this.wipe(id);
    return undefined;
  }
}
