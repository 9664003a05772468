import { z } from 'zod';
import { email } from '../addresses/address.schema.js';
import { rights, roles } from '../roles/roles.data.js';
import type { SecondFactorMethod } from '../second-factors/methods-of.js';
import { assertionSchema } from '../second-factors/passkey.schema.js';
import { languages } from '../users/languages.data.js';

/** A password as it is sent: whether it is a good one is asked only where one is chosen. */
export const sentPassword = z.string().min(1).max(1_000);

export const signInSchema = z.strictObject({ email, password: sentPassword }).meta({ id: 'SignIn' });
export type SignInBody = z.infer<typeof signInSchema>;

const secondFactorMethods = ['totp', 'passkey', 'recovery_code'] as const satisfies readonly SecondFactorMethod[];

export const signInAnswerSchema = z
  .union([
    z.strictObject({ step: z.literal('done') }),
    z.strictObject({ step: z.literal('second_factor'), methods: z.array(z.enum(secondFactorMethods)) }),
  ])
  .meta({
    id: 'SignInStep',
    description: '`second_factor`: the session is open once one of these was shown, within ten minutes',
  });

export const secondFactorSchema = z
  .union([
    z.strictObject({ totp: z.string().max(20).meta({ description: 'Six digits, as the authenticator app shows them' }) }),
    z.strictObject({ recoveryCode: z.string().max(50) }),
  ])
  .meta({ id: 'SecondFactor' });
export type SecondFactorBody = z.infer<typeof secondFactorSchema>;

export const passkeySignInSchema = z.strictObject({ response: assertionSchema }).meta({ id: 'PasskeySignIn' });
export type PasskeySignInBody = z.infer<typeof passkeySignInSchema>;

export const passkeyOptionsSchema = z.looseObject({ challenge: z.string() }).meta({
  id: 'PasskeyOptions',
  description: 'What `navigator.credentials` is asked with, as JSON: `PublicKeyCredential.parseRequestOptionsFromJSON`',
});

const time = z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' });

export const sessionSchema = z
  .strictObject({
    user: z.strictObject({
      id: z.string().meta({ example: 'usr_01890a5dac96774bbcceb302099a8057' }),
      email: z.string(),
      name: z.string(),
      language: z.enum(languages),
      hasSecondFactor: z.boolean().meta({ description: 'Shown when they signed in: without, live mode is closed to them' }),
    }),
    stores: z.array(
      z.strictObject({
        id: z.string().meta({ example: 'mer_demo' }),
        name: z.string(),
        timeZone: z.string().meta({ description: 'IANA', example: 'Europe/Berlin' }),
        role: z.enum(roles),
        rights: z.array(z.enum(rights)),
      }),
    ),
    csrfToken: z.string().meta({ description: 'Goes with every request but GET and HEAD, as `x-csrf-token`' }),
    endsAt: time.meta({ description: 'Whatever happens' }),
    idleEndsAt: time.meta({ description: 'Unless something is asked before' }),
  })
  .meta({ id: 'Session' });
