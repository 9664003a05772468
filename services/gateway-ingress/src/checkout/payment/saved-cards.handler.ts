import { Inject, Injectable } from '@nestjs/common';
import type { GetCardResponse } from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import { CardVault } from '../../cards/card-vault.client.js';
import { checkExpiry } from '../../cards/check-expiry.js';
import type { RequestContext } from '../../http/caller.js';
import type { FieldError } from '../../validation/field-error.js';
import { nameOfCard, type OfferedCard } from './saved-cards.js';

const twoDigits = (value: number): string => String(value % 100).padStart(2, '0');

/** The saved cards of a session's customer. A merchant names none but their own. */
@Injectable()
export class SavedCards {
  constructor(
    private readonly vault: CardVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `unknown_card` of each that is not there, is another merchant's, or is the card of one order. Throws TransientError. */
  async check(tokens: readonly string[], context: RequestContext): Promise<readonly FieldError[]> {
    const found = await this.find(tokens, context);
    return found.flatMap((card, index) => (card === undefined ? [{ code: 'unknown_card', field: `/savedCards/${index}` }] : []));
  }

  /** Those that can be paid with now. Throws TransientError. */
  async offered(tokens: readonly string[], context: RequestContext): Promise<readonly OfferedCard[]> {
    const found = await this.find(tokens, context);
    return found.flatMap((card, index) => (card === undefined || this.isOver(card) ? [] : [offeredCard(card, index)]));
  }

  private find(tokens: readonly string[], context: RequestContext): Promise<readonly (GetCardResponse | undefined)[]> {
    return Promise.all(
      tokens.map(async (token) => {
        const card = await this.vault.find(token, context);
        return card?.isReusable === true ? card : undefined;
      }),
    );
  }

  private isOver({ expiryMonth, expiryYear }: GetCardResponse): boolean {
    return checkExpiry({ expiryMonth, expiryYear }, this.clock.now(), '').length > 0;
  }
}

const offeredCard = ({ token, brand, last4, expiryMonth, expiryYear }: GetCardResponse, index: number): OfferedCard => ({
  name: nameOfCard(index),
  token,
  brand,
  last4,
  expiry: `${twoDigits(expiryMonth)}/${twoDigits(expiryYear)}`,
});
