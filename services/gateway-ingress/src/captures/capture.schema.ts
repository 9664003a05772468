import { z } from 'zod';
import { hasCardNumber } from '../cards/card-number-in-text.js';
import { amount, currency, plainText } from '../validation/fields.schema.js';
import { isHttpsUrl } from '../validation/https-url.js';
import { emptyKept } from '../validation/without-empty.js';

/** As it stands, and as whoever opens it reads it. */
const hasCardNumberInUrl = (url: string): boolean =>
  hasCardNumber(url) ||
  hasCardNumber(url.replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))));

const trackingUrl = z
  .string()
  .max(500, { abort: true })
  .refine(isHttpsUrl, 'url_not_https')
  .refine((url) => !hasCardNumberInUrl(url), 'card_number_in_text')
  .meta({
    description: 'https, without a user name and without what reads as a card number',
    example: 'https://carrier.example/track/1Z999',
  });

const trackingNumber = plainText(60).meta({
  description:
    'The carrier’s. One of 13 to 19 digits that reads as a card number is refused with `card_number_in_text`, here and in `trackingUrl`: ' +
    'leave it out, and lead to the parcel by a `trackingUrl` that names it otherwise',
  example: '1Z999',
});

const shipment = z
  .strictObject({ carrier: plainText(60), trackingNumber: trackingNumber.optional(), trackingUrl: trackingUrl.optional() })
  .meta({ id: 'NewShipment', description: 'The parcel that this capture charges for: the receipt tells the customer of it' });

export const captureSchema = z
  .strictObject({
    amount: amount.optional().meta({ description: 'Minor units, at least 1; all that is left unless given' }),
    currency: currency.optional().meta({ description: 'Of the amount; the order’s unless given' }),
    final: z.boolean().optional().meta({ description: 'What is left of the authorization is released with this capture' }),
    shipment: shipment.optional(),
  })
  .meta({ id: 'NewCapture' })
  .register(emptyKept, { members: ['amount'] });

export type CaptureBody = z.infer<typeof captureSchema>;
