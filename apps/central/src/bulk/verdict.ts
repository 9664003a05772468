import { isDecided, type ProblemDocument } from '../api/problem.js';
import type { BulkKind } from './bulk-plan.js';
import type { Result } from './bulk-run.js';

/** What the gateway answered: a status of success, or a problem. */
export type Reply = { readonly status: number } | { readonly problem: ProblemDocument };

/** What to do about it. */
export type Verdict =
  | { readonly step: 'settle'; readonly result: Result }
  | { readonly step: 'wait'; readonly ms: number }
  | { readonly step: 'sign_in' };

const mostTries = 8;
const firstPauseMs = 500;
const longestPauseMs = 300_000;

const pauseAfter = ({ retryAfterMs }: ProblemDocument, tries: number): number =>
  Math.min(retryAfterMs ?? firstPauseMs * 2 ** (tries - 1), longestPauseMs);

const reasonIn = ({ code, detail }: ProblemDocument) => ({ code, ...(detail === undefined ? {} : { detail }) });

/** `tries`: how often this order was asked for, this time included. Rejecting an order is answered by 402 with the order inside: that is what was
 *  wanted. What passes by itself is waited out; in the end nobody knows what became of it. */
export const verdictOn = (kind: BulkKind, reply: Reply, tries: number): Verdict => {
  if (!('problem' in reply)) return { step: 'settle', result: { state: reply.status === 202 ? 'underWay' : 'done' } };
  const { problem } = reply;
  // Its token is of a session that is over, or of somebody else's.
  if (problem.code === 'not_signed_in' || problem.code === 'invalid_csrf_token') return { step: 'sign_in' };
  if (kind === 'reject' && problem.status === 402 && problem.order !== undefined)
    return { step: 'settle', result: { state: 'done' } };
  if (isDecided(problem)) return { step: 'settle', result: { state: 'refused', ...reasonIn(problem) } };
  if (tries < mostTries) return { step: 'wait', ms: pauseAfter(problem, tries) };
  return { step: 'settle', result: { state: 'failed', ...reasonIn(problem) } };
};
