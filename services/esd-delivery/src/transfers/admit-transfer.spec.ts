import { DomainError } from '@tollgate/errors';
import { admitTransfer, byteBudget } from './admit-transfer.js';

const use = { sizeBytes: 1_000, runningCount: 0, sentBytes: 0 };
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
  it('refuses what goes beyond', () => expect(codeOf({ sentBytes: byteBudget(1_000) - 999 })).toBe('too_many_bytes'));
});
