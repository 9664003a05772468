/** Splits a total over weights by largest remainder: the parts always add up to the total, ties go to the earlier part.
 *  Weights are not negative; where all are 0, the first part takes all. Answers [] for no weights and a total of 0. */
export const allocate = (total: bigint, weights: readonly bigint[]): readonly bigint[] => {
  if (weights.length === 0) {
    if (total !== 0n) throw new RangeError('a total cannot be split over nothing');
    return [];
  }
  const whole = weights.reduce((a, b) => a + b, 0n);
  if (whole === 0n) return weights.map((_, index) => (index === 0 ? total : 0n));
  const isNegative = total < 0n;
  const magnitude = isNegative ? -total : total;
  const parts = weights.map((weight, index) => ({
    index,
    part: (magnitude * weight) / whole,
    rest: (magnitude * weight) % whole,
  }));
  let left = magnitude - parts.reduce((a, { part }) => a + part, 0n);
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const one of byRest) {
    if (left === 0n) break;
    one.part += 1n;
    left -= 1n;
  }
  return parts.map(({ part }) => (isNegative ? -part : part));
};
