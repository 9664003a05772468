import { DomainError } from '@tollgate/errors';
import type { z } from 'zod';
import { explain } from './explanations.data.js';
import type { FieldError } from '../baskets/basket-request.js';

/** A refusal that names every field that is wrong; the first one stands for all where only one can be told. */
export class RefusedFields extends DomainError {
  /** Further members of the problem document. */
  readonly extensions: { readonly errors: readonly (FieldError & { readonly detail?: string })[] };

  constructor(errors: readonly [FieldError, ...FieldError[]]) {
    super(errors[0].code, errors[0].field, explain(errors[0].code));
    this.extensions = { errors: errors.map((error) => ({ ...error, ...detailOf(error) })) };
  }
}

const detailOf = ({ code }: FieldError): { readonly detail?: string } => {
  const detail = explain(code);
  return detail === undefined ? {} : { detail };
};

/** Throws when there is anything to refuse. */
export const refuseIfAny = (errors: readonly FieldError[]): void => {
  const [first, ...others] = errors;
  if (first !== undefined) throw new RefusedFields([first, ...others]);
};

type RawIssue = z.core.$ZodRawIssue;

const sizeCodes: Readonly<Record<string, readonly [string, string]>> = {
  string: ['too_short', 'too_long'],
  array: ['too_few_items', 'too_many_items'],
};

const codeOf = (issue: RawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'not_an_integer' : 'invalid_type';
    case 'invalid_value':
      return typeof issue.input === 'string' ? 'invalid_value' : 'invalid_type';
    case 'too_small':
      return (sizeCodes[issue.origin] ?? ['too_small'])[0];
    case 'too_big':
      return sizeCodes[issue.origin]?.[1] ?? 'too_large';
    case 'unrecognized_keys':
      return 'unknown_field';
    default:
      return 'invalid_value';
  }
};

/** A schema writes a code of its own as its message; otherwise the kind of issue has one. */
const withCodes = {
  error: (issue: RawIssue): string => (issue.input === undefined && isMissing(issue) ? 'required' : codeOf(issue)),
};

const isMissing = ({ code }: RawIssue): boolean => code === 'invalid_type' || code === 'invalid_value';

const maxNameLength = 64;
const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).slice(0, maxNameLength).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const maxErrors = 100;

const keyOrCode = ({ issues: [nested] }: { readonly issues: readonly z.core.$ZodIssue[] }): string =>
  nested?.message ?? 'invalid_value';

const fieldErrors = (issue: z.core.$ZodIssue): readonly FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ code: 'unknown_field', field: pointer([...issue.path, key]) }));
  }
  const code = issue.code === 'invalid_key' ? keyOrCode(issue) : issue.message;
  return [{ code, field: pointer(issue.path) }];
};

/** The first thing wrong with each field, in the order of the schema. */
const firstOfEach = (errors: readonly FieldError[]): readonly FieldError[] => {
  const seen = new Set<string>();
  return errors.filter(({ field }) => !seen.has(field) && seen.add(field)).slice(0, maxErrors);
};

/** A body as the schema wants it. Throws DomainError `not_an_object`, or `RefusedFields` with a stable code and a JSON pointer for each field. */
export const readBody = <S extends z.ZodType>(schema: S, body: unknown): z.infer<S> => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new DomainError('not_an_object');
  const read = schema.safeParse(body, withCodes);
  if (!read.success) refuseIfAny(firstOfEach(read.error.issues.flatMap(fieldErrors)));
  return read.data as z.infer<S>;
};

/** The same for the parameters of an address, which are named without a pointer's slash. */
export const readQuery = <S extends z.ZodType>(schema: S, query: unknown): z.infer<S> => {
  const read = schema.safeParse(query, withCodes);
  if (!read.success) {
    const errors = firstOfEach(read.error.issues.flatMap(fieldErrors));
    refuseIfAny(errors.map(({ code, field }) => ({ code, field: field.slice(1) })));
  }
  return read.data as z.infer<S>;
};
