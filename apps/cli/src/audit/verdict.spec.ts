import { orderId } from '../testing/logged-history.js';
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

  it('that found something names it, whatever could not be looked at', () => {
    const verdict = verdictOf('I3', [violation], [gap]);
    expect(i3 && linesOf(i3, verdict)).toEqual([
      expect.stringMatching(/^✗ I3 .*: 1 broken$/),
      `       ${orderId}: captured 2 of 1`,
    ]);
    expect(exitCodeOf([verdict, verdictOf('I2', [], [{ invariant: 'I2', why: 'x' }])])).toBe(1);
  });

  it('that found much names ten, and says how many there are', () => {
    const lines =
      i3 && linesOf(i3, { outcome: 'violated', violations: Array.from({ length: 12 }, () => violation) }, () => 'ord_1');
    expect(lines).toHaveLength(12);
    expect(lines?.[0]).toMatch(/: 12 broken$/);
    expect(lines?.[1]).toContain('ord_1: captured');
    expect(lines?.at(-1)).toContain('and 2 more');
  });

  it('that was left out because the operator said so is no tick either, and no failure', () => {
    const verdict = verdictOf('I3', [], [{ ...gap, isWaived: true }]);
    expect(i3 && linesOf(i3, verdict).join('\n')).toMatch(/^– I3 .*: in part\n +no acquirer’s journal$/);
    expect(exitCodeOf([verdict])).toBe(0);
    expect(exitCodeOf([verdictOf('I3', [], [{ ...gap, isWaived: true }, gap])])).toBe(2);
    expect(exitCodeOf([verdictOf('I3', [violation], [{ ...gap, isWaived: true }])])).toBe(1);
  });

  it('that holds is a tick', () => {
    const verdict = verdictOf('I3', [{ ...violation, invariant: 'I4' }], []);
    expect(i3 && linesOf(i3, verdict)).toEqual([expect.stringMatching(/^✓ I3 /)]);
    expect(exitCodeOf([verdict])).toBe(0);
  });
});
