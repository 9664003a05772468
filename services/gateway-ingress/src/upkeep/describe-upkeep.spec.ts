import { MAX_PARKED_LISTED, type ParkedEvent } from '@tollgate/contracts';
import { describeUpkeep, type Found } from './describe-upkeep.js';
import { upkeepSchema } from './upkeep.schema.js';

const order = '01890a5d-ac96-774b-bcce-b302099a8057';
const parkedAt = '2026-11-23T12:00:00.000Z';
const parked = (count: number) =>
  Array.from(
    { length: count },
    () => ({ event: order, order, type: 'OrderPlaced', error: 'TypeError', parkedAt }) as ParkedEvent,
  );
const nothing: Found = { parked: new Map(), shown: new Set(), bus: undefined, log: undefined, reportedTo: undefined };
const shown = (changes: Partial<Found>) => upkeepSchema.parse(describeUpkeep({ ...nothing, ...changes }));

describe('how the installation is', () => {
  it('X3: tells who does not answer, and takes it for nothing else', () =>
    expect(
      shown({
        parked: new Map([
          ['fraud', undefined],
          ['authorization', []],
        ]),
      }),
    ).toEqual({
      services: [
        { service: 'fraud', isAnswering: false, parkedCount: null, hasMore: false, parked: [] },
        { service: 'authorization', isAnswering: true, parkedCount: 0, hasMore: false, parked: [] },
      ],
      bus: null,
      log: null,
      reporting: null,
    }));

  it('shows fifty of what a service parked, counts all that it lists, and says where there may be more', () => {
    const [service] = shown({ parked: new Map([['fraud', parked(MAX_PARKED_LISTED)]]) }).services;
    expect([service?.parked.length, service?.parkedCount, service?.hasMore]).toEqual([50, 1_000, true]);
  });

  it('I14: names an order to nobody but who has it', () => {
    const of = (known: readonly string[]) =>
      shown({ parked: new Map([['fraud', parked(1)]]), shown: new Set(known) }).services[0]?.parked[0]?.order;
    expect([of([]), of([order])]).toEqual([null, 'ord_01890a5dac96774bbcceb302099a8057']);
  });

  it('tells how far everybody is behind the log; nobody is ahead of it', () => {
    const log = { position: 100n, unrelayed: 10 };
    expect(shown({ log, reportedTo: 97n })).toMatchObject({
      log: { position: 100, relayBehind: 10 },
      reporting: { position: 97, behind: 3 },
    });
    expect(shown({ log, reportedTo: 101n }).reporting?.behind).toBe(0);
    expect(shown({ reportedTo: 97n }).reporting?.behind).toBeNull();
  });

  it('tells what waits on the bus for each service, and how full it is', () => {
    const consumer = { pendingCount: 3, unacknowledgedCount: 2, redeliveredCount: 1 };
    const bus = {
      messages: 5,
      bytes: 1_000,
      maxBytes: -1,
      consumers: [
        { name: 'fraud', ...consumer },
        { name: 'esd', ...consumer },
      ],
    };
    expect(shown({ bus }).bus).toMatchObject({
      messages: 5,
      bytes: 1_000,
      maxBytes: null,
      consumers: [{ service: 'esd' }, { service: 'fraud', pending: 3, unacknowledged: 2, redelivered: 1 }],
    });
  });
});
