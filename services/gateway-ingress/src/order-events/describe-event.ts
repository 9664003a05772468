import { type RecordedEvent, shownDataOf, toPublicId } from '@tollgate/contracts';

/** The trace that the event is part of; null where its order is not traced. Source: W3C Trace Context, version 00. */
const traceIdOf = (traceparent: string | undefined): string | null =>
  /^00-([0-9a-f]{32})-[0-9a-f]{16}-01$/.exec(traceparent ?? '')?.[1] ?? null;

/** An event as the merchant sees it. */
export const describeEvent = (event: RecordedEvent) => {
  const { id, stream, version, occurredAt, actor, traceparent } = event.header;
  return {
    id: toPublicId('evt', id),
    stream,
    version,
    type: event.type,
    occurredAt,
    actor,
    traceId: traceIdOf(traceparent),
    data: shownDataOf(event),
  };
};
