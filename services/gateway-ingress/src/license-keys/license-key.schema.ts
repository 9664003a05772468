import { z } from 'zod';
import { sku } from '../validation/fields.schema.js';

/** What a good's keys are. */
export interface KeySource {
  readonly kind: 'pool' | 'pattern' | 'signed';
  readonly pattern: string;
  readonly activations: number;
  readonly lowMark: number;
}

const count = z.int();
const activations = z
  .int()
  .min(0)
  .max(1_000_000)
  .default(0)
  .meta({ description: 'On how many devices each key may be activated; 0: on any number' });

/** The body of `PUT /v1/goods/{sku}/license-keys`. */
export const licenseKeysSchema = z
  .strictObject({
    kind: z.enum(['pool', 'pattern', 'signed']).meta({
      description:
        '`pool`: keys that you upload; `pattern`: drawn at random; `signed`: signed (Ed25519), so that your program verifies them offline',
    }),
    pattern: z
      .string()
      .regex(/^[A-Z0-9-]{1,64}$/, 'invalid_pattern')
      .exactOptional()
      .meta({
        description: 'Of the kind `pattern`: each X is drawn from 31 letters and digits that are not taken for one another',
        example: 'XXXXX-XXXXX-XXXXX-XXXXX',
      }),
    allowShort: z
      .boolean()
      .default(false)
      .meta({ description: 'Takes a pattern of less than 80 random bits (17 X), and at least 40' }),
    activations,
    lowMark: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .meta({ description: 'Of a pool: with so many keys left it is low, which Central shows; 0: it never is' }),
  })
  .meta({ id: 'LicenseKeysRequest' });
export type LicenseKeysBody = z.infer<typeof licenseKeysSchema>;

export const licenseKeyParameters = z.object({ sku });

/** The body of `POST /v1/goods/{sku}/license-keys`. */
export const newLicenseKeysSchema = z
  .strictObject({
    keys: z
      .union([z.array(z.string()).max(10_000), z.string()], 'invalid_keys')
      .meta({ description: 'At most 10,000 keys, as a list or as a text with one in each line; each has up to 200 characters' }),
  })
  .meta({ id: 'NewLicenseKeys' });
export type NewLicenseKeysBody = z.infer<typeof newLicenseKeysSchema>;

const state = {
  kind: z.enum(['pool', 'pattern', 'signed']),
  pattern: z.string().nullable(),
  activations: count,
  lowMark: count,
  left: count.nullable().meta({ description: 'Of a pool: keys that no order has' }),
  reserved: count.meta({ description: 'Kept for orders that are not paid yet' }),
  issued: count,
  revoked: count,
  publicKey: z
    .string()
    .nullable()
    .meta({ description: 'Of the kind `signed`: the Ed25519 public key of this good and mode, 32 bytes in base64url' }),
};

export const licenseKeysAnswerSchema = z.strictObject(state).meta({ id: 'LicenseKeys' });

export const addedKeysSchema = z
  .strictObject({
    added: count,
    duplicates: count.meta({
      description: 'Passed over: you have them already, of this good or another one, or they came twice',
    }),
    ...state,
  })
  .meta({ id: 'AddedLicenseKeys' });

const key = z.string().min(1).max(1_000).meta({ description: 'The license key as the customer has it' });
const device = z.string().min(1).max(200).meta({
  description: 'What your program calls the device, always the same; only a fingerprint of it is kept',
  example: 'b1946ac92492d234',
});

/** The body of `POST /v1/license-keys/activations` and of its DELETE. */
export const activationSchema = z.strictObject({ key, device }).meta({ id: 'LicenseKeyActivation' });
export type ActivationBody = z.infer<typeof activationSchema>;

/** The body of `POST /v1/license-keys/check`. */
export const keyCheckSchema = z.strictObject({ key, device: device.exactOptional() }).meta({ id: 'LicenseKeyCheck' });
export type KeyCheckBody = z.infer<typeof keyCheckSchema>;

export const keyUseSchema = z
  .strictObject({
    sku: z.string(),
    order: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
    status: z.enum(['issued', 'revoked']).meta({ description: '`revoked`: its item was refunded' }),
    activations: count.meta({ description: 'On how many devices it may be activated; 0: on any number' }),
    activated: count.meta({ description: 'On how many devices it is' }),
    isActivated: z.boolean().meta({ description: 'The device that was named is one of them' }),
  })
  .meta({ id: 'LicenseKeyUse' });
