import { z } from 'zod';
import { amount, currency, plainText } from '../validation/fields.schema.js';
import { isHttpsUrl } from '../validation/https-url.js';
import { emptyKept } from '../validation/without-empty.js';

const trackingUrl = z
  .string()
  .max(500)
  .refine(isHttpsUrl, 'url_not_https')
  .meta({ description: 'https, without a user name', example: 'https://carrier.example/track/1Z999' });

const shipment = z
  .strictObject({ carrier: plainText(60), trackingNumber: plainText(60).optional(), trackingUrl: trackingUrl.optional() })
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
