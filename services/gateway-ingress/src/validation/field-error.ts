import { DomainError } from '@tollgate/errors';
import { explain } from './explanations.data.js';

/** One thing wrong with a request. */
export interface FieldError {
  /** Stable, part of the API. */
  readonly code: string;
  /** JSON pointer into the body (source: RFC 6901), or the name of a parameter or header. */
  readonly field: string;
}

const withDetail = (error: FieldError): FieldError & { readonly detail?: string } => {
  const detail = explain(error.code);
  return detail === undefined ? error : { ...error, detail };
};

/** Names every field that is wrong; the first one stands for all where only one can be told. */
export class FieldErrors extends DomainError {
  /** Further members of the problem document. */
  readonly extensions: { readonly errors: readonly FieldError[] };

  constructor(errors: readonly [FieldError, ...FieldError[]]) {
    super(errors[0].code, errors[0].field, explain(errors[0].code));
    this.extensions = { errors: errors.map(withDetail) };
  }
}

/** Throws `FieldErrors` when there are any. */
export const refuseIfAny = (errors: readonly FieldError[]): void => {
  const [first, ...others] = errors;
  if (first !== undefined) throw new FieldErrors([first, ...others]);
};

/** A DomainError with the sentence that explains its code. */
export const refusal = (code: string, field?: string): DomainError => new DomainError(code, field, explain(code));
