import { Injectable } from '@nestjs/common';
import type { OrderKey } from '@tollgate/order-log';
import { emailDomain } from '../addresses/email-domain.js';
import { normalAddress } from '../addresses/normal-address.js';
import { normalEmail } from '../addresses/normal-email.js';
import { normalName } from '../addresses/normal-name.js';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { RequestContext } from '../http/caller.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import type { FoundCard } from '../placements/order-secrets.handler.js';
import type { CreditBody } from './credit.schema.js';
import type { CreditFacts } from './place-credit.js';

/** A credit's secrets, put away: what is recorded in their place, and the key beside the log. */
export interface PutAwayCredit extends Pick<CreditFacts, 'card' | 'screening' | 'sealedPersonalData'> {
  readonly orderKey: OrderKey;
}

/** Puts away what of a credit must not lie in the log in clear, as `OrderSecrets` does for an order. */
@Injectable()
export class CreditSecrets {
  constructor(private readonly keys: OrderKeys) {}

  /** For a credit with the id (uuid) of its order. */
  async putAway(order: string, body: CreditBody, { card, context }: Carried): Promise<PutAwayCredit> {
    const { customer: { email = '', name = '' } = {}, billingAddress: address } = body;
    const { caller } = context;
    const { line1, line2, city } = address ?? {};
    // Through JSON it goes anyway, which leaves out what is undefined.
    const person = { email, name: name || address?.name, ...(address && { billingAddress: { line1, line2, city } }) };
    const { sealed, orderKey } = this.keys.seal(caller, order, person as Parameters<OrderKeys['seal']>[2]);
    const screening = this.screening(body, card, caller);
    return { card: await card.store(), screening, sealedPersonalData: sealed, orderKey };
  }

  /** What a credit is known by on the merchant's lists, without saying whose it is. */
  screening({ customer: { email = '', name = '' } = {}, billingAddress: address }: CreditBody, card: FoundCard, caller: Caller) {
    return {
      card: card.fingerprint,
      email: this.keys.nameOf(caller, 'email', email === '' ? '' : normalEmail(email)),
      emailDomain: this.keys.nameOf(caller, 'email_domain', email === '' ? '' : emailDomain(email)),
      name: this.keys.nameOf(caller, 'name', normalName(name || (address?.name ?? ''))),
      countries: address === undefined ? [] : [normalAddress(address).country],
    };
  }
}

interface Carried {
  readonly card: FoundCard;
  readonly context: RequestContext;
}
