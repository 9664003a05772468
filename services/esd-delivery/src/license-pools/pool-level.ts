/** How full a pool of license keys is, to the people of its store. */
export type PoolLevel = 'enough' | 'low' | 'empty';

/** An empty pool is told of whether or not it has a mark: orders are refused. `lowMark` 0: it is never low. */
export const poolLevel = (left: number, lowMark: number): PoolLevel => {
  if (left <= 0) return 'empty';
  return left <= lowMark ? 'low' : 'enough';
};
