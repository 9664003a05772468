import { newEvent } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import type { RefundAllocation } from '@tollgate/order';
import { SECOND_SEEDER, SEEDER } from '../plan.js';
import { SETTLING_MS } from '../shop/drafts.js';
import type { Story } from './story.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** As the settings have it unless they say otherwise. */
const APPROVAL_HOURS = 72;
/** Of the refunds, those that are more than one person may give back; and what becomes of them: the rest expires. */
const WAITS = 0.2;
const APPROVED = 0.8;
const REJECTED = 0.13;

/** A refund as it is asked for. */
export interface AskedRefund extends RefundAllocation {
  readonly reason: string;
}

/** A refund that waits for a second person. */
export interface WaitingRefund {
  readonly asked: AskedRefund;
  readonly isByLines: boolean;
  readonly atMs: number;
  /** What is done with it once it is approved, as of which moment, by which command, and by which approval (uuids). */
  readonly give: (approved: { readonly atMs: number; readonly command: string; readonly approval: string }) => void;
}

const minorOf = ({ amount }: AskedRefund): bigint => amount?.minor ?? 0n;

/** None waits when the year ends: nobody would find it, as it is in no queue. */
export const wantsSecondPerson = ({ chance, world: { plan } }: Story, asked: AskedRefund, atMs: number): boolean =>
  minorOf(asked) > 1n && chance.happens(WAITS) && atMs + APPROVAL_HOURS * HOUR_MS < plan.endMs - SETTLING_MS;

/** Another person approves it or rejects it, within a day or two; or nobody does, and it has expired. */
export const askSecondPerson = (story: Story, { asked, isByLines, atMs, give }: WaitingRefund): void => {
  const { history, chance } = story;
  const command = { cause: chance.uuid(atMs), correlation: chance.uuid(atMs), on: SEEDER };
  const limit = money(minorOf(asked) / 2n, story.order.placed.currency);
  const until = new Date(atMs + APPROVAL_HOURS * HOUR_MS).toISOString();
  const waits = history.add(newEvent('RefundApprovalRequested', { ...asked, isByLines, limit, until }), { atMs, ...command });
  const drawn = chance.fraction();
  if (drawn >= APPROVED + REJECTED) return;
  const decision = drawn < APPROVED ? 'approve' : 'reject';
  const approval = waits.header.id;
  story.soon(atMs + chance.between(10, 40 * 60) * MINUTE_MS, (decidedAtMs) => {
    const decided = { cause: chance.uuid(decidedAtMs), correlation: chance.uuid(decidedAtMs), on: SECOND_SEEDER };
    history.add(newEvent('RefundApprovalResolved', { approval, decision }), { atMs: decidedAtMs, ...decided });
    if (decision === 'approve') give({ atMs: decidedAtMs, command: decided.cause, approval });
  });
};
