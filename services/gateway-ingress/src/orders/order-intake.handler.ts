import { Injectable } from '@nestjs/common';
import type { EventInit } from '@tollgate/contracts';
import { type AppendRequest, noHash } from '@tollgate/order-log';
import { checkSkus, DEFAULT_SHIPPING_METHOD, digitalSkus, linesOf } from '../baskets/basket-lines.js';
import { needsShipping } from '../baskets/check-basket.js';
import type { CardBody } from '../cards/card.schema.js';
import { brandOf } from '../cards/card-number.js';
import { CardVault } from '../cards/card-vault.client.js';
import { Goods } from '../goods/goods.client.js';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import { FieldErrors, refuseIfAny } from '../http/field-error.js';
import { pricesOf } from '../quotes/quote-order.js';
import { Quotes } from '../quotes/quotes.client.js';
import type { OrderBody } from './order.schema.js';
import { OrderKeys } from './order-keys.js';
import { placeOrder, streetDigits } from './place-order.js';
import { References } from './references.repository.js';

/** A merchant's checked order on its way in, and the id (uuid) it is to have. */
export interface PlacementRequest {
  readonly order: string;
  readonly body: OrderBody;
  readonly context: RequestContext;
}

/** The card of an order, as it is recorded, and its name for fraud. */
interface PlacedCard {
  readonly card: EventInit<'OrderPlaced'>['card'] & {};
  readonly fingerprint: string;
}

const BIN_LENGTH = 6;
/** The methods that every merchant begins with. Whether another one is theirs, only their settings say. */
const usualMethods: ReadonlySet<string> = new Set([DEFAULT_SHIPPING_METHOD, 'express']);

/** Makes of a checked request what is recorded: goods pinned, card in the vault, person sealed. */
@Injectable()
export class OrderIntake {
  constructor(
    private readonly goods: Goods,
    private readonly quotes: Quotes,
    private readonly vault: CardVault,
    private readonly keys: OrderKeys,
    private readonly references: References,
  ) {}

  /** The order as it goes into the log, its card in the vault. All that can be refused is refused before the card is stored: DomainError
   *  `unknown_sku`, `no_file_for_sku`, `unknown_shipping_method`, `payment_required`, `unknown_card`, `reference_taken`. */
  async prepare({ order, body, context }: PlacementRequest): Promise<AppendRequest> {
    const { caller } = context;
    const pinned = await this.goods.pin(caller.merchant, digitalSkus(body.items));
    refuseIfAny(checkSkus(body, pinned));
    await this.priceIfInDoubt(body, context);
    const cause = causeOfCommand(context);
    const idempotencyRecords = [...(cause.idempotencyRecords ?? []), ...(await this.takeReference(body, context))];
    const paid = await this.cardOf(body, context);
    const { sealed: sealedPersonalData, orderKey } = this.keys.seal(caller, order, body);
    const screening = this.keys.screening(caller, body, paid?.fingerprint ?? '');
    const { merchant, mode } = caller;
    return {
      subject: { kind: 'order', id: order },
      merchant,
      mode,
      events: [placeOrder(body, { lines: linesOf(body, pinned), card: paid?.card, screening, sealedPersonalData })],
      expectedVersion: 0,
      previousHash: noHash,
      causation: cause.id,
      correlation: cause.correlation,
      traceparent: cause.traceparent,
      on: cause.on,
      orderKey,
      idempotencyRecords,
    };
  }

  /** The record that makes the order's reference its own, where that is asked for. */
  async takeReference({ reference, referenceIsUnique }: OrderBody, { caller }: RequestContext) {
    return reference !== undefined && referenceIsUnique === true ? [await this.references.take(caller, reference)] : [];
  }

  /** An order without payment must cost nothing, and a method that is not everybody's must be the merchant's: both are asked of
   *  tax-shipping before anything is recorded. No other order pays for the question. */
  private async priceIfInDoubt(body: OrderBody, { caller }: RequestContext): Promise<void> {
    const isFree = body.payment === undefined;
    const isUnusual = needsShipping(body) && !usualMethods.has(body.shippingMethod ?? DEFAULT_SHIPPING_METHOD);
    if (!isFree && !isUnusual) return;
    const { total } = pricesOf(await this.quotes.price(caller, body));
    if (isFree && total?.minor !== 0n) throw new FieldErrors([{ code: 'payment_required', field: '/payment' }]);
  }

  private async cardOf(body: OrderBody, context: RequestContext): Promise<PlacedCard | undefined> {
    const { card, token } = body.payment ?? {};
    if (token !== undefined) return this.savedCard(token, context);
    return card === undefined ? undefined : this.storeCard(card, body, context);
  }

  private async savedCard(token: string, { caller }: RequestContext): Promise<PlacedCard> {
    const saved = await this.vault.find(caller, token);
    // The card of one order is not another order's to pay with.
    if (saved === undefined || !saved.isReusable) throw new FieldErrors([{ code: 'unknown_card', field: '/payment/token' }]);
    const { brand, bin, last4, fingerprint } = saved;
    return { card: { token, brand, bin, last4, isStored: true }, fingerprint };
  }

  private async storeCard(card: CardBody, body: OrderBody, { caller, traceparent }: RequestContext): Promise<PlacedCard> {
    const { number, cvc, expiryMonth, expiryYear } = card;
    const { line1, postalCode = '' } = body.billingAddress;
    const pan = number.reveal();
    const bin = pan.slice(0, BIN_LENGTH);
    const brand = brandOf(bin);
    const fingerprint = this.keys.nameOf(caller, 'card', pan);
    const secrets = { pan, cvc: cvc?.reveal() ?? '', expiryMonth, expiryYear, brand, fingerprint };
    const checked = { ...secrets, streetDigits: streetDigits(line1), postalCode };
    const token = await this.vault.store(checked, { caller, isReusable: false, traceparent });
    return { card: { token, brand, bin, last4: pan.slice(-4) }, fingerprint };
  }
}
