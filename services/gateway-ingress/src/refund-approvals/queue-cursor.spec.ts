import { domainErrorOf } from '@tollgate/testing';
import { cursorOf, placeOf } from './queue-cursor.js';

const place = { until: '2026-11-26T12:00:00.000Z', command: '01890a5d-ac96-774b-bcce-b302099a8057' };

describe('the cursor of the queue of approvals', () => {
  it('leads back to its entry', () => expect(placeOf(cursorOf(place))).toEqual(place));
  it('is none on the first page', () => expect(placeOf('')).toBeUndefined());
  it.each(['x', place.until, `2026-13-40T99:00:00.000Z~${place.command}`, `${place.until}~1' OR '1'='1`])('refuses %s', (text) =>
    expect(domainErrorOf(() => placeOf(text))).toMatchObject({ code: 'invalid_cursor', field: 'cursor' }),
  );
});
