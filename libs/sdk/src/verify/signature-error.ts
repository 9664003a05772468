/** What came is not from the gateway, or is too old to be taken. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
  readonly code: 'signature_missing' | 'signature_wrong' | 'too_old' | 'too_new' | 'malformed';

  constructor(code: SignatureError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const secondMs = 1_000;

/** Throws SignatureError where a moment, in seconds, is further from now than is tolerated. */
export const checkMoment = (
  text: string,
  { nowMs, toleranceSeconds }: { readonly nowMs: number; readonly toleranceSeconds: number },
): void => {
  if (!/^\d{1,12}$/.test(text)) throw new SignatureError('malformed', 'its time is no number of seconds');
  const age = Math.floor(nowMs / secondMs) - Number(text);
  if (age > toleranceSeconds) throw new SignatureError('too_old', `it was signed ${age} s ago`);
  if (age < -toleranceSeconds) throw new SignatureError('too_new', `it was signed ${-age} s in the future: is the clock right?`);
};
