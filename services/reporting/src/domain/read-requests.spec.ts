import { DomainError } from '@tollgate/errors';
import { ordersPage, salesPeriod } from './read-requests.js';

const asked = { merchant: 'mer_demo', mode: 'test', limit: 0, cursor: '', status: '' };
const codeOf = (ask: () => unknown): string | undefined => {
  try {
    ask();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? `${error.code} ${error.field}` : String(error);
  }
};

describe('ordersPage', () => {
  it('shows 20 unless told otherwise, and never more than 100', () =>
    expect([0, 1, 100, 101, -5].map((limit) => ordersPage({ ...asked, limit }).limit)).toEqual([20, 1, 100, 100, 1]));

  it('goes on after the order that the cursor names', () =>
    expect(ordersPage({ ...asked, cursor: '01890a5d-ac96-774b-bcce-b302099a8057' }).before).toBe(
      '01890a5d-ac96-774b-bcce-b302099a8057',
    ));

  it('refuses what is no cursor', () =>
    expect(codeOf(() => ordersPage({ ...asked, cursor: `x' or 1=1` }))).toBe('invalid_cursor /cursor'));
  it('refuses what is no status', () =>
    expect(codeOf(() => ordersPage({ ...asked, status: 'paid' }))).toBe('invalid_status /status'));
});

describe('salesPeriod', () => {
  it('includes both days', () =>
    expect(salesPeriod({ from: '2026-02-28', to: '2026-02-28' })).toEqual({ from: '2026-02-28', to: '2026-02-28' }));

  it.each(['', '2026-2-1', '2026-02-29', '2026-13-01', 'yesterday'])('refuses %j as a day', (day) =>
    expect(codeOf(() => salesPeriod({ from: day, to: '2026-12-31' }))).toBe('invalid_date /from'),
  );

  it('refuses a period that ends before it begins', () =>
    expect(codeOf(() => salesPeriod({ from: '2026-02-02', to: '2026-02-01' }))).toBe('invalid_period /to'));
});
