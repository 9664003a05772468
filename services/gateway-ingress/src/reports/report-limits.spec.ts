import { reportLimits } from './report-limits.js';

describe('what a report may take', () => {
  it('is longer for one of the past, which is told from the log', () => {
    expect(reportLimits({ at: '2026-11-27T12:00:00Z' }).timeoutMs).toBeGreaterThan(reportLimits().timeoutMs ?? 0);
    expect(reportLimits({ at: '' })).toEqual(reportLimits());
  });
});
