import { z } from 'zod';

const DAY_MS = 86_400_000;
/** The longest review takes ten days; a day more for what came late. */
const MIN_CARD_DAYS = 11;

const files = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((file) => file.trim()))
  .transform((names) => names.filter((name) => name !== ''));

/** The vault's part of the environment. A key file has 32 random bytes in base64. */
export const vaultConfig = z.object({
  /** The key that wraps data keys. */
  TOLLGATE_VAULT_KEY_FILE: z.string().min(1),
  /** Vault keys of before, separated by commas: they only unwrap. Every replica has a new key here before any has it
   *  as the current one. */
  TOLLGATE_VAULT_KEY_FILES_OLD: files,
  /** The keys that cards are sealed to on their way here, separated by commas: the first is given out, the others
   *  still open. Derived from the vault keys when there are none. */
  TOLLGATE_SEALING_KEY_FILE: files,
  /** See CardsRepository: `off` is safe. */
  TOLLGATE_VAULT_SYNCHRONOUS_COMMIT: z.enum(['on', 'off']).default('off'),
  /** After so many days a card for one order is deleted, whatever became of the order. */
  TOLLGATE_VAULT_ONE_ORDER_CARD_DAYS: z.coerce.number().int().min(MIN_CARD_DAYS).default(MIN_CARD_DAYS),
});

export type VaultConfig = z.infer<typeof vaultConfig>;

/** How old a card for one order may grow, in milliseconds. */
export const maxCardAgeMs = (config: VaultConfig): number => config.TOLLGATE_VAULT_ONE_ORDER_CARD_DAYS * DAY_MS;
