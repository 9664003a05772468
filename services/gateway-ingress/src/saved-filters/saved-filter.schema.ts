import { z } from 'zod';
import { hasCardNumber } from '../cards/card-number-in-text.js';
import { orderSearchSchema } from '../order-search/order-search.schema.js';
import { plainText } from '../validation/fields.schema.js';

const searched = {
  status: true,
  sku: true,
  reference: true,
  referencePrefix: true,
  from: true,
  to: true,
  last4: true,
  amount: true,
  currency: true,
  type: true,
  country: true,
  declineCode: true,
} as const;

/** Days that go by today. */
const relativeDays = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
] as const;

/** What the list of orders takes, but for pages, moments, and whatever names a customer: who is forgotten shall stand in no filter. */
export const savedQuerySchema = orderSearchSchema
  .pick(searched)
  .extend({
    days: z.enum(relativeDays, 'invalid_days').optional().meta({
      description: 'Days of the store’s zone that go by the day on which the filter is used; in place of `from` and `to`',
    }),
  })
  .refine(({ days, from, to }) => days === undefined || (from === undefined && to === undefined), {
    error: 'invalid_days',
    path: ['days'],
  })
  .refine((query) => !Object.values(query).some((value) => hasCardNumber(value ?? '')), 'card_number_in_text')
  .meta({ id: 'SavedFilterQuery', description: 'As for the list of orders, without `email` and `name`: it names no customer' });
export type SavedQuery = z.infer<typeof savedQuerySchema>;

const name = plainText(60).meta({ example: 'To be shipped' });
const shared = z.boolean().meta({ description: 'Everybody in the store sees it; takes the right `store:manage`' });

export const newSavedFilterSchema = z
  .strictObject({ name, query: savedQuerySchema, shared: shared.optional() })
  .meta({ id: 'NewSavedFilter' });
export type NewSavedFilterBody = z.infer<typeof newSavedFilterSchema>;

/** What is not named stays. */
export const savedFilterChangeSchema = z
  .strictObject({ name: name.optional(), query: savedQuerySchema.optional(), shared: shared.optional() })
  .meta({ id: 'SavedFilterChange' });
export type SavedFilterChange = z.infer<typeof savedFilterChangeSchema>;

/** What is no id names none. */
export const savedFilterParameters = z.object({ id: z.string().meta({ example: 'flt_01890a5dac96774bbcceb302099a8057' }) });

export const savedFilterSchema = z
  .strictObject({
    id: z.string().meta({ example: 'flt_01890a5dac96774bbcceb302099a8057' }),
    name: z.string(),
    query: savedQuerySchema,
    shared: z.boolean(),
    own: z.boolean().meta({ description: 'Made by you' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'SavedFilter' });
