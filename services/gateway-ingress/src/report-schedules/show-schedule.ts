import { toPublicId } from '@tollgate/contracts';
import { explain } from '../validation/explanations.data.js';
import { dueAtOf } from './plan-run.js';
import type { KnownSchedule } from './report-schedules.repository.js';

const lastRunOf = ({ lastAt, lastOutcome, lastCode, lastFrom, lastTo }: KnownSchedule['schedule']) =>
  lastAt === null
    ? null
    : {
        at: lastAt.toISOString(),
        outcome: lastOutcome,
        code: lastCode === '' ? null : lastCode,
        detail: explain(lastCode) ?? null,
        from: lastFrom,
        to: lastTo,
      };

/** A report by mail as the store's people see it. */
export const showSchedule = ({ schedule, timeZone, recipients }: KnownSchedule) => {
  const { report, format, currency, period, every, weekday, monthDay, hour, language, sendsEmpty, isPaused, runDay } = schedule;
  return {
    id: toPublicId('rsc', schedule.id),
    report,
    format,
    currency,
    period,
    every,
    weekday,
    monthDay,
    hour,
    timeZone,
    recipients: recipients.map(({ user, name, email }) => ({ id: toPublicId('usr', user), name, email })),
    language,
    sendsEmpty,
    isPaused,
    nextRunAt: isPaused ? null : dueAtOf({ ...schedule, timeZone }, runDay).toISOString(),
    lastRun: lastRunOf(schedule),
    createdAt: schedule.createdAt.toISOString(),
  };
};
