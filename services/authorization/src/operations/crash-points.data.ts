/** The effects of this service on the outside, by the names of their spans and crash points. */
export const effectNames = ['authorize', 'capture', 'void', 'refund', 'credit', 'reverse'] as const;

/** Where the process can be made to die with `TOLLGATE_CRASH_AT`: for each effect, once its intent is durable and nothing has left, and
 *  once the processor answered and nothing of that is recorded. A test runs a case for each and fails when one has none. */
export const crashPoints: readonly string[] = effectNames.flatMap((name) => [`${name}:after-intent`, `${name}:after-answer`]);

/** The same with a request for an authorization in the acquirer's hands, and nobody waiting for its answer. */
export const AFTER_SEND = 'authorize:after-send';
