import { fromPublicId, toPublicId } from '@tollgate/contracts';
import { fold, paymentStatusOf, statusOf } from '@tollgate/order';
import { merchantSubjectOf } from '@tollgate/order-log';
import pc from 'picocolors';
import { historyOf, type LogRow, openDatabase } from '../log-reader.js';
import { findStack, need } from '../stack.js';
import { type TimelineLine, timelineLines } from '../timeline/timeline-lines.js';
import { eventsOf } from './orders.js';

export interface TimelineOptions {
  readonly mode: string;
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The subject (uuid) that an id names: an order (`ord_…`), a merchant's settings in a mode (`mer_…`), or any by its
 *  uuid. */
export const subjectIn = (id: string, mode: string): string | undefined => {
  if (mode !== 'test' && mode !== 'live') return undefined;
  if (/^mer_[a-z0-9_]+$/i.test(id)) return merchantSubjectOf(id, mode);
  return fromPublicId('ord', id) ?? (uuidForm.test(id) ? id : undefined);
};

const titleOf = (id: string, rows: readonly LogRow[]): string => {
  const order = fold(eventsOf(rows));
  if (order === undefined) return pc.bold(id);
  return `${pc.bold(toPublicId('ord', order.id))}  ${order.mode}, ${statusOf(order)}, payment ${paymentStatusOf(order)}`;
};

const rowText = ({ afterMs, type, actor, place, operation, says }: TimelineLine): string =>
  [
    pc.dim(`+${afterMs} ms`.padStart(12)),
    type.padEnd(22),
    pc.cyan(actor.padEnd(16)),
    pc.dim(place.padEnd(12)),
    ...(operation === '' ? [] : [pc.bold(operation)]),
    says,
  ].join('  ');

/** `tollgate timeline <id>`: every step of one order, or of a merchant's settings, with the time since its first. */
export const timelineCommand = async (id: string, { mode }: TimelineOptions): Promise<number> => {
  const subject = subjectIn(id, mode);
  if (subject === undefined) {
    console.error(
      `${id} in ${mode} names nothing: an order is ord_ and 32 hexadecimal digits, a merchant mer_…; a mode is test or live`,
    );
    return 2;
  }
  const db = await openDatabase(need(findStack(), 'postgresUrl'));
  try {
    const rows = await historyOf(db, subject);
    if (rows.length === 0) {
      console.error(`nothing is recorded of ${id}`);
      return 2;
    }
    console.log(`${titleOf(id, rows)}\n`);
    for (const line of timelineLines(rows)) console.log(rowText(line));
    return 0;
  } finally {
    await db.end();
  }
};
