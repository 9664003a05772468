import { roundHalfUp } from '@tollgate/money';

/** What falls on each part once so much of the whole is taken: in proportion to the weights, rounded part after part. The
 *  shares add up to what is taken, are the weights themselves once all is taken, and none ever shrinks as more is taken,
 *  so that the difference between two of these is what the step between them took, whatever steps led there. Weights
 *  are not negative; where all are 0, the first part takes all. */
export const sharesSoFar = (taken: bigint, weights: readonly bigint[]): readonly bigint[] => {
  let left = taken;
  let weightLeft = weights.reduce((total, weight) => total + weight, 0n);
  if (weightLeft === 0n) return weights.map((_, index) => (index === 0 ? taken : 0n));
  return weights.map((weight) => {
    const share = weightLeft === 0n ? 0n : roundHalfUp(left * weight, weightLeft);
    left -= share;
    weightLeft -= weight;
    return share;
  });
};

/** What of each part is taken by going from so much of the whole to so much. */
export const sharesBetween = (before: bigint, after: bigint, weights: readonly bigint[]): readonly bigint[] => {
  const earlier = sharesSoFar(before, weights);
  return sharesSoFar(after, weights).map((share, index) => share - (earlier[index] ?? 0n));
};
