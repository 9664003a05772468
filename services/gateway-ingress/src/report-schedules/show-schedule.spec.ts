import type { ReportSchedule } from './report-schedule.entity.js';
import { showSchedule } from './show-schedule.js';

const schedule: ReportSchedule = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  merchant: 'mer_demo',
  mode: 'live',
  report: 'journal',
  format: 'iif',
  currency: '',
  period: 'last_month',
  every: 'month',
  weekday: 1,
  monthDay: 1,
  hour: 8,
  language: 'de',
  sendsEmpty: false,
  isPaused: false,
  runDay: '2026-12-01',
  createdBy: '01890a5d-ac96-774b-bcce-b302099a8058',
  createdAt: new Date('2026-11-27T12:00:00Z'),
  lastAt: null,
  extraCommand: null,
  lastOutcome: '',
  lastCode: '',
  lastFrom: null,
  lastTo: null,
};
const recipients = [{ user: '01890a5d-ac96-774b-bcce-b302099a8058', name: 'Ann', email: 'ann@demo.example' }];
const show = (of: Partial<ReportSchedule> = {}) =>
  showSchedule({ schedule: { ...schedule, ...of }, store: 'Demo', timeZone: 'America/New_York', recipients });

describe('a report by mail, as it is shown', () => {
  it('names who gets it, and when it goes out next by the store’s clocks', () =>
    expect(show()).toMatchObject({
      id: 'rsc_01890a5dac96774bbcceb302099a8057',
      recipients: [{ id: 'usr_01890a5dac96774bbcceb302099a8058', name: 'Ann', email: 'ann@demo.example' }],
      timeZone: 'America/New_York',
      nextRunAt: '2026-12-01T13:00:00.000Z',
      lastRun: null,
    }));

  it('goes out at no time while it is paused', () => expect(show({ isPaused: true }).nextRunAt).toBeNull());

  it('tells what became of the last run, and what to do', () => {
    const last = { lastAt: new Date('2026-11-01T12:00:00Z'), lastFrom: '2026-10-01', lastTo: '2026-10-31' };
    expect(show({ ...last, lastOutcome: 'failed', lastCode: 'currency_required' }).lastRun).toEqual({
      at: '2026-11-01T12:00:00.000Z',
      outcome: 'failed',
      code: 'currency_required',
      detail: expect.stringContaining('currency'),
      from: '2026-10-01',
      to: '2026-10-31',
    });
    expect(show({ ...last, lastOutcome: 'handed_over' }).lastRun).toMatchObject({ code: null, detail: null });
  });
});
