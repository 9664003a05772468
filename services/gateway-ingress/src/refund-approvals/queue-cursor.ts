import { refusal } from '../validation/field-error.js';

/** The entry of the queue that a page begins after. */
export interface QueuePlace {
  /** RFC 3339, to the millisecond. */
  readonly until: string;
  /** uuid */
  readonly command: string;
}

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const cursorOf = ({ until, command }: QueuePlace): string => `${until}~${command}`;

/** What a cursor stands for; undefined for the empty one, which is the first page's. Throws DomainError `invalid_cursor`. */
export const placeOf = (cursor: string): QueuePlace | undefined => {
  if (cursor === '') return undefined;
  const [, until = '', command = ''] = form.exec(cursor) ?? [];
  if (Number.isNaN(Date.parse(until))) throw refusal('invalid_cursor', 'cursor');
  return { until, command };
};
