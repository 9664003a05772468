import type { DueItem } from '@tollgate/postgres';
import type { DataSource } from 'typeorm';
import type { JournalExports } from '../exports/journal-exports.client.js';
import type { OperatorMails } from '../operator-mails/operator-mails.client.js';
import type { ReportSchedules } from './report-schedules.repository.js';
import { SendReport } from './send-report.handler.js';

/** What is noted of a schedule of every day at seven whose run of the 26th is handled at these moments. */
const notedAt = async (...moments: readonly string[]) => {
  const schedule = { id: 'one', merchant: 'mer_demo', mode: 'live', report: 'journal', format: 'csv', period: 'yesterday' };
  const rhythm = { every: 'day', weekday: 1, monthDay: 1, hour: 7, runDay: '2026-11-26', isPaused: false, sendsEmpty: true };
  const known = { schedule: { ...schedule, ...rhythm }, store: 'Demo', timeZone: 'UTC', recipients: [{ user: 'u', email: 'e' }] };
  const saved: object[] = [];
  const schedules = {
    find: async () => known,
    lock: async () => known.schedule,
    zoneOf: async () => 'UTC',
    save: async (one: object) => void saved.push(one),
  } as unknown as ReportSchedules;
  const exports = { open: async () => ({ url: '', entries: 1 }) } as unknown as JournalExports;
  const mails = { send: async () => undefined } as unknown as OperatorMails;
  const database = { transaction: (work: (manager: object) => Promise<void>) => work({}) } as unknown as DataSource;
  const left = [...moments];
  const clock = { now: () => new Date((left.length > 1 ? left.shift() : left[0]) ?? '') };
  await new SendReport(schedules, exports, mails, database, clock).handle({ key: 'one' } as DueItem);
  return saved[0];
};

describe('a report by mail', () => {
  it('that was missed and goes out as the next one comes due leaves that one to come', async () =>
    expect(await notedAt('2026-11-27T06:59:59Z', '2026-11-27T07:00:02Z')).toMatchObject({
      runDay: '2026-11-27',
      lastAt: new Date('2026-11-27T07:00:02Z'),
    }));

  it('is planned for the next day where it goes out in time', async () =>
    expect(await notedAt('2026-11-26T07:00:01Z')).toMatchObject({ runDay: '2026-11-27', lastOutcome: 'handed_over' }));
});
