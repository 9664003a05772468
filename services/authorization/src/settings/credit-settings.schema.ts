import { DomainError } from '@tollgate/errors';
import { isCurrency } from '@tollgate/money';
import type { SettingsArea } from '@tollgate/settings';
import { z } from 'zod';

/** As the API has it for any amount. */
const MOST_MINOR = 9_999_999_999;
const minorUnits = z.int().min(1).max(MOST_MINOR);
const currency = z.string().refine(isCurrency, 'This is no currency of ISO 4217.');

const schema = z.strictObject({
  /** Whether money may be given to a card without a sale before it. */
  enabled: z.boolean(),
  /** Whether the store's API keys may do it, too; otherwise people with the right alone. */
  apiKeys: z.boolean(),
  /** By currency, in minor units: the most of one credit, and of all credits of a day of the store. A currency that is not here has none. */
  limits: z.record(currency, z.strictObject({ credit: minorUnits, day: minorUnits })),
});

/** What a merchant allows to be given away. */
export type CreditSettings = z.infer<typeof schema>;

/** The area `credits`: off, unless a merchant turns them on. gateway-ingress goes by it before it takes a credit. */
export const creditSettings: SettingsArea<CreditSettings> = {
  area: 'credits',
  service: 'authorization',
  schema,
  defaults: { enabled: false, apiKeys: false, limits: {} },
  beyond: ({ limits }) => {
    const wrong = Object.entries(limits).find(([, { credit, day }]) => credit > day);
    if (wrong === undefined) return;
    throw new DomainError('invalid_settings', `/limits/${wrong[0]}/credit`, 'One credit cannot be more than all of a day.');
  },
};
