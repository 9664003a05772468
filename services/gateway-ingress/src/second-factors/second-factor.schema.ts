import { z } from 'zod';
import { plainText } from '../validation/fields.schema.js';
import { assertionSchema, registrationSchema } from './passkey.schema.js';

/** The user's own password, asked for once more. */
const password = z.string().min(1).max(1_000);

export const confirmationSchema = z.strictObject({ password }).meta({ id: 'PasswordConfirmation' });
export type ConfirmationBody = z.infer<typeof confirmationSchema>;

/** What somebody signs in with, asked for once more; one of the factors where they have any. */
export const personConfirmation = {
  password,
  totp: z.string().max(20).optional().meta({ description: 'Six digits, as the authenticator app shows them' }),
  recoveryCode: z.string().max(50).optional(),
  passkey: assertionSchema.optional().meta({ description: 'The answer to `POST /central/api/session/passkey/options`' }),
};

export const personConfirmationSchema = z.strictObject(personConfirmation).meta({ id: 'PersonConfirmation' });
export type PersonConfirmation = z.infer<typeof personConfirmationSchema>;

export const totpCodeSchema = z.strictObject({ code: z.string().max(20).meta({ example: '123456' }) }).meta({ id: 'TotpCode' });
export type TotpCodeBody = z.infer<typeof totpCodeSchema>;

export const newPasskeySchema = z.strictObject({ name: plainText(100), response: registrationSchema }).meta({ id: 'NewPasskey' });
export type NewPasskeyBody = z.infer<typeof newPasskeySchema>;

export const passkeyParameters = z.object({ id: z.string().max(1_500) });

export const totpSecretSchema = z
  .strictObject({
    secret: z.string().meta({ description: 'Base 32, for who types it' }),
    uri: z.string().meta({ description: '`otpauth://totp/…`, for a QR code' }),
  })
  .meta({ id: 'TotpSecret' });

export const recoveryCodesSchema = z.strictObject({ recoveryCodes: z.array(z.string()) }).meta({
  id: 'RecoveryCodes',
  description: 'Each opens one session in place of another factor. Shown this once; [] where there are some already',
});

const time = z.iso.datetime();

export const ownFactorsSchema = z
  .strictObject({
    hasTotp: z.boolean(),
    recoveryCodes: z.int().meta({ description: 'How many are left' }),
    passkeys: z.array(z.strictObject({ id: z.string(), name: z.string(), createdAt: time, lastUsedAt: time.nullable() })),
  })
  .meta({ id: 'SecondFactors' });

export const creationOptionsSchema = z
  .looseObject({ challenge: z.string() })
  .meta({ id: 'PasskeyCreationOptions', description: 'What `navigator.credentials.create` is asked with, as JSON' });
