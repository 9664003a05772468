import { z } from 'zod';

const id = z.string().min(1).max(255);
const integer = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const positive = integer.refine((amount) => amount > 0);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const expand = z.array(z.enum(['latest_charge'])).max(20);
/** Source: docs.stripe.com/api/metadata: 50 keys of 40 characters, values of 500. */
const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((pairs) => Object.keys(pairs).length <= 50)
  .default({});

/** What each route takes, as form fields; unknown ones are refused, as Stripe does. */
export const paymentMethodForm = z.strictObject({
  type: z.literal('card'),
  card: z.strictObject({
    number: z.string().regex(/^\d{12,19}$/),
    exp_month: positive,
    exp_year: positive,
    cvc: z.string().optional(),
  }),
  billing_details: z
    .strictObject({
      address: z.strictObject({ line1: z.string().optional(), postal_code: z.string().optional() }).optional(),
    })
    .optional(),
});

export const intentForm = z.strictObject({
  amount: positive,
  currency: z.string().regex(/^[a-z]{3}$/),
  capture_method: z.enum(['automatic', 'manual']).default('automatic'),
  allowed_payment_method_types: z.array(z.literal('card')).optional(),
  metadata,
  expand: expand.optional(),
});

export const confirmForm = z.strictObject({
  payment_method: id,
  off_session: flag.default(false),
  error_on_requires_action: flag.default(false),
  payment_method_options: z
    .strictObject({
      card: z
        .strictObject({
          request_multicapture: z.enum(['if_available', 'never']).optional(),
          stored_credential_usage: z.enum(['recurring', 'unscheduled', 'installment']).optional(),
        })
        .optional(),
    })
    .optional(),
  expand: expand.optional(),
});

export const captureForm = z.strictObject({
  amount_to_capture: positive.optional(),
  final_capture: flag.default(true),
  metadata,
  expand: expand.optional(),
});

export const cancelForm = z.strictObject({
  cancellation_reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']).optional(),
  expand: expand.optional(),
});

export const refundForm = z.strictObject({
  payment_intent: id,
  amount: positive.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata,
});

export const retrieveForm = z.strictObject({ expand: expand.optional() });

export const refundListForm = z.strictObject({
  payment_intent: id,
  limit: positive.default(10),
  starting_after: id.optional(),
});

export type PaymentMethodForm = z.output<typeof paymentMethodForm>;
export type IntentForm = z.output<typeof intentForm>;
export type ConfirmForm = z.output<typeof confirmForm>;
export type CaptureForm = z.output<typeof captureForm>;
export type RefundForm = z.output<typeof refundForm>;
