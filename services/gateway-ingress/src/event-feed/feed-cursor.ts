/** A place in the log: what follows it commits later, or lies behind it in the same transaction. */
export interface LogPlace {
  readonly epoch: string;
  readonly xid: string;
  readonly position: string;
}

export const BEGINNING: LogPlace = { epoch: '0', xid: '0', position: '0' };

const form = /^(\d{1,9})\.(\d{1,19})\.(\d{1,18})$/;

export const cursorOf = ({ epoch, xid, position }: LogPlace): string => `${epoch}.${xid}.${position}`;

/** The place that a cursor names; undefined for one that is none. */
export const placeOf = (cursor: string): LogPlace | undefined => {
  const [, epoch, xid, position] = form.exec(cursor) ?? [];
  return epoch === undefined || xid === undefined || position === undefined ? undefined : { epoch, xid, position };
};
