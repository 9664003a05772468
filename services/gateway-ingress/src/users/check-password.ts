import type { FieldError } from '../validation/field-error.js';
import { guessedPasswords, keyboardRuns } from './guessed-passwords.data.js';

const MIN_LENGTH = 12;
/** A longer one is no safer, and would cost us time. */
const MAX_LENGTH = 200;
const MIN_DIFFERENT = 5;

/** What a password must not be. */
export interface KnownNames {
  readonly email: string;
  readonly name: string;
  /** Of the stores that the person works for. */
  readonly stores: readonly string[];
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const withoutNumber = (text: string): string => text.replace(/^\d+|\d+$/g, '');

/** What whoever guesses tries first: in capitals or not, with a number before or behind it, with other signs between. */
const isGuessedFirst = (password: string, { email, name, stores }: KnownNames): boolean => {
  const bare = letters(password);
  const known = [email, email.slice(0, email.indexOf('@')), name, ...stores].map(letters).filter((one) => one !== '');
  return [bare, withoutNumber(bare)].some(
    (one) => guessedPasswords.has(one) || known.includes(one) || keyboardRuns.some((run) => one !== '' && run.includes(one)),
  );
};

const characters = (password: string): readonly string[] => [...password.normalize('NFKC')];

/** What keeps a password from being taken: fewer than twelve characters, more than 200, or one that is guessed first. No rules about kinds of
 *  characters, and nothing about its age. Source: NIST SP 800-63B-4 §3.1.1.2; reliability S17. */
export const checkPassword = (password: string, names: KnownNames, field = '/password'): readonly FieldError[] => {
  const all = characters(password);
  if (all.length < MIN_LENGTH) return [{ code: 'too_short', field, parameters: { least: MIN_LENGTH } }];
  if (all.length > MAX_LENGTH) return [{ code: 'too_long', field, parameters: { most: MAX_LENGTH } }];
  const isTooPlain = new Set(all).size < MIN_DIFFERENT || isGuessedFirst(password, names);
  return isTooPlain ? [{ code: 'password_too_common', field }] : [];
};
