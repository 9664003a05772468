import type { EventHeader } from './envelope.js';

/** A text in which nothing is escaped. */
const text = '"([^"\\\\\\x00-\\x1f]*)"';
const count = '(0|[1-9]\\d*)';

/** A header as `headerOf` and JSON.stringify write it: its fields in their order, without a blank. */
const written = new RegExp(
  [
    `^\\{"id":${text}`,
    `"subject":\\{"kind":${text},"id":${text}\\}`,
    `"stream":${text}`,
    `"version":${count}`,
    `"type":${text}`,
    `"schema":${count}`,
    `"merchant":${text}`,
    `"mode":${text}`,
    `"occurredAt":${text}`,
    `"causation":${text}`,
    `"correlation":${text}(?:,"traceparent":${text})?`,
    `"actor":\\{"service":${text}(?:,"on":${text})?\\}\\}$`,
  ].join(','),
);

/** Reads a header's text: by one expression where it is as this release writes it, in a third of the time that JSON takes, as every service reads
 *  it of every event; as JSON otherwise. Throws SyntaxError on what is none. */
export const readHeader = (headerText: string): EventHeader => {
  const found = written.exec(headerText);
  if (found === null) return JSON.parse(headerText) as EventHeader;
  const [, id, kind, subject, stream, version, type, schema, merchant, mode, occurredAt, causation, correlation] = found;
  const [traceparent, service, on] = found.slice(13);
  return {
    id,
    subject: { kind, id: subject },
    stream,
    version: Number(version),
    type,
    schema: Number(schema),
    merchant,
    mode,
    occurredAt,
    causation,
    correlation,
    ...(traceparent === undefined ? {} : { traceparent }),
    actor: on === undefined ? { service } : { service, on },
  } as EventHeader;
};
