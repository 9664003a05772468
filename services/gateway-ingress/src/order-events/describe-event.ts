import { type RecordedEvent, toPublicId } from '@tollgate/contracts';
import { toJsonInteger } from '../orders/answer-order.js';

/** What of an event's data stays inside: what is sealed, what only our services read, and the type names of the contracts. */
const inner: ReadonlySet<string> = new Set(['$typeName', 'sealedPersonalData', 'screening', 'token', 'objectKey']);

const show = (value: unknown): unknown => {
  if (typeof value === 'bigint') return toJsonInteger(value);
  if (Array.isArray(value)) return value.map(show);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, part]) => !inner.has(name) && part !== undefined)
      .map(([name, part]) => [name, show(part)]),
  );
};

/** An event as the merchant sees it. Metadata is his own, and shown as he gave it. */
export const describeEvent = ({ header, type, data }: RecordedEvent) => {
  const shown = show(data) as Record<string, unknown>;
  const metadata = 'metadata' in data ? { metadata: data.metadata } : {};
  return {
    id: toPublicId('evt', header.id),
    stream: header.stream,
    version: header.version,
    type,
    occurredAt: header.occurredAt,
    data: { ...shown, ...metadata },
  };
};
