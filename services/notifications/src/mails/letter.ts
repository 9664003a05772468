import { toPublicId } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import type { ReceiptSettings } from '../settings/receipt.schema.js';
import { fill } from './fill.js';
import { type Words, wordsOf } from './languages.data.js';
import { brandNames } from './show.js';

/** What every mail about an order has: the words of its language, whom it is from, and whether it was a test. Nothing in it is escaped yet. */
export interface Letter {
  readonly words: Words;
  readonly language: string;
  /** `ord_…` */
  readonly order: string;
  readonly seller: string;
  /** Empty when the customer gave none. */
  readonly customerName: string;
  /** `Visa ending in 1111` */
  readonly card: string;
  /** Whom to ask. */
  readonly support: string;
  /** Empty for a live order. */
  readonly testNote: string;
}

/** The part of an order's personal data that is printed. */
export interface Customer {
  readonly email: string;
  readonly name?: string;
  readonly shippingAddress?: { readonly name?: string; readonly line1?: string; readonly line2?: string; readonly city?: string };
}

const cardOf = ({ placed: { card } }: Order, words: Words): string =>
  card === undefined ? words.card : fill(words.cardEnding, { brand: brandNames[card.brand] ?? words.card, last4: card.last4 });

const supportOf = ({ supportEmail, supportUrl }: ReceiptSettings, seller: string, words: Words): string => {
  const support = [supportEmail, supportUrl].filter((one) => one !== '').join(' · ');
  return support === '' ? fill(words.questions, { seller }) : fill(words.questionsTo, { support });
};

/** The letter of a mail to an order's customer. */
export const letterTo = (customer: Customer, order: Order, settings: ReceiptSettings): Letter => {
  const words = wordsOf[settings.language];
  const seller = settings.shopName === '' ? order.merchant : settings.shopName;
  return {
    words,
    language: settings.language,
    order: toPublicId('ord', order.id),
    seller,
    customerName: customer.name ?? '',
    card: cardOf(order, words),
    support: supportOf(settings, seller, words),
    testNote: order.mode === 'test' ? words.test : '',
  };
};
