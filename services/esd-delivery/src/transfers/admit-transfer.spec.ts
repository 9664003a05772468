import { DomainError } from '@tollgate/errors';
import { admitTransfer, byteBudget } from './admit-transfer.js';

const use = { sizeBytes: 1_000, runningCount: 0, sentBytes: 0, reservedBytes: 0, underWayBytes: 0 };
const codeOf = (change: Partial<typeof use>, lengthBytes = 1_000): string | undefined => {
  try {
    admitTransfer({ ...use, ...change }, lengthBytes);
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : 'other';
  }
};

describe('admitTransfer', () => {
  it('lets 16 transfers run at a time', () => expect(codeOf({ runningCount: 15 })).toBeUndefined());
  it('refuses the 17th', () => expect(codeOf({ runningCount: 16 })).toBe('too_many_parallel'));
  it('lets three times the file and 16 MiB go out', () =>
    expect(codeOf({ sentBytes: byteBudget(1_000) - 1_000 })).toBeUndefined());
  it('refuses what goes beyond, for good', () => expect(codeOf({ sentBytes: byteBudget(1_000) - 999 })).toBe('too_many_bytes'));
  it('D4: keeps what running transfers may still need for them, and lets who comes too early come again', () => {
    const running = { runningCount: 1 };
    expect(codeOf({ ...running, reservedBytes: byteBudget(1_000) - 1_000 })).toBeUndefined();
    expect(codeOf({ ...running, reservedBytes: byteBudget(1_000) - 999 })).toBe('too_many_parallel');
    expect(codeOf({ ...running, sentBytes: 500, reservedBytes: byteBudget(1_000) - 1_499 })).toBe('too_many_parallel');
    expect(codeOf({ ...running, sentBytes: byteBudget(1_000) })).toBe('too_many_parallel');
  });

  it.each([1, 100_000, 3_000_000, 64 * 1_048_576])(
    'D4: lets three of sixteen whole copies of %d bytes begin at once',
    (sizeBytes) => {
      let runningCount = 0;
      while (runningCount < 16) {
        const bytes = runningCount * sizeBytes;
        if (codeOf({ sizeBytes, runningCount, reservedBytes: bytes, underWayBytes: bytes }, sizeBytes) !== undefined) break;
        runningCount += 1;
      }
      expect(runningCount).toBe(3);
    },
  );

  it('D4: lets no fourth copy of a small file begin where three were sent and are just ending', () =>
    expect(codeOf({ sentBytes: 3_000, underWayBytes: 3_000 })).toBe('too_many_parallel'));

  it('lets a small file be fetched again and again that broke each time', () =>
    expect(codeOf({ sentBytes: 100_000 })).toBeUndefined());
});
