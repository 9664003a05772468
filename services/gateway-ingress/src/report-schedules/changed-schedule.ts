import { nextRunDay, type Period, type Rhythm } from './plan-run.js';

/** What people decide about a report by mail. */
export interface ScheduleFields extends Omit<Rhythm, 'timeZone'> {
  readonly report: string;
  readonly format: string;
  readonly currency: string;
  readonly period: Period;
  readonly language: string;
  readonly sendsEmpty: boolean;
  readonly isPaused: boolean;
}

/** The day of its next run, too. */
export type PlannedFields = ScheduleFields & { readonly runDay: string };

const fieldsOfTime = ['every', 'weekday', 'monthDay', 'hour'] as const;

/** A schedule after a change. It goes out next at the first of its hours from now on where that is another one than before, or it was paused; one
 *  whose run is due and not sent yet is not put off by anything else. */
export const changedSchedule = <S extends PlannedFields>(
  before: S,
  change: Partial<ScheduleFields>,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): S => {
  const after = { ...before, ...change };
  const isAnotherTime = fieldsOfTime.some((field) => after[field] !== before[field]);
  const isResumed = before.isPaused && !after.isPaused;
  return isAnotherTime || isResumed ? { ...after, runDay: nextRunDay({ ...after, timeZone }, now) } : after;
};
