import type { Session } from '@tollgate/postgres';
import { type BusLedger, type BusState, NOTHING_KNOWN } from './bus-ledger.js';

const readBusText = 'SELECT r.epoch, r.xid, r.position, b.state FROM order_log.relay r, order_log.bus b';
const writeBusText = 'UPDATE order_log.bus SET state = $1::json';

/** Keeps the state of the bus in the row beside the relay's. */
export const postgresBusLedger = (session: Session): BusLedger => ({
  async read() {
    const [[epoch, xid, position, state] = []] = await session.read({ name: 'bus', text: readBusText });
    const publishedTo = `${epoch}.${xid}.${position}`;
    return { publishedTo, state: state ? (JSON.parse(state) as BusState) : NOTHING_KNOWN };
  },
  async write(state) {
    await session.query({ name: 'bus-write', text: writeBusText, values: [JSON.stringify(state)] });
  },
});
