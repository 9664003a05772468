/** What a merchant's rules choose a processor by. */
export interface PaymentKind {
  readonly mode: 'test' | 'live';
  /** ISO 4217 */
  readonly currency: string;
  /** As in OrderPlaced, e.g. `visa`. */
  readonly brand: string;
}

/** Payments of this kind go to this processor; what a rule does not name, it does not ask about. */
export interface ProcessorRule {
  readonly mode?: 'test' | 'live' | undefined;
  readonly currency?: string | undefined;
  readonly brand?: string | undefined;
  readonly processor: string;
}

const fits = (rule: ProcessorRule, { mode, currency, brand }: PaymentKind): boolean =>
  (rule.mode ?? mode) === mode && (rule.currency ?? currency) === currency && (rule.brand ?? brand) === brand;

/** The processor of the first rule that fits, or the first of the `available` ones, which are those that serve the payment's mode.
 *  Undefined where there is none, and where the rule names one that does not serve the mode: a merchant who chose is not sent elsewhere. */
export const chooseProcessor = (
  rules: readonly ProcessorRule[],
  payment: PaymentKind,
  available: readonly string[],
): string | undefined => {
  const rule = rules.find((one) => fits(one, payment));
  if (rule === undefined) return available[0];
  return available.includes(rule.processor) ? rule.processor : undefined;
};
