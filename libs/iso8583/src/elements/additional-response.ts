/** What the issuer found, in the letters of its network. Undefined where the issuer said nothing. */
export type VerificationResults = { readonly avs?: string | undefined; readonly cvc?: string | undefined };

/** Where DE 44 has the letters, counted from 0. Source: ISO 8583:1987 leaves DE 44 to the parties; Visa's has the AVS letter second and
 *  the CVC letter fifth. */
export type VerificationLayout = { readonly avs: number; readonly cvc: number };

const NOTHING = ' ';

/** DE 44, a space where there is nothing. */
export const formatVerificationResults = (results: VerificationResults, layout: VerificationLayout): string => {
  const letters = Array.from({ length: Math.max(layout.avs, layout.cvc) + 1 }, () => NOTHING);
  letters[layout.avs] = results.avs ?? NOTHING;
  letters[layout.cvc] = results.cvc ?? NOTHING;
  return letters.join('');
};

/** Reads DE 44, present or not; what else is in it belongs to others. */
export const parseVerificationResults = (text: string | undefined, layout: VerificationLayout): VerificationResults => ({
  avs: letterAt(text, layout.avs),
  cvc: letterAt(text, layout.cvc),
});

const letterAt = (text: string | undefined, index: number): string | undefined => {
  const letter = text?.[index];
  return letter === NOTHING ? undefined : letter;
};
