/** How many orders had a reference, by whether the `count`-th (from 1) did: each took it only after the one before. Asks at most
 *  2 × log₂(the answer) + 2 times, so that a reference that is tried again and again stays cheap. */
export const ordersOf = async (isThere: (count: number) => Promise<boolean>): Promise<number> => {
  let [there, beyond] = [0, 1];
  while (await isThere(beyond)) [there, beyond] = [beyond, beyond * 2];
  while (beyond - there > 1) {
    const middle = Math.floor((there + beyond) / 2);
    if (await isThere(middle)) there = middle;
    else beyond = middle;
  }
  return there;
};
