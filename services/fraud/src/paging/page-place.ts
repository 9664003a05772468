import { DomainError } from '@tollgate/errors';

/** The item that a page begins after, by what its list is ordered by. */
export interface PagePlace {
  /** RFC 3339, to the millisecond. */
  readonly time: string;
  /** uuid */
  readonly id: string;
}

const cursorForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const cursorOf = ({ time, id }: PagePlace): string => `${time}~${id}`;

/** What a cursor stands for; undefined for the empty one, which is the first page's. Throws DomainError `invalid_cursor`. */
export const placeOf = (cursor: string): PagePlace | undefined => {
  if (cursor === '') return undefined;
  const [, time = '', id = ''] = cursorForm.exec(cursor) ?? [];
  if (Number.isNaN(Date.parse(time))) throw new DomainError('invalid_cursor', 'cursor');
  return { time, id };
};

/** Of one item more than the page takes: the page, and the cursor of the next one, empty where nothing follows. */
export const pageOf = <T>(items: readonly T[], limit: number, place: (item: T) => PagePlace) => {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  return { page, nextCursor: items.length > limit && last !== undefined ? cursorOf(place(last)) : '' };
};
