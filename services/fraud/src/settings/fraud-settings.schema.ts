import { DomainError } from '@tollgate/errors';
import { isCurrency } from '@tollgate/money';
import type { SettingsArea } from '@tollgate/settings';
import { z } from 'zod';

/** What becomes of an order that reaches a limit. */
const action = z.enum(['review', 'reject']);
export type LimitAction = z.infer<typeof action>;

const MOST_ATTEMPTS = 1_000;
/** Attempts are kept for a day: no limit looks further back. */
const MOST_MINUTES = 24 * 60;
const SECONDS_PER_MINUTE = 60;
const MOST_LOCKOUT_MINUTES = 30 * 24 * 60;

/** At most so many attempts within any stretch of time of this length. */
const velocity = z.strictObject({
  attempts: z.int().min(1).max(MOST_ATTEMPTS),
  windowMinutes: z.int().min(1).max(MOST_MINUTES),
  action,
});
export type VelocityLimit = Readonly<z.infer<typeof velocity>>;

const currency = z.string().refine(isCurrency, 'This is no currency of ISO 4217.');
const minorUnits = z.int().min(0);

const schema = z.strictObject({
  /** Attempts by one card. */
  card: velocity,
  /** Attempts by one e-mail address. */
  email: velocity,
  /** Same card, e-mail, goods and total within this time: the customer pressed twice. 0: never. */
  duplicate: z.strictObject({ windowSeconds: z.int().min(0).max(3_600), action }),
  /** An order of more than this is over the limit; minor units by currency. No limit where none is set. */
  amount: z.strictObject({ limits: z.record(currency, minorUnits), action }),
  /** A card or an e-mail address that was declined or rejected so often within the window is locked out for some minutes. 0 failures: never. Off
   *  unless it is set: who knows a customer's address can lock the customer out. */
  lockout: z.strictObject({
    failures: z.int().min(0).max(MOST_ATTEMPTS),
    windowMinutes: z.int().min(1).max(MOST_MINUTES),
    minutes: z.int().min(1).max(MOST_LOCKOUT_MINUTES),
  }),
  /** How long an order waits for its review before it is rejected. */
  reviewHours: z
    .int()
    .min(1)
    .max(24 * 30),
});

/** What a merchant lets pass. Nothing is limited by BIN, name, phone, address, IP or network: behind those stand many
 *  customers. */
export type FraudSettings = z.infer<typeof schema>;

/** The settings area `fraud`, with what holds for a merchant who never set anything. */
export const fraudSettings: SettingsArea<FraudSettings> = {
  area: 'fraud',
  service: 'fraud',
  schema,
  defaults: {
    card: { attempts: 5, windowMinutes: 10, action: 'reject' },
    email: { attempts: 10, windowMinutes: 60, action: 'reject' },
    duplicate: { windowSeconds: 60, action: 'reject' },
    amount: { limits: { USD: 500_000 }, action: 'review' },
    lockout: { failures: 0, windowMinutes: 60, minutes: 60 },
    reviewHours: 72,
  },
  /** Duplicates are looked for among as many attempts of the card as its limit lets pass: within its window that is all
   *  of them. */
  beyond: ({ card, duplicate }) => {
    if (duplicate.windowSeconds <= card.windowMinutes * SECONDS_PER_MINUTE) return;
    throw new DomainError(
      'invalid_settings',
      '/duplicate/windowSeconds',
      'Duplicates cannot be looked for beyond the window of the card.',
    );
  },
};
