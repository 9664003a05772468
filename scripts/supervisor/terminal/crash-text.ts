/** What a person is told of a process that ended unasked. */
export interface Ended {
  readonly name: string;
  readonly how: string;
  readonly delayMs: number;
  /** How many lives in a row did not last. */
  readonly inARow: number;
  readonly logFile: string;
  /** Read only when it is shown. */
  readonly lastLines: () => readonly string[];
}

/** With the third end in a row it is no accident; from then on a reminder now and then, some once a minute. */
const noAccident = 3;
const reminderEvery = 12;

/** One line for an accident; the end of the log and what to do for what ends again and again; undefined for what was
 *  said a moment ago. */
export const crashText = ({ name, how, delayMs, inARow, logFile, lastLines }: Ended): string | undefined => {
  const again = `starting it again in ${delayMs / 1_000} s`;
  if (inARow < noAccident) return `${name} stopped (${how}); ${again}. Its log: ${logFile}`;
  if (inARow !== noAccident && inARow % reminderEvery !== 0) return undefined;
  const end = lastLines().map((line) => `\n    ${line.slice(0, 300)}`);
  return `${name} does not stay up: it ended ${inARow} times in a row, last with ${how}; ${again}, and so on until it stays.
  Mend what its log names; nothing else has to be started by hand. The end of ${logFile}:${end.join('')}`;
};
