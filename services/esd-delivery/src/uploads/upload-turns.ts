/** Whoever comes first has these: each upload holds a part of 8 MiB or more in memory. */
const sharedPlaces = 4;
/** Beyond them there is one for each merchant who has none. */
const allPlaces = 12;

/** Whether a merchant's upload may begin beside those that run, each told by its merchant. One merchant's many keep no other one's waiting. */
export const mayBegin = (running: readonly string[], merchant: string): boolean =>
  running.length < sharedPlaces || (running.length < allPlaces && !running.includes(merchant));

/** Which of the merchants who wait has the next turn, by its place: one who has the fewest running, and of these the first who came; -1: none. */
export const nextTurn = (waiting: readonly string[], running: readonly string[]): number => {
  const countOf = (merchant: string): number => running.filter((one) => one === merchant).length;
  const able = waiting.filter((merchant) => mayBegin(running, merchant));
  const fewest = Math.min(...able.map(countOf));
  return waiting.findIndex((merchant) => mayBegin(running, merchant) && countOf(merchant) === fewest);
};
