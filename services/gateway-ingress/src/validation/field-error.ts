import { type DetailParameters, DomainError } from '@tollgate/errors';
import { explain } from './explanations.data.js';

/** One thing wrong with a request. */
export interface FieldError {
  /** Stable, part of the API. */
  readonly code: string;
  /** JSON pointer into the body (source: RFC 6901), or the name of a parameter or header. */
  readonly field: string;
  /** The limit that was passed, the values that are taken: what the code's sentence names, and nothing that the caller sent. */
  readonly parameters?: DetailParameters | undefined;
}

/** As the answer shows it. */
interface ShownError {
  readonly code: string;
  readonly field: string;
  readonly detail?: string;
}

const withDetail = ({ code, field, parameters }: FieldError): ShownError => {
  const detail = explain(code, parameters);
  return { code, field, ...(detail === undefined ? {} : { detail }) };
};

/** Names every field that is wrong; the first one stands for all where only one can be told. */
export class FieldErrors extends DomainError {
  /** Further members of the problem document. */
  readonly extensions: { readonly errors: readonly ShownError[] };

  constructor(errors: readonly [FieldError, ...FieldError[]]) {
    super(errors[0].code, errors[0].field, explain(errors[0].code, errors[0].parameters));
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
