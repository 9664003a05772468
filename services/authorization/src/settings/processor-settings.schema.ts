import type { SettingsArea } from '@tollgate/settings';
import { z } from 'zod';
import { processorNames } from '../processors/processor-names.data.js';

const rule = z.strictObject({
  mode: z.enum(['test', 'live']).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  brand: z.enum(['visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb', 'unionpay', 'other']).optional(),
  processor: z.enum(processorNames),
});
const schema = z.strictObject({ rules: z.array(rule).max(100) });

/** Which processor a merchant's payments go to. */
export type ProcessorSettings = z.infer<typeof schema>;

/** The area `processors`: the first rule that fits decides; without one it is the first configured processor of the order's mode. */
export const processorSettings: SettingsArea<ProcessorSettings> = {
  area: 'processors',
  service: 'authorization',
  schema,
  defaults: { rules: [] },
};
