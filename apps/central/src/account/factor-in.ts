/** What stands in for a person beside their password. */
export type ShownFactor = { readonly totp: string } | { readonly recoveryCode: string };

/** What was typed in as a second factor: six digits are a code of the authenticator app, anything else a recovery code; undefined for nothing. */
export const factorIn = (typed: string): ShownFactor | undefined => {
  const text = typed.trim();
  if (text === '') return undefined;
  const digits = text.replace(/\s/g, '');
  return /^\d{6}$/.test(digits) ? { totp: digits } : { recoveryCode: text };
};
