/** The caller asks what the state or the contract forbids. `code` is stable and part of the API; `field` is a JSON pointer into the request. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: string,
    readonly field?: string,
    readonly detail?: string,
  ) {
    super(detail ?? code);
  }
}

/** The outside failed (time-out, link down): worth trying again, nobody's mistake. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

/** What must hold. Throws a plain Error, i.e. a defect, when it does not. */
export function invariant(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${sentence}`);
}
