import { Injectable } from '@nestjs/common';
import type { EventInit } from '@tollgate/contracts';
import type { OrderKey, PersonalData } from '@tollgate/order-log';
import type { CardBody } from '../cards/card.schema.js';
import { cardDataOf, shownCard } from '../cards/card-data.js';
import { CardVault } from '../cards/card-vault.client.js';
import type { RequestContext } from '../http/caller.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { FieldErrors } from '../validation/field-error.js';
import { normalCustomer } from './check-order.js';
import type { OrderBody } from './order.schema.js';
import type { OrderRequest } from './order-request.js';
import type { PlacementFacts } from './place-order.js';
import { signalsOf } from './screening.js';

/** The card of an order, as it is recorded, and its name for fraud. */
interface PlacedCard {
  readonly card: EventInit<'OrderPlaced'>['card'] & {};
  readonly fingerprint: string;
}

/** An order's secrets, put away: what is recorded in their place, and the key beside the log. */
export interface PutAway extends Pick<PlacementFacts, 'card' | 'screening' | 'sealedPersonalData'> {
  readonly orderKey: OrderKey;
}

/** Puts away what must not lie in the log in clear: the card goes to the vault, the person under a key of the order's own. */
@Injectable()
export class OrderSecrets {
  constructor(
    private readonly vault: CardVault,
    private readonly keys: OrderKeys,
  ) {}

  /** Throws DomainError `unknown_card`. */
  async putAway(order: string, body: OrderBody, context: RequestContext): Promise<PutAway> {
    const paid = await this.cardOf(body, context);
    const { sealed, orderKey } = this.keys.seal(context.caller, order, personOf(body));
    const screening = this.screening(body, context, paid?.fingerprint ?? '');
    return { card: paid?.card, screening, sealedPersonalData: sealed, orderKey };
  }

  /** What fraud compares orders by, and what lists may name of them, without seeing whose they are. */
  private screening(body: OrderBody, { caller }: RequestContext, card: string) {
    const { email, emailDomain, ip, network, goods, name, skus, countries } = signalsOf(body);
    return {
      card,
      email: this.keys.nameOf(caller, 'email', email),
      ip: this.keys.nameOf(caller, 'ip', ip),
      network: this.keys.nameOf(caller, 'network', network),
      goods: this.keys.nameOf(caller, 'goods', goods),
      name: this.keys.nameOf(caller, 'name', name),
      emailDomain: this.keys.nameOf(caller, 'email_domain', emailDomain),
      skus,
      countries,
    };
  }

  private async cardOf(body: OrderBody, context: RequestContext): Promise<PlacedCard | undefined> {
    const { card, token } = body.payment ?? {};
    if (token !== undefined) return this.savedCard(token, context);
    return card === undefined ? undefined : this.newCard(card, body, context);
  }

  private async savedCard(token: string, context: RequestContext): Promise<PlacedCard> {
    const saved = await this.vault.find(token, context);
    // The card of one order is not another order's to pay with.
    if (saved === undefined || !saved.isReusable) throw new FieldErrors([{ code: 'unknown_card', field: '/payment/token' }]);
    const { brand, bin, last4, fingerprint } = saved;
    return { card: { token, brand, bin, last4, isStored: true }, fingerprint };
  }

  private async newCard(
    card: CardBody,
    body: OrderBody,
    { caller, traceparent, requestId }: RequestContext,
  ): Promise<PlacedCard> {
    const fingerprint = this.keys.nameOf(caller, 'card', card.number.reveal());
    const data = cardDataOf(card, body.billingAddress, fingerprint);
    const token = await this.vault.store(data, { caller, isReusable: false, traceparent, requestId });
    return { card: { token, ...shownCard(card) }, fingerprint };
  }
}

const linesOf = ({ name, line1, line2, city }: OrderRequest['billingAddress']) => ({ name, line1, line2, city });

const personOf = (order: OrderRequest): PersonalData =>
  // Through JSON it goes anyway, which leaves out what is undefined.
  ({
    ...normalCustomer(order),
    billingAddress: linesOf(order.billingAddress),
    ...(order.shippingAddress && { shippingAddress: linesOf(order.shippingAddress) }),
  }) as PersonalData;
