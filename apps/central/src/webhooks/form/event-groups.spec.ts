import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupsOf, usualEvents } from './event-groups.js';

/** All events about orders, from the contracts' own document. */
const orderEvents = [
  ...readFileSync(join(import.meta.dirname, '../../../../../docs/events.md'), 'utf8').matchAll(/^\| `(\w+)` \| order \|/gm),
].map(([, type = '']) => type);

describe('the events that an endpoint may ask for', () => {
  it('have a place each, and one alone', () => {
    const grouped = groupsOf(orderEvents);
    expect(grouped.map(([group]) => group)).toEqual(['order', 'payment', 'refund', 'delivery']);
    expect(grouped.flatMap(([, names]) => names).sort()).toEqual([...orderEvents].sort());
  });

  it('are shown of a later release, too, and only those that the server knows', () =>
    expect(groupsOf(['PaymentCaptured', 'ChargebackReceived'])).toEqual([
      ['payment', ['PaymentCaptured']],
      ['other', ['ChargebackReceived']],
    ]));

  it('are proposed where there are such', () => {
    for (const type of usualEvents) expect(orderEvents).toContain(type);
  });
});
