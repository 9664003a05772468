import { SAVE_CARD } from '@tollgate/order';
import { z } from 'zod';
import { address, email, phone } from '../../addresses/address.schema.js';
import { basket } from '../../baskets/basket.schema.js';
import { metadata, text } from '../../validation/fields.schema.js';
import { isOrigin, returnUrlForm } from './return-url.js';

/** The languages of the payment page. */
export const pageLanguages = ['en', 'de', 'es', 'fr', 'ja'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

const SHORTEST_MINUTES = 30;
export const LONGEST_MINUTES = 1_440;
const MAX_CONSENTS = 10;

const MAX_SAVED_CARDS = 5;
const MAX_EMBED_ORIGINS = 5;

/** Ours: `payment/consents.ts`, `page/card-fields.ts`. */
const reservedConsents: ReadonlySet<string> = new Set(['withdrawal_waiver', SAVE_CARD]);

const returnUrl = z
  .string()
  .max(2_000)
  .refine((value) => returnUrlForm(value) !== undefined, 'invalid_url')
  .meta({
    description: 'https, without a user name; http for this machine alone, in test mode',
    example: 'https://shop.example/thanks',
  });

const consent = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'invalid_consent_id', abort: true })
    .refine((id) => !reservedConsents.has(id), 'reserved_consent_id'),
  text: text(500),
  isRequired: z.boolean(),
});

const distinctIds = (consents: readonly { readonly id: string }[]): boolean =>
  new Set(consents.map(({ id }) => id)).size === consents.length;

/** The body of `POST /v1/checkout-sessions`. */
export const newSessionSchema = z
  .strictObject({
    type: z.enum(['sale', 'preauth']).default('sale'),
    currency: basket.currency,
    items: basket.items,
    reference: text(64).optional().meta({ description: 'Your own order number, which the order gets', example: 'your-order-17' }),
    referenceIsUnique: z
      .boolean()
      .optional()
      .meta({
        description:
          'As with `POST /v1/orders`: refuses a session whose `reference` an order has that was paid or may yet be, and places no order beside one ' +
          'that came since',
      }),
    customer: z
      .strictObject({ email: email.optional(), name: text(100).optional(), phone: phone.optional() })
      .optional()
      .meta({
        description: 'What you know of the customer already: it stands in the page’s fields, and can be changed there',
      }),
    savedCards: z
      .array(z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'unknown_card'))
      .max(MAX_SAVED_CARDS)
      .optional()
      .meta({
        description:
          'Tokens of saved cards (`/v1/card-tokens`) of this very customer, who may pay with one of them. Whoever has the page’s address sees their ' +
          'brand, last four digits and expiry: name them only where the customer has signed in at your shop',
      }),
    offerToSaveCard: z.boolean().optional().meta({
      description:
        'Asks the customer whether their card may be kept. Where they agree and pay with it, the session tells its token (`savedCard`)',
    }),
    billingAddress: address.optional(),
    shippingAddress: address.optional(),
    locale: z.enum(pageLanguages).optional().meta({ description: 'The page’s language; left out, it goes by the browser’s' }),
    successUrl: returnUrl,
    cancelUrl: returnUrl,
    embedOrigins: z
      .array(
        z
          .string()
          .max(300)
          .refine((value) => isOrigin(value), 'invalid_origin')
          .meta({ example: 'https://shop.example' }),
      )
      .min(1)
      .max(MAX_EMBED_ORIGINS)
      .optional()
      .meta({
        description:
          'Whose pages may have the payment within them, by `/pay/fields.js`: https, http for this machine alone, in test mode. Left out, none may',
      }),
    expiresInMinutes: z.int().min(SHORTEST_MINUTES).max(LONGEST_MINUTES).default(LONGEST_MINUTES),
    consents: z.array(consent).max(MAX_CONSENTS).refine(distinctIds, 'duplicate_consent_id').optional().meta({
      description: 'Boxes that the customer ticks. What was ticked stands in the order, in the words that were read',
    }),
    metadata: metadata.optional(),
  })
  .refine(({ reference, referenceIsUnique }) => reference !== undefined || referenceIsUnique !== true, {
    error: 'required',
    path: ['reference'],
  })
  .meta({ id: 'CheckoutSessionRequest' });
export type NewSessionBody = z.infer<typeof newSessionSchema>;

/** What of a session is kept in clear. */
export type SessionTerms = Pick<
  NewSessionBody,
  | 'type'
  | 'currency'
  | 'items'
  | 'reference'
  | 'referenceIsUnique'
  | 'locale'
  | 'successUrl'
  | 'cancelUrl'
  | 'consents'
  | 'metadata'
  | 'offerToSaveCard'
  | 'embedOrigins'
>;

/** What is kept sealed. */
export type SessionCustomer = Pick<NewSessionBody, 'customer' | 'billingAddress' | 'shippingAddress' | 'savedCards'>;

export const sessionStatuses = ['open', 'processing', 'paid', 'expired', 'canceled'] as const;

export const sessionParameters = z.object({ id: z.string().meta({ example: 'cs_01890a5dac96774bbcceb302099a8057' }) });

const minor = z.int().meta({ description: 'Minor units' });

export const checkoutSessionSchema = z
  .strictObject({
    id: z.string().meta({ example: 'cs_01890a5dac96774bbcceb302099a8057' }),
    status: z.enum(sessionStatuses).meta({
      description:
        '`processing`: an order was placed whose outcome is not there yet, or which is held for review. `canceled`: by `…/expire`. A session whose ' +
        'order was declined is open again',
    }),
    url: z
      .string()
      .meta({ description: 'Where the customer pays, or sees what was paid. Whoever knows it may: send it to nobody else' }),
    mode: z.enum(['test', 'live']),
    type: z.enum(['sale', 'preauth']),
    currency: z.string(),
    reference: z.string().nullable(),
    order: z
      .string()
      .nullable()
      .meta({ description: 'The order that was placed; null before, and where none of them was approved' }),
    orderStatus: z.string().nullable().meta({
      description: 'How its order stands now, as at the order itself: a session stays `paid` when that was refunded or voided',
    }),
    amounts: z.strictObject({ subtotal: minor, shipping: minor, tax: minor, total: minor }).nullable(),
    savedCard: z
      .strictObject({ id: z.string(), brand: z.string(), last4: z.string() })
      .nullable()
      .meta({
        description:
          'The card that was paid with and that the customer agreed to have kept: send its `id` as `payment.token`. It is good for that a ' +
          'moment after the session is `paid`: where an order is refused with `unknown_card` until then, send it again',
      }),
    successUrl: z.string(),
    cancelUrl: z.string(),
    locale: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    expiresAt: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'CheckoutSession' });
export type CheckoutSessionAnswer = z.infer<typeof checkoutSessionSchema>;
