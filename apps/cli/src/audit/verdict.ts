import type { Invariant, Violation } from './logged-event.js';

/** What one check of the audit came to. */
export type Verdict =
  | { readonly outcome: 'holds' }
  | { readonly outcome: 'violated'; readonly violations: readonly Violation[] }
  | { readonly outcome: 'unchecked'; readonly why: readonly string[] }
  /** Holds by what was looked at; the rest was left out because the operator said so. */
  | { readonly outcome: 'in_part'; readonly why: readonly string[] };

export interface Check {
  readonly invariant: Invariant;
  readonly says: string;
}

/** All that the audit says something about. */
export const checks: readonly Check[] = [
  { invariant: 'I2', says: 'histories are valid and whole' },
  { invariant: 'I3', says: 'at most one live authorization; captured ≤ authorized, refunded ≤ captured' },
  { invariant: 'I4', says: 'no unknown stays unknown' },
  { invariant: 'I5', says: 'money is conserved' },
  { invariant: 'I7', says: 'read models say what the log says' },
  { invariant: 'I10', says: 'downloads: only what is paid, closed only when complete' },
  { invariant: 'I11', says: 'mails: one for each capture and refund, none for others' },
  { invariant: 'I13', says: 'the hash chains hold' },
  { invariant: 'I17', says: 'nobody is waited for' },
];

/** Why a check could not be made, whole or in part. */
export interface Unchecked {
  readonly invariant: Invariant;
  readonly why: string;
  /** The operator asked for it to be left out. */
  readonly isWaived?: boolean;
}

/** What a check came to: one that found something is violated, whatever could not be looked at; one that could not be
 *  made whole is never said to hold. */
export const verdictOf = (invariant: Invariant, violations: readonly Violation[], unchecked: readonly Unchecked[]): Verdict => {
  const own = violations.filter((violation) => violation.invariant === invariant);
  if (own.length > 0) return { outcome: 'violated', violations: own };
  const missing = unchecked.filter((one) => one.invariant === invariant);
  if (missing.length === 0) return { outcome: 'holds' };
  const isWaived = missing.every((one) => one.isWaived === true);
  return { outcome: isWaived ? 'in_part' : 'unchecked', why: missing.map((one) => one.why) };
};

/** 0: all that was asked for holds. 1: something is violated. 2: nothing is, and something could not be checked. */
export const exitCodeOf = (verdicts: readonly Verdict[]): 0 | 1 | 2 => {
  if (verdicts.some(({ outcome }) => outcome === 'violated')) return 1;
  return verdicts.some(({ outcome }) => outcome === 'unchecked') ? 2 : 0;
};

const SHOWN = 10;

/** A verdict as lines to be read. `nameOf`: how the operator knows a subject. */
export const linesOf = (
  { invariant, says }: Check,
  verdict: Verdict,
  nameOf = (subject: string): string => subject,
): readonly string[] => {
  const name = `${invariant.padEnd(4)} ${says}`;
  if (verdict.outcome === 'holds') return [`✓ ${name}`];
  if (verdict.outcome === 'unchecked') return [`? ${name}: not checked`, ...verdict.why.map((why) => `       ${why}`)];
  if (verdict.outcome === 'in_part') return [`– ${name}: in part`, ...verdict.why.map((why) => `       ${why}`)];
  const { violations } = verdict;
  const shown = violations.slice(0, SHOWN).map((one) => `       ${nameOf(one.subject)}: ${one.says}`);
  const more = violations.length > SHOWN ? [`       and ${violations.length - SHOWN} more`] : [];
  return [`✗ ${name}: ${violations.length} broken`, ...shown, ...more];
};
