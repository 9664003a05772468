import { z } from 'zod';
import { address } from '../addresses/address.schema.js';
import { amount, currency, sku, text } from '../validation/fields.schema.js';

const MAX_ITEMS = 100;
const MAX_QUANTITY = 10_000;
const MAX_WEIGHT_GRAMS = 1_000_000;

const item = z
  .strictObject({
    sku,
    description: text(200).optional(),
    kind: z.enum(['digital', 'physical']),
    quantity: z.int().min(1).max(MAX_QUANTITY).meta({
      description:
        'Of a digital item, the number of licenses: whatever the quantity, its files are granted once, each as one download access',
    }),
    unitAmount: amount,
    weightGrams: z.int().min(0).max(MAX_WEIGHT_GRAMS).optional(),
  })
  .meta({ id: 'Item' });

/** The members of a body that has something to buy. */
export const basket = {
  currency,
  items: z.array(item).min(1).max(MAX_ITEMS),
  shippingMethod: text(40).optional().meta({
    description:
      'One of the merchant’s methods; left out, the first that goes to the address. By default there are `ground` and `express`',
    example: 'ground',
  }),
  billingAddress: address,
  shippingAddress: address.optional().meta({ description: 'Required where an item is physical' }),
};
