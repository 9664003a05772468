/** A count or an amount of minor units as `n` of fixed length. A number that is negative, or too long, is a defect and throws:
 *  cut digits would be another amount. Source: ISO 8583:1987 DE 4 (n 12, right-justified, zero-filled). */
export const numeric = (value: bigint, digits: number): string => {
  const text = value.toString();
  if (value < 0n || text.length > digits) throw new RangeError(`a number does not fit n ${digits}`);
  return text.padStart(digits, '0');
};
