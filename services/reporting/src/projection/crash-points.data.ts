/** The places where a crash could count an order twice, or not at all. */
export const reportCrashPoints = {
  /** A page is read and told, nothing is written. */
  beforeApply: 'report:before-apply',
  /** Rows and position are written, the process does not know it yet. */
  afterApply: 'report:after-apply',
} as const;
