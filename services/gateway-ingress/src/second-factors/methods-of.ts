/** How somebody may show a second factor. */
export type SecondFactorMethod = 'totp' | 'passkey' | 'recovery_code';

/** [] for whoever has none: their password alone opens test mode. A recovery code stands in for the others, and is no factor by itself. */
export const methodsOf = ({
  hasTotp,
  passkeys,
  recoveryCodes,
}: {
  readonly hasTotp: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
}): readonly SecondFactorMethod[] => {
  const own: readonly SecondFactorMethod[] = [
    ...(hasTotp ? (['totp'] as const) : []),
    ...(passkeys > 0 ? (['passkey'] as const) : []),
  ];
  return own.length > 0 && recoveryCodes > 0 ? [...own, 'recovery_code'] : own;
};
