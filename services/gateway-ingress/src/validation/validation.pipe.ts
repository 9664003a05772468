import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { type DetailParameters, DomainError } from '@tollgate/errors';
import type { z } from 'zod';
import { hasCardNumber } from '../cards/card-number-in-text.js';
import { type FieldError, refusal, refuseIfAny } from './field-error.js';
import { bodyWithoutEmpty, withoutEmpty } from './without-empty.js';

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
      return issue.values.some((value) => typeof value === typeof issue.input) ? 'invalid_value' : 'invalid_type';
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

const isMissing = ({ code }: RawIssue): boolean => code === 'invalid_type' || code === 'invalid_value';

/** A schema writes a code of its own as its message; otherwise the kind of issue has one. */
const withCodes = {
  error: (issue: RawIssue): string => (issue.input === undefined && isMissing(issue) ? 'required' : codeOf(issue)),
};

const MAX_NAME_LENGTH = 64;
const MAX_ERRORS = 100;

/** A member's name as it stands in a pointer. The caller chose it: it may be long, and it may be a card's number, which no answer repeats. */
const nameIn = (part: PropertyKey): string => {
  const name = String(part);
  return hasCardNumber(name) ? '****' : name.slice(0, MAX_NAME_LENGTH).replaceAll('~', '~0').replaceAll('/', '~1');
};

const pointer = (path: readonly PropertyKey[]): string => path.map((part) => `/${nameIn(part)}`).join('');

const keyOrCode = ({ issues: [nested] }: { readonly issues: readonly z.core.$ZodIssue[] }): string =>
  nested?.message ?? 'invalid_value';

/** What the schema says of the values that it takes. */
const parametersOf = (issue: z.core.$ZodIssue): DetailParameters | undefined => {
  switch (issue.code) {
    case 'too_small':
      return { least: Number(issue.minimum) };
    case 'too_big':
      return { most: Number(issue.maximum) };
    case 'invalid_value':
      return { values: issue.values.map((value) => `\`${String(value)}\``).join(', ') };
    case 'custom':
      return issue.params;
    default:
      return undefined;
  }
};

const fieldErrors = (issue: z.core.$ZodIssue): readonly FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ code: 'unknown_field', field: pointer([...issue.path, key]) }));
  }
  const code = issue.code === 'invalid_key' ? keyOrCode(issue) : issue.message;
  return [{ code, field: pointer(issue.path), parameters: parametersOf(issue) }];
};

/** The first thing wrong with each field, in the order of the schema. */
const firstOfEach = (errors: readonly FieldError[]): readonly FieldError[] => {
  const seen = new Set<string>();
  return errors.filter(({ field }) => !seen.has(field) && seen.add(field)).slice(0, MAX_ERRORS);
};

const errorsOf = (error: z.ZodError): readonly FieldError[] => firstOfEach(error.issues.flatMap(fieldErrors));

/** A body as the schema wants it; what is empty in it counts as absent, but for `emptyKept`. Throws DomainError
 *  `not_an_object`, or `FieldErrors` with a stable code and a JSON pointer for each field. */
export const readBody = <S extends z.ZodType>(schema: S, body: unknown): z.infer<S> => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refusal('not_an_object');
  const read = schema.safeParse(bodyWithoutEmpty(schema, body), withCodes);
  if (!read.success) refuseIfAny(errorsOf(read.error));
  return read.data as z.infer<S>;
};

/** The same for the parameters of an address, which are named without a pointer's slash. */
export const readParameters = <S extends z.ZodType>(schema: S, parameters: unknown): z.infer<S> => {
  const read = schema.safeParse(withoutEmpty(parameters), withCodes);
  if (!read.success) refuseIfAny(errorsOf(read.error).map((error) => ({ ...error, field: error.field.slice(1) })));
  return read.data as z.infer<S>;
};

const readQuery = <S extends z.ZodType>(schema: S, query: unknown): z.infer<S> => {
  const read = readParameters(schema, query);
  refuseNul(query);
  return read;
};

const hasNul = (value: unknown): boolean => (Array.isArray(value) ? value.some(hasNul) : String(value).includes('\0'));

/** Whatever a schema takes of a query: a text that holds a NUL is in no database of ours, and Postgres takes none to look for. */
const refuseNul = (parameters: unknown): void =>
  refuseIfAny(
    Object.entries(parameters ?? {})
      .filter(([, value]) => hasNul(value))
      .map(([name]) => ({ code: 'invalid_characters', field: nameIn(name) })),
  );

/** What a route takes, by the place it comes in. */
export interface RouteSchemas {
  readonly body?: z.ZodType | undefined;
  readonly query?: z.ZodObject | undefined;
  readonly params?: z.ZodObject | undefined;
}

/** A request that lost its body on the way must not move all the money that is left. */
const NO_BODY = 'There is no body. Send a JSON object; `{}` asks for all that is left, where a request may name less.';

/** Lets into a controller only what fits the schemas of its route (zod 4). A route without a schema for its body is given none; where there is
 *  one, a body has to come: DomainError `malformed_json` without. */
export class ValidationPipe implements PipeTransform {
  constructor(private readonly schemas: RouteSchemas) {}

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    switch (metadata.type) {
      case 'body':
        return this.body(value);
      case 'query':
        return this.schemas.query === undefined ? {} : readQuery(this.schemas.query, value);
      case 'param':
        return this.parameters(value, metadata.data);
      default:
        return value;
    }
  }

  private body(value: unknown): unknown {
    const { body } = this.schemas;
    if (body === undefined) return undefined;
    if (value === undefined) throw new DomainError('malformed_json', undefined, NO_BODY);
    return readBody(body, value);
  }

  private parameters(value: unknown, name: string | undefined): unknown {
    const { params } = this.schemas;
    const read =
      params === undefined ? value : name === undefined ? readParameters(params, value) : readParameter(params, name, value);
    // A place in whose name it stands is as absent as any that is not there (S1): nothing is told of it.
    if (hasNul(name === undefined ? Object.values(value ?? {}) : value)) throw new DomainError('not_found');
    return read;
  }
}

/** One parameter of an address by its name: `@Param('id')`. */
const readParameter = ({ shape }: z.ZodObject, name: string, value: unknown): unknown => {
  const read = (shape[name] as z.ZodType | undefined)?.safeParse(value, withCodes);
  if (read?.success === false) refuseIfAny(errorsOf(read.error).map((error) => ({ ...error, field: name })));
  return read?.data;
};
