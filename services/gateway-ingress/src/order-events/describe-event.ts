import { publicDataOf, type RecordedEvent, toPublicId } from '@tollgate/contracts';

type Json = Readonly<Record<string, unknown>>;

/** Numbers that ProtoJSON writes as text, as an int64 may be larger than a JSON number can be exact: the API's amounts and sizes never are. */
const integers: ReadonlySet<string> = new Set(['minor', 'sizeBytes', 'sentBytes']);

const show = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(show);
  return typeof value === 'object' && value !== null ? shown(value as Json) : value;
};

const shown = (data: Json): Json =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      integers.has(name) && typeof value === 'string' ? Number(value) : show(value),
    ]),
  );

/** The trace that the event is part of; null where its order is not traced. Source: W3C Trace Context, version 00. */
const traceIdOf = (traceparent: string | undefined): string | null =>
  /^00-([0-9a-f]{32})-[0-9a-f]{16}-01$/.exec(traceparent ?? '')?.[1] ?? null;

/** An event as the merchant sees it: of its data, what its contract marks as public. Metadata is their own, and shown as they gave it. */
export const describeEvent = (event: RecordedEvent) => {
  const { id, stream, version, occurredAt, actor, traceparent } = event.header;
  const { metadata, ...data } = publicDataOf(event);
  return {
    id: toPublicId('evt', id),
    stream,
    version,
    type: event.type,
    occurredAt,
    actor,
    traceId: traceIdOf(traceparent),
    data: metadata === undefined ? shown(data) : { ...shown(data), metadata },
  };
};
