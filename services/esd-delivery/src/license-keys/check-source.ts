import { DomainError } from '@tollgate/errors';
import { DEFAULT_PATTERN, isPattern, LEAST_PATTERN_BITS, patternBits } from '@tollgate/license-keys';

const kinds: ReadonlySet<string> = new Set(['pool', 'pattern', 'signed']);
const MOST_ACTIVATIONS = 1_000_000;
const MOST_LOW_MARK = 1_000_000;

export interface KeySource {
  readonly kind: string;
  readonly pattern: string;
  readonly activations: number;
  readonly lowMark: number;
}

const checkNumber = (value: number, most: number, field: string): void => {
  if (!Number.isInteger(value) || value < 0 || value > most) throw new DomainError('out_of_range', field);
};

/** What a good's keys are, in its one form. Throws DomainError `invalid_kind`, `invalid_pattern`, `pattern_too_short` (for keys that nobody
 *  could find by asking), `out_of_range`. */
export const checkSource = ({ kind, pattern, activations, lowMark }: KeySource): KeySource => {
  if (!kinds.has(kind)) throw new DomainError('invalid_kind', '/kind');
  checkNumber(activations, MOST_ACTIVATIONS, '/activations');
  checkNumber(lowMark, MOST_LOW_MARK, '/lowMark');
  if (kind !== 'pattern') return { kind, pattern: '', activations, lowMark: kind === 'pool' ? lowMark : 0 };
  const drawn = pattern || DEFAULT_PATTERN;
  if (!isPattern(drawn)) throw new DomainError('invalid_pattern', '/pattern');
  if (patternBits(drawn) < LEAST_PATTERN_BITS) throw new DomainError('pattern_too_short', '/pattern');
  return { kind, pattern: drawn, activations, lowMark: 0 };
};

const MOST_KEYS = 10_000;
const MOST_KEY_LENGTH = 200;
const unseen = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** The keys of an upload, each once, without the blanks around them. Throws DomainError `no_keys`, `too_many_license_keys`, `invalid_key` with
 *  the place of the first one. */
export const checkKeys = (given: readonly string[]): readonly string[] => {
  const keys = given.map((key) => key.trim()).filter((key) => key !== '');
  if (keys.length === 0) throw new DomainError('no_keys', '/keys');
  if (keys.length > MOST_KEYS) throw new DomainError('too_many_license_keys', '/keys');
  const bad = keys.findIndex((key) => key.length > MOST_KEY_LENGTH || unseen.test(key));
  if (bad >= 0) throw new DomainError('invalid_key', `/keys/${bad}`);
  return [...new Set(keys)];
};
