import { z } from 'zod';

const base64url = z
  .string()
  .max(8_000)
  .regex(/^[A-Za-z0-9_-]+$/);
const extensions = z.record(z.string(), z.unknown());
const attachment = z.enum(['platform', 'cross-platform']).optional();

/** What a browser made for a new passkey. Source: Web Authentication Level 3 §5.1, RegistrationResponseJSON. */
export const registrationSchema = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: extensions,
  authenticatorAttachment: attachment,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.optional(),
    transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: base64url.optional(),
  }),
});

/** What a browser made to sign in. Source: the same, AuthenticationResponseJSON. */
export const assertionSchema = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: extensions,
  authenticatorAttachment: attachment,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

export type Registration = z.infer<typeof registrationSchema>;
export type Assertion = z.infer<typeof assertionSchema>;

const clientDataSchema = z.object({ challenge: z.string().min(1).max(500) });

/** The challenge that a response says it answers; empty where it says none. */
export const challengeIn = (clientDataJson: string): string => {
  const text = Buffer.from(clientDataJson, 'base64url').toString();
  const read = clientDataSchema.safeParse(parsed(text));
  return read.success ? read.data.challenge : '';
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON says no challenge
  }
};
