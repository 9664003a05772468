/** The places where a crash could count an order twice, or not at all. */
export const reportCrashPoints = {
  /** A page is read and told, nothing is written. */
  beforeApply: 'report:before-apply',
  /** Rows and position are written, the process does not know it yet. */
  afterApply: 'report:after-apply',
} as const;

/** The places where a crash could leave the tables of a rebuild filled in part, or twice. */
export const rebuildCrashPoints = {
  /** The tables are there, and some rows in them. */
  whileFilling: 'report:while-filling',
  /** Every row is there; keys, indexes and the position are not. */
  beforeFinish: 'report:before-finish',
} as const;
