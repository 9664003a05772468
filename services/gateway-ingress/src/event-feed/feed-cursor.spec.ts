import { BEGINNING, cursorOf, placeOf } from './feed-cursor.js';

describe('a cursor of the feed', () => {
  it('names the place that it was made of', () => {
    for (const place of [BEGINNING, { epoch: '2', xid: '18446744073709551', position: '4711' }])
      expect(placeOf(cursorOf(place))).toEqual(place);
  });

  it.each(['', 'latest', '1.2', '1.2.3.4', '-1.2.3', '1.2.x', `1.${'9'.repeat(20)}.3`, "1.2.3'"])(
    'is none that is %j',
    (cursor) => expect(placeOf(cursor)).toBeUndefined(),
  );
});
