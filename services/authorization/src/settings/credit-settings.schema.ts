import { DomainError } from '@tollgate/errors';
import { isCurrency } from '@tollgate/money';
import type { SettingsArea } from '@tollgate/settings';
import { z } from 'zod';

/** As the API has it for any amount. */
const MOST_MINOR = 9_999_999_999;
const minorUnits = z.int().min(0).max(MOST_MINOR);
const currency = z.string().refine(isCurrency, 'This is no currency of ISO 4217.');

const schema = z.strictObject({
  /** Whether money may be given to a card without a sale before it. */
  enabled: z.boolean(),
  /** Whether the store's API keys may do it, too; otherwise people with the right alone. */
  apiKeys: z.boolean(),
  /** The most of one credit, in minor units by currency. There are none of a currency that is not here. */
  perCredit: z.record(currency, minorUnits),
  /** The most of all credits of a day of the store, of each of these currencies. */
  perDay: z.record(currency, minorUnits),
});

/** What a merchant allows to be given away. */
export type CreditSettings = z.infer<typeof schema>;

/** The area `credits`: off, unless a merchant turns them on. gateway-ingress goes by it before it takes a credit. */
export const creditSettings: SettingsArea<CreditSettings> = {
  area: 'credits',
  service: 'authorization',
  schema,
  defaults: { enabled: false, apiKeys: false, perCredit: {}, perDay: {} },
  beyond: ({ perCredit, perDay }) => {
    const wrong = Object.entries(perCredit).find(([code, most]) => most > (perDay[code] ?? -1));
    if (wrong === undefined) return;
    throw new DomainError(
      'invalid_settings',
      `/perDay/${wrong[0]}`,
      'Name a limit of the day, too: at least that of one credit.',
    );
  },
};
