/** What the issuer found. AVS: Y street and postal code match, A street only, Z postal code only, N neither, U not available.
 *  CVC: M match, N no match, P not checked. Undefined when the issuer said nothing. */
export type VerificationResults = { readonly avs?: string | undefined; readonly cvc?: string | undefined };

const NOTHING = ' ';

/** DE 44, read by position: the AVS result, then the CVC result, a space where there is none.
 *  Source: ISO 8583:1987 DE 44, left to the parties; one letter each is how Visa lays out its field 44. */
export const formatVerificationResults = (results: VerificationResults): string =>
  `${results.avs ?? NOTHING}${results.cvc ?? NOTHING}`;

/** Reads DE 44, present or not; what follows the two letters belongs to others. */
export const parseVerificationResults = (text: string | undefined): VerificationResults => ({
  avs: letterAt(text, 0),
  cvc: letterAt(text, 1),
});

const letterAt = (text: string | undefined, index: number): string | undefined => {
  const letter = text?.[index];
  return letter === NOTHING ? undefined : letter;
};
