import type { RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { Row, Statement } from '@tollgate/postgres';
import type { AppendRequest } from '../append/append-request.js';

/** A request with its recorded events, on its way into the log. */
export interface Group {
  readonly request: AppendRequest;
  readonly events: readonly RecordedEvent[];
}

/** Splits the fields of a batch. No JSON text contains it; what else could is checked. */
const separator = '\x1e';

const eventFields = ({ request, events }: Group): readonly string[] =>
  events.map(({ header, headerText, dataText, hash }, index) => {
    const previousHash = events[index - 1]?.hash ?? request.previousHash;
    const { subject, stream, version, type, causation } = header;
    return [subject.id, stream, version, type, causation, headerText, dataText, previousHash, hash].join(separator);
  });

const recordFields = ({ request: { idempotencyRecords = [], subject }, events }: Group, number: number): string | undefined => {
  if (idempotencyRecords.length === 0) return undefined;
  return idempotencyRecords
    .map((one) => {
      const { id, merchant, mode, scope, key, fingerprint, answer = '' } = one;
      invariant(
        ![merchant, key, answer].some((text) => text.includes(separator)),
        'no idempotency record contains a record separator',
      );
      const about = events.length > 0 ? subject.id : (one.subject ?? '');
      return [number, id, merchant, mode, scope, key, fingerprint, about, answer].join(separator);
    })
    .join(separator);
};

const keyFields = ({ request: { subject, orderKey } }: Group, number: number): string | undefined =>
  orderKey && [number, subject.id, orderKey.customerId, Buffer.from(orderKey.wrapped).toString('hex')].join(separator);

type Fields = (group: Group, number: number) => string | undefined;

const joined = (groups: readonly Group[], fields: Fields): string | null => {
  const parts = groups.map((group, index) => fields(group, index + 1)).filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(separator);
};

/** The appending instance, and how far its events are published when that is to be noted. */
export interface Mark {
  /** The epoch of the session that appends. */
  readonly epoch: number;
  readonly instance: string;
  readonly position: bigint | undefined;
}

export const appendText = 'SELECT * FROM order_log.append($1, $2, $3, $4, $5, $6, $7)';

export const forgetText = 'SELECT * FROM order_log.append_and_forget($1, $2, $3, $4, $5, $6, $7, $8)';

/** Where the events are that tell which keys are deleted. */
const forgottenFields = (groups: readonly Group[]): string =>
  groups
    .filter(({ request }) => request.isForgetting)
    .flatMap(({ events }) => events.flatMap(({ header: { subject, version } }) => [subject.id, version]))
    .join(separator);

/** The statement that appends the groups, numbered from 1; its arguments are described at the functions order_log.append and
 *  order_log.append_and_forget. */
export const appendStatement = (groups: readonly Group[], mark: Mark): Statement => {
  const numbers = groups.flatMap(({ events }, index) => events.map(() => index + 1));
  const events = groups.flatMap(eventFields).join(separator);
  const values = [
    mark.epoch,
    mark.instance,
    `{${numbers.join(',')}}`,
    events,
    joined(groups, recordFields),
    joined(groups, keyFields),
    mark.position === undefined ? null : String(mark.position),
  ];
  return groups.some(({ request }) => request.isForgetting)
    ? { name: 'append-and-forget', text: forgetText, values: [...values, forgottenFields(groups)] }
    : { name: 'append', text: appendText, values };
};

export interface BatchAnswer {
  /** All events of the batch lie at this position or below. */
  readonly position: bigint | undefined;
  readonly conflicts: ReadonlySet<number>;
  readonly keyTaken: ReadonlySet<number>;
}

const numbersIn = (text: string | null | undefined): ReadonlySet<number> => new Set(text?.match(/\d+/g)?.map(Number));

/** What order_log.append answered. */
export const readBatchAnswer = ([row]: readonly Row[]): BatchAnswer => {
  const [position, conflicts, keyTaken] = row ?? [];
  return {
    position: position === null || position === undefined ? undefined : BigInt(position),
    conflicts: numbersIn(conflicts),
    keyTaken: numbersIn(keyTaken),
  };
};

/** The groups that Postgres named when it gave up the batch because they came in part. */
export const readBrokenGroups = (detail: string | undefined): ReadonlySet<number> => numbersIn(detail);
