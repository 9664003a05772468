import { isDecided, isPassing, type ProblemDocument } from '../api/problem.js';

/** Whether the answer leaves open what became of the order; asking again by itself may tell. */
export const isUnclear = (problem: ProblemDocument): boolean => isPassing(problem) || problem.code === 'still_running';

/** Whether the order may have been placed in spite of the answer. `wasUnclear`: so it was after an earlier try, which an answer that was given before
 *  the order was looked at leaves as it is. Where it was the first, nothing was placed. */
export const mayBePlaced = (problem: ProblemDocument, wasUnclear: boolean): boolean =>
  isUnclear(problem) || (wasUnclear && !isDecided(problem));
