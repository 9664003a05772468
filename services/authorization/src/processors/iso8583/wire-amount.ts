import { DomainError } from '@tollgate/errors';
import type { AcquirerProfile } from '@tollgate/iso8583';
import { exponentOf, isCurrency, type Money, numericCodeOf } from '@tollgate/money';

/** DE 4 and DE 49. */
export interface WireAmount {
  readonly minor: bigint;
  readonly currency: string;
}

const LARGEST = 999_999_999_999n;

/** The amount in the acquirer's minor units, which are not ISO 4217's in every profile: exact, or refused. Throws DomainError
 *  `currency_not_supported` for a currency, or a fraction of one, that the acquirer does not take, and `invalid_amount` for one that
 *  twelve digits do not hold. */
export const toWireAmount = ({ minor, currency }: Money, { currencies }: AcquirerProfile): WireAmount => {
  const isTaken = isCurrency(currency) && (currencies.taken?.includes(currency) ?? true);
  if (!isTaken) throw new DomainError('currency_not_supported', undefined, `the acquirer takes no ${currency}`);
  const scaled = rescale(minor, exponentOf(currency), currencies.exponents[currency]);
  if (scaled === undefined) {
    throw new DomainError('currency_not_supported', undefined, `the acquirer takes no such fraction of ${currency}`);
  }
  if (scaled < 0n || scaled > LARGEST) throw new DomainError('invalid_amount', undefined, 'the amount is too large');
  return { minor: scaled, currency: numericCodeOf(currency) };
};

/** Back from the acquirer's minor units. Undefined where ours do not hold it. */
export const fromWireAmount = (digits: string, currency: string, { currencies }: AcquirerProfile): Money | undefined => {
  const exponent = exponentOf(currency);
  const minor = rescale(BigInt(digits), currencies.exponents[currency] ?? exponent, exponent);
  return minor === undefined ? undefined : { minor, currency };
};

const rescale = (minor: bigint, from: number, to = from): bigint | undefined => {
  if (to >= from) return minor * 10n ** BigInt(to - from);
  const factor = 10n ** BigInt(from - to);
  return minor % factor === 0n ? minor / factor : undefined;
};
