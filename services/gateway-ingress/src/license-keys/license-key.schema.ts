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

const keys = z
  .union([z.array(z.string()).max(10_000), z.string()], 'invalid_keys')
  .meta({ description: 'At most 10,000 keys, as a list or as a text with one in each line; each has up to 200 characters' });

/** The body of `POST /v1/goods/{sku}/license-keys`. */
export const newLicenseKeysSchema = z.strictObject({ keys }).meta({ id: 'NewLicenseKeys' });
export type NewLicenseKeysBody = z.infer<typeof newLicenseKeysSchema>;

/** The body of `POST /v1/goods/{sku}/license-keys/removals`. */
export const removedLicenseKeysSchema = z
  .strictObject({
    keys: keys.exactOptional(),
    all: z.literal(true).exactOptional().meta({ description: 'All that no order has' }),
  })
  .meta({ id: 'RemovedLicenseKeys', description: 'Exactly one of keys and all' });
export type RemovedLicenseKeysBody = z.infer<typeof removedLicenseKeysSchema>;

const state = {
  kind: z.enum(['pool', 'pattern', 'signed']),
  pattern: z.string().nullable(),
  activations: count,
  lowMark: count,
  left: count.nullable().meta({ description: 'Of a pool: keys that no order has' }),
  reserved: count.meta({ description: 'Kept for orders that are not paid yet' }),
  issued: count,
  revoked: count,
  activated: count.meta({ description: 'Devices that its keys are activated on' }),
  places: count.meta({
    description:
      'Devices that the keys that were sold may be activated on in all; 0: one of them on any number, or none was sold',
  }),
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

export const takenOutKeysSchema = z
  .strictObject({
    takenOut: count,
    kept: z
      .array(z.string())
      .meta({ description: 'Of the keys that you listed: those that stay, as an order has them, or they are another good’s' }),
    ...state,
  })
  .meta({ id: 'TakenOutLicenseKeys' });

const key = z.string().min(1).max(1_000).meta({ description: 'The license key as the customer has it' });
const device = z.string().min(1).max(200).meta({
  description: 'What your program calls the device, always the same; only a fingerprint of it is kept',
  example: 'b1946ac92492d234',
});

const client = z
  .string()
  .min(1)
  .max(200)
  .meta({
    description:
      'Who asks your server, such as their address: after 10 keys within 10 minutes that you never sold, this client is answered 429 until these are ' +
      'over. Without it 600 such keys within 10 minutes are the most, of all your customers together. Only a fingerprint of it is kept',
    example: '203.0.113.7',
  });

/** The body of `POST /v1/license-keys/activations` and of its DELETE. */
export const activationSchema = z
  .strictObject({ key, device, client: client.exactOptional() })
  .meta({ id: 'LicenseKeyActivation' });
export type ActivationBody = z.infer<typeof activationSchema>;

/** The body of `POST /v1/license-keys/check`. */
export const keyCheckSchema = z
  .strictObject({ key, device: device.exactOptional(), client: client.exactOptional() })
  .meta({ id: 'LicenseKeyCheck' });
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

export const activationParameters = z.object({ id: z.string().meta({ example: 'lic_01890a5dac96774bbcceb302099a8057' }) });
export const endedActivationParameters = activationParameters.extend({
  device: z.string().meta({ description: 'The device’s `id`, as it is listed' }),
});

/** A key that was sold, with the devices that it is activated on. */
export const keyActivationsSchema = keyUseSchema
  .extend({
    devices: z
      .array(
        z.strictObject({
          id: z.string().meta({ description: 'A fingerprint of what your program calls the device' }),
          activatedAt: z.iso.datetime(),
        }),
      )
      .meta({ description: 'The newest first, 1,000 at most' }),
  })
  .meta({ id: 'LicenseKeyActivations' });
