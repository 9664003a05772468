const partsOf = (place: string): readonly bigint[] => (place === '' ? [] : place.split('.').map(BigInt));

/** Whether a place in the log, `epoch.transaction.position`, lies before another one. The empty one lies before all. */
export const liesBefore = (place: string, other: string): boolean => {
  const [own, theirs] = [partsOf(place), partsOf(other)];
  const different = theirs.findIndex((part, index) => part !== own[index]);
  return different !== -1 && (own[different] ?? -1n) < (theirs[different] ?? -1n);
};
