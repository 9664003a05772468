import { TransientError } from '@tollgate/errors';
import type { Session } from '@tollgate/postgres';
import { type BusLedger, type BusState, NOTHING_KNOWN } from './bus-ledger.js';

const readBusText = 'SELECT r.epoch, r.xid, r.position, b.state, b.removed_to FROM order_log.relay r, order_log.bus b';
const writeBusText = 'UPDATE order_log.bus SET state = $1::json, removed_to = coalesce($2::bigint, removed_to)';
const writeRemovedText = 'UPDATE order_log.bus SET removed_to = greatest(removed_to, $1::bigint)';

/** Keeps the state of the bus in the row beside the relay's. */
export const postgresBusLedger = (session: Session, isOurs: () => boolean): BusLedger => {
  const assertOurs = (): void => {
    if (!isOurs()) throw new TransientError('another process looks after the bus now');
  };
  return {
    async read() {
      const [[epoch, xid, position, state, removedTo] = []] = await session.read({ name: 'bus', text: readBusText });
      return {
        publishedTo: `${epoch}.${xid}.${position}`,
        state: state ? (JSON.parse(state) as BusState) : NOTHING_KNOWN,
        removedTo: removedTo ? Number(removedTo) : undefined,
      };
    },
    async write(state, removedTo) {
      assertOurs();
      await session.query({ name: 'bus-write', text: writeBusText, values: [JSON.stringify(state), removedTo ?? null] });
    },
    async writeRemoved(removedTo) {
      assertOurs();
      await session.query({ name: 'bus-removed', text: writeRemovedText, values: [removedTo] });
    },
    assertOurs,
  };
};
