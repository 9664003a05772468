import { domainErrorOf } from '@tollgate/testing';
import { listSchema, pageAfter } from './paging.js';

const items = ['a', 'b', 'c'].map((id) => ({ id }));

describe('a page of a list', () => {
  it('begins at the start, and names the last of its items as the cursor', () =>
    expect(pageAfter(items, { limit: 2, cursor: '' })).toEqual({ data: [{ id: 'a' }, { id: 'b' }], nextCursor: 'b' }));

  it('goes on after the cursor, and has none at the end', () => {
    expect(pageAfter(items, { limit: 2, cursor: 'b' })).toEqual({ data: [{ id: 'c' }], nextCursor: null });
    expect(pageAfter(items, { limit: 3, cursor: '' }).nextCursor).toBeNull();
    expect(pageAfter([], { limit: 3, cursor: '' })).toEqual({ data: [], nextCursor: null });
  });

  it('is refused where the cursor names nothing', () => {
    const { code, field } = domainErrorOf(() => pageAfter(items, { limit: 1, cursor: 'x' }));
    expect([code, field]).toEqual(['invalid_cursor', 'cursor']);
  });

  it('has 50 items unless told otherwise, and 100 at most', () => {
    expect(listSchema.parse({})).toEqual({ limit: 50, cursor: '' });
    expect(listSchema.parse({ limit: '100' }).limit).toBe(100);
    for (const limit of ['0', '101', '1.5', 'x']) expect(listSchema.safeParse({ limit }).success).toBe(false);
  });
});
