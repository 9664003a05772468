import { domainErrorOf } from '@tollgate/testing';
import { cursorOf, pageOf, placeOf } from './page-place.js';

const place = { time: '2026-11-23T12:00:00.000Z', id: '01890a5d-ac96-774b-bcce-b302099a8057' };

describe('the cursor of a page', () => {
  it('stands for the item it was made of, and none for the first page', () => {
    expect(placeOf(cursorOf(place))).toEqual(place);
    expect(placeOf('')).toBeUndefined();
  });

  it.each(['x', '2026-11-23T12:00:00.000Z', `2026-13-45T12:00:00.000Z~${place.id}`, `${cursorOf(place)}' OR 1=1`])(
    'is refused where it is none: %s',
    (cursor) => expect(domainErrorOf(() => placeOf(cursor))).toMatchObject({ code: 'invalid_cursor', field: 'cursor' }),
  );

  it('is given where more follows, and only there', () => {
    expect(pageOf([place, place], 2, (one) => one)).toEqual({ page: [place, place], nextCursor: '' });
    expect(pageOf([place, place], 1, (one) => one)).toEqual({ page: [place], nextCursor: cursorOf(place) });
    expect(pageOf([], 1, () => place)).toEqual({ page: [], nextCursor: '' });
  });
});
