// Orders as many different customers place them: many cards, e-mail addresses and IPs, so that no velocity rule is met.
import { randomInt } from 'node:crypto';

/** Completes 15 digits to a number that passes the Luhn check. Source: ISO/IEC 7812-1 annex B. */
export const withCheckDigit = (digits: string): string => {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return digits + ((10 - (sum % 10)) % 10);
};

/** A Luhn-valid Visa number that is none of the simulator's special test cards (those begin with 400000). */
export const someCard = (): string => withCheckDigit(`45${String(randomInt(10 ** 12)).padStart(12, '0')}${randomInt(10)}`);

const address = { line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' };

export const book = { sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 };
export const mugs = { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 };

export interface OrderChange {
  readonly card?: string;
  readonly type?: 'sale' | 'preauth';
  /** Whatever the body shall have instead of, or beside, what the sample order has. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The sample order of the merchant API: a book to download and two mugs to ship, 54.26 US dollars in all. */
export const someOrder = ({ card = someCard(), type = 'sale', body = {} }: OrderChange = {}): string =>
  JSON.stringify({
    type,
    currency: 'USD',
    items: [book, mugs],
    shippingMethod: 'ground',
    customer: {
      email: `ann.${randomInt(2 ** 47).toString(36)}@example.com`,
      name: 'Ann Buyer',
      phone: '+15005550001',
      ipAddress: `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
    },
    billingAddress: address,
    shippingAddress: address,
    payment: { card: { number: card, expiryMonth: 12, expiryYear: 2030, cvc: '123' } },
    metadata: { cart: 'c-17' },
    ...body,
  });
