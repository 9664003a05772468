import { showFilter } from './show-filter.js';

const filter = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  user: 'u-ann',
  name: 'To be shipped',
  query: { status: 'approved' as const },
  isShared: true,
  createdAt: new Date('2026-11-23T12:00:00Z'),
};

describe('a saved filter', () => {
  it('is shown with whether it is one’s own, and not by whom', () => {
    expect(showFilter(filter, 'u-ann')).toEqual({
      id: 'flt_01890a5dac96774bbcceb302099a8057',
      name: 'To be shipped',
      query: { status: 'approved' },
      shared: true,
      own: true,
      createdAt: '2026-11-23T12:00:00.000Z',
    });
    expect(showFilter(filter, 'u-bob').own).toBe(false);
  });
});
