import { logged, type Step, sale, step, usd } from '../testing/logged-history.js';
import { historyViolations } from './valid-history.js';

const asked: Step = { ...step('order', 'RefundApprovalRequested', { amount: usd(1300) }, 'a1'), on: 'usr_ann' };
const said = (decision: string, on = 'usr_bob'): Step => ({
  ...step('order', 'RefundApprovalResolved', { approval: 'a1', decision }),
  on,
});
const refund = (minor = 1300): Step => step('order', 'RefundRequested', { amount: usd(minor), approval: 'a1' });
const judge = (...steps: readonly Step[]) => historyViolations(logged([...sale, ...steps])).map(({ says }) => says);

describe('refunds that want a second person', () => {
  it.each<[string, readonly Step[]]>([
    ['wait', [asked]],
    ['are approved by another one', [asked, said('approve'), refund()]],
    ['are rejected', [asked, said('reject')]],
  ])('may lie in the log: they %s', (_what, steps) => expect(judge(...steps)).toEqual([]));

  it.each<[string, readonly Step[]]>([
    ['that nobody approved', [asked, refund()]],
    ['that was rejected', [asked, said('reject'), refund()]],
    ['that was approved after it was made', [asked, refund(), said('approve')]],
    ['that was approved by who asked for it', [asked, said('approve', 'usr_ann'), refund()]],
    ['of another amount than was approved', [asked, said('approve'), refund(1301)]],
    ['that was made twice', [asked, said('approve'), refund(), refund()]],
    ['that was decided twice', [asked, said('approve'), said('reject')]],
    ['that nobody asked for', [said('reject')]],
  ])('I2: the audit finds one %s', (_what, steps) => expect(judge(...steps)).toHaveLength(1));
});
