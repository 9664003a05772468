import { DomainError, invariant } from '@tollgate/errors';
import type { core, ZodType } from 'zod';

/** One area of a merchant's settings: what its document looks like and what holds where nothing was set. `T` is what
 *  JSON can say: money is an integer in minor units, e.g. `{ "USD": 500000 }` for 5,000.00. */
export interface SettingsArea<T extends object> {
  /** As in `/v1/settings/{area}`. */
  readonly area: string;
  /** The service that owns it. */
  readonly service: string;
  readonly schema: ZodType<T>;
  readonly defaults: T;
  /** Rules that the schema cannot say. Throws DomainError `invalid_settings` with the field. */
  beyond?(document: T): void;
}

/** A document in force, and the version that an order's events name; 0: the defaults. */
export interface CurrentSettings<T> {
  readonly document: T;
  readonly version: number;
}

const MOST_CHARACTERS = 65_536;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 6901 */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const fieldOf = (issue: core.$ZodIssue): string =>
  pointerOf(issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path);

const jsonOf = (text: string): Readonly<Record<string, unknown>> => {
  if (text.length > MOST_CHARACTERS) {
    throw new DomainError('invalid_settings', '', `The document is longer than ${MOST_CHARACTERS} characters.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError('invalid_settings', '', 'The document is no JSON.');
  }
  if (!isObject(value)) throw new DomainError('invalid_settings', '', 'The document is no JSON object.');
  return value;
};

/** The document in a JSON text, with the defaults for what it leaves out at its top level. Throws DomainError
 *  `invalid_settings` with the place (JSON pointer into the document) and the reason of the first thing that is
 *  wrong. */
export const parseSettings = <T extends object>(area: SettingsArea<T>, text: string): T => {
  const result = area.schema.safeParse({ ...area.defaults, ...jsonOf(text) });
  if (!result.success) {
    const [issue] = result.error.issues;
    invariant(issue !== undefined, 'what is refused is refused for a reason');
    throw new DomainError('invalid_settings', fieldOf(issue), issue.message);
  }
  area.beyond?.(result.data);
  return result.data;
};
