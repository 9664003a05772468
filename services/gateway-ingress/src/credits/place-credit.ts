import { type EventInit, newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';
import { type AddressRequest, normalAddress } from '../addresses/normal-address.js';

/** A merchant's credit, checked and permitted. */
export interface CreditRequest {
  readonly description: string;
  readonly billingAddress?: AddressRequest | undefined;
  readonly reference?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What a credit rests on beside the request itself. */
export interface CreditFacts {
  readonly amount: Money;
  /** The vault's token and what may be shown of the card. */
  readonly card: EventInit<'CreditPlaced'>['card'] & {};
  readonly screening: EventInit<'CreditPlaced'>['screening'] & {};
  /** Base64, under the order's own key. */
  readonly sealedPersonalData: string;
  /** The version of the settings that allowed it. */
  readonly settingsVersion: number;
}

/** The merchant's credit, as it is recorded: the beginning of an order of its own. */
export const placeCredit = (
  { description, billingAddress, reference, metadata }: CreditRequest,
  facts: CreditFacts,
): Extract<OrderEvent, { type: 'CreditPlaced' }> =>
  newEvent('CreditPlaced', {
    ...facts,
    description,
    ...(billingAddress && { billing: normalAddress(billingAddress) }),
    metadata: { ...metadata },
    reference: reference ?? '',
  });
