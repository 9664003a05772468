import type { RecordedEvent } from '@tollgate/contracts';
import type pg from 'pg';

const text = `INSERT INTO order_log.events
    (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by)
  SELECT subject, stream, version, type, id, header::json, data::json, '', decode(hash, 'hex'), order_log.open_epoch(), id
  FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[])
    AS row (subject, stream, version, type, id, header, data, hash)`;

/** Puts events into the log as they are: what reads it as a reader does cannot tell. */
export const writeEvents = async (superuser: pg.Client, events: readonly RecordedEvent[]): Promise<void> => {
  const column = (of: (event: RecordedEvent) => string | number) => events.map(of);
  await superuser.query(text, [
    column(({ header }) => header.subject.id),
    column(({ header }) => header.stream),
    column(({ header }) => header.version),
    column(({ type }) => type),
    column(({ header }) => header.id),
    column(({ headerText }) => headerText),
    column(({ dataText }) => dataText),
    column(({ hash }) => hash.padStart(64, '0').slice(-64)),
  ]);
};
