/** An event that nothing follows from is published so often, within a quarter of an hour; then it is the audit's to name. */
const MAX_TRIES = 6;

/** Whether an event that was published so often is left as it is. */
export const isGivenUp = (tries: number): boolean => tries >= MAX_TRIES;

/** When an event that was published so often before, and is now, is due again: after twice as long each time. */
export const dueAgain = (tries: number, nowMs: number, patienceMs: number): number => nowMs + patienceMs * 2 ** tries;
