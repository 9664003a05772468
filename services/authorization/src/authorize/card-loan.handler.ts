import { TransientError } from '@tollgate/errors';
import type { Order } from '@tollgate/order';
import type { CardDetails } from '../processors/card-processor.js';

/** Whose card it is, and whether it may be used although its CVC is gone. */
export interface CardScope {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  readonly mayBeWithoutCvc?: boolean;
}

/** The vault, as an authorization uses it. The CVC is forgotten when `use` of the card resolved, and kept where it did not.
 *  DomainError `card_data_lost`, `unknown_card`. */
export interface CardSource {
  use<T>(token: string, scope: CardScope, use: (card: CardDetails) => Promise<T>): Promise<T>;
  /** For an order that has its outcome: a card that was for it alone is deleted. */
  forget(token: string): void;
  /** For an order that was paid: the card is good for later orders. */
  keep(token: string): Promise<void>;
}

/** A card that is out of the vault until the intent that needs it is durable: whatever fails before that puts it back, CVC and all. */
export class CardLoan {
  private readonly spent = Promise.withResolvers<void>();
  private taken: Promise<CardDetails> | undefined;
  /** Known beside the promise, as an error nobody sees is not worth making for every order. */
  private isSpent = false;

  constructor(private readonly cards: CardSource) {
    this.spent.promise.catch(() => undefined);
  }

  /** The card of an order; the same one however often it is asked for. */
  take({ merchant, mode, placed, review }: Order): Promise<CardDetails> {
    const mayBeWithoutCvc = review !== undefined || placed.card?.isStored === true;
    const scope = mayBeWithoutCvc ? { merchant, mode, mayBeWithoutCvc } : { merchant, mode };
    this.taken ??= new Promise((resolve, reject) => {
      const using = this.cards.use(placed.card?.token ?? '', scope, (card) => {
        resolve(card);
        return this.spent.promise;
      });
      using.catch(reject);
    });
    return this.taken;
  }

  /** The intent is durable: the CVC has done its work. */
  spend(): void {
    this.isSpent = true;
    this.spent.resolve();
  }

  /** Puts back what was not spent. */
  end(): void {
    if (!this.isSpent) this.spent.reject(new TransientError('the card was not used'));
  }
}
