import type { RecordedEvent } from '@tollgate/contracts';

const kinds: Readonly<Record<string, string>> = {
  OrderPlaced: 'authorization',
  CreditPlaced: 'credit',
  CaptureRequested: 'capture',
  VoidRequested: 'void',
  RefundRequested: 'refund',
};

/** The operation (uuid) that an event is about; undefined where it is about none. */
export const operationIn = ({ type, header, data }: RecordedEvent): string | undefined => {
  if (type in kinds && type !== 'OrderPlaced') return header.id;
  return 'operation' in data && data.operation !== '' ? data.operation : undefined;
};

/** Each operation of a history by a name that people read: `authorization`, `capture 1`, `refund 2`. A sale's own
 *  capture, whose id is that of PaymentCaptured, is `sale`. */
export const operationNames = (events: readonly RecordedEvent[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const event of events) {
    const kind = kinds[event.type];
    if (kind === 'authorization') names.set(event.header.id, kind);
    else if (kind !== undefined) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      names.set(event.header.id, `${kind} ${counts.get(kind)}`);
    }
    if (event.type === 'PaymentCaptured' && event.data.isSale) names.set(event.header.id, 'sale');
  }
  return names;
};
