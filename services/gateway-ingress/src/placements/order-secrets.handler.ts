import { Injectable } from '@nestjs/common';
import type { EventInit } from '@tollgate/contracts';
import type { OrderKey, PersonalData } from '@tollgate/order-log';
import type { AddressRequest } from '../addresses/normal-address.js';
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

/** A card that an order came with. */
export interface FoundCard {
  /** Its name for fraud. */
  readonly fingerprint: string;
  /** Puts it away, and answers what is recorded of it. */
  readonly store: () => Promise<EventInit<'OrderPlaced'>['card'] & {}>;
}

/** What brings a card along. */
interface CardCarrier {
  readonly payment?: OrderBody['payment'];
  readonly billingAddress?: AddressRequest | undefined;
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
    const found = await this.findCard(body, context);
    const card = await found?.store();
    const { sealed, orderKey } = this.keys.seal(context.caller, order, personOf(body));
    const screening = this.screening(body, context, found?.fingerprint ?? '');
    return { card, screening, sealedPersonalData: sealed, orderKey };
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

  /** The card that comes with a request, not stored yet; undefined where there is none. Throws DomainError `unknown_card`. */
  async findCard({ payment, billingAddress }: CardCarrier, context: RequestContext): Promise<FoundCard | undefined> {
    const { card, token } = payment ?? {};
    if (token !== undefined) return this.savedCard(token, context);
    return card === undefined ? undefined : this.newCard(card, billingAddress, context);
  }

  private async savedCard(token: string, context: RequestContext): Promise<FoundCard> {
    const saved = await this.vault.find(token, context);
    // The card of one order is not another order's to pay with.
    if (saved === undefined || !saved.isReusable) throw new FieldErrors([{ code: 'unknown_card', field: '/payment/token' }]);
    const { brand, bin, last4, fingerprint } = saved;
    return { fingerprint, store: async () => ({ token, brand, bin, last4, isStored: true }) };
  }

  private newCard(card: CardBody, address: AddressRequest | undefined, context: RequestContext): FoundCard {
    const { caller, traceparent, requestId } = context;
    const fingerprint = this.keys.nameOf(caller, 'card', card.number.reveal());
    const store: FoundCard['store'] = async () => {
      const data = cardDataOf(card, address, fingerprint);
      const token = await this.vault.store(data, { caller, isReusable: false, traceparent, requestId });
      return { token, ...shownCard(card) };
    };
    return { fingerprint, store };
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
