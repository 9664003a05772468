import { Injectable } from '@nestjs/common';
import { type AppendRequest, newId, noHash } from '@tollgate/order-log';
import { CardVault } from '../cards/card-vault.client.js';
import { Goods } from '../goods/goods.client.js';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { LinkOf } from './answer-order.js';
import { brandOf } from '../cards/card-number.js';
import { checkSkus, digitalSkus, linesOf, placeOrder, streetDigits } from './place-order.js';
import { Keys } from './order-keys.js';
import type { OrderBody } from './order.schema.js';
import { refuseIfAny } from '../http/validation.pipe.js';

/** A merchant's checked order on its way in. */
export interface PlacementRequest {
  readonly caller: Caller;
  readonly body: OrderBody;
  readonly requestId: string;
  readonly traceparent: string | undefined;
}

const binLength = 6;

/** Makes of a checked request what is recorded: files pinned, card in the vault, person sealed. */
@Injectable()
export class OrderIntake {
  constructor(
    private readonly goods: Goods,
    private readonly vault: CardVault,
    private readonly keys: Keys,
  ) {}

  get linkOf(): LinkOf {
    return this.keys.linkOf;
  }

  /** The order as it goes into the log, its card in the vault. Throws DomainError `unknown_sku` or `no_file_for_sku` before the card is stored. */
  async prepare(
    { caller, body, requestId, traceparent }: PlacementRequest,
    idempotencyRecord: AppendRequest['idempotencyRecord'],
  ): Promise<AppendRequest> {
    const pinned = await this.goods.pin(caller.merchant, digitalSkus(body.items));
    refuseIfAny(checkSkus(body, pinned));
    const lines = linesOf(body, pinned);
    const order = newId();
    const card = await this.storeCard(order, { caller, body, requestId, traceparent });
    const { sealed, orderKey } = this.keys.seal(caller, order, body);
    const screening = this.keys.screening(caller, body);
    const placed = placeOrder(body, { lines, card, screening, sealedPersonalData: sealed });
    return {
      order,
      ...caller,
      events: [placed],
      expectedVersion: 0,
      previousHash: noHash,
      causation: idempotencyRecord?.id ?? newId(),
      correlation: requestId,
      traceparent,
      orderKey,
      idempotencyRecord,
    };
  }

  private async storeCard(order: string, { caller, body, traceparent }: PlacementRequest) {
    const { number, cvc, expiryMonth, expiryYear } = body.payment.card;
    const { line1, postalCode = '' } = body.billingAddress;
    const pan = number.reveal();
    const secrets = { merchant: caller.merchant, order, pan, cvc: cvc?.reveal() ?? '', expiryMonth, expiryYear };
    const token = await this.vault.store({ ...secrets, streetDigits: streetDigits(line1), postalCode }, traceparent);
    const bin = pan.slice(0, binLength);
    return { token, brand: brandOf(bin), bin, last4: pan.slice(-4) };
  }
}
