import { logged, operated, orderId, sale } from '../testing/logged-history.js';
import { orderKey } from './acquirer-journal.js';
import { factsOf } from './order-facts.js';
import { dayViolations, readModelViolations } from './read-models.js';
import { checks, exitCodeOf, linesOf, verdictOf } from './verdict.js';

const violation = { invariant: 'I3', subject: orderId, says: 'captured 2 of 1' } as const;
const gap = { invariant: 'I3', why: 'no acquirer’s journal' } as const;
const i3 = checks.find(({ invariant }) => invariant === 'I3');

describe('a check', () => {
  it('that could not be made says so, and is never a tick', () => {
    const verdict = verdictOf('I3', [], [gap]);
    const text = i3 && linesOf(i3, verdict).join('\n');
    expect(text).toMatch(/^\? I3 .*: not checked\n +no acquirer’s journal$/);
    expect(text).not.toContain('✓');
    expect(exitCodeOf([verdict])).toBe(2);
  });

  it('that found something names the first, whatever could not be looked at', () => {
    const verdict = verdictOf('I3', [violation], [gap]);
    expect(i3 && linesOf(i3, verdict)).toEqual([
      expect.stringMatching(/^✗ I3 .*: 1 broken$/),
      `       first: ${orderId}: captured 2 of 1`,
    ]);
    expect(exitCodeOf([verdict, verdictOf('I2', [], [{ invariant: 'I2', why: 'x' }])])).toBe(1);
  });

  it('that holds is a tick', () => {
    const verdict = verdictOf('I3', [{ ...violation, invariant: 'I4' }], []);
    expect(i3 && linesOf(i3, verdict)).toEqual([expect.stringMatching(/^✓ I3 /)]);
    expect(exitCodeOf([verdict])).toBe(0);
  });
});

describe('I7, I5: the read models', () => {
  const orders = new Map([[orderKey(orderId), factsOf(logged([...sale, ...operated('Refund', 'r1', 1000)]))]]);
  const shown = (captured: bigint, refunded: bigint) => new Map([[orderKey(orderId), { captured, refunded }]]);

  it('show what the log says', () => expect(readModelViolations(shown(5426n, 1000n), orders, 60_000)).toEqual([]));

  it('are found to show another refund, or no order at all', () => {
    expect(readModelViolations(shown(5426n, 0n), orders, 60_000)).toMatchObject([{ invariant: 'I7', subject: orderId }]);
    expect(readModelViolations(new Map(), orders, 60_000)).toHaveLength(1);
  });

  it('may be behind for some seconds', () => expect(readModelViolations(new Map(), orders, 5_000)).toEqual([]));

  it('are found to have days that do not add up to their orders', () => {
    const day = new Map([['mer_demo test USD', { captured: 5426n, refunded: 0n }]]);
    const order = new Map([['mer_demo test USD', { captured: 5426n, refunded: 1000n }]]);
    expect(dayViolations(day, order)).toMatchObject([{ invariant: 'I5', subject: 'mer_demo test USD' }]);
    expect(dayViolations(order, order)).toEqual([]);
  });
});
