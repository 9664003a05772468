import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { balance, isOnline } from '@tollgate/order';
import { Weighted } from '../chance.js';
import { SEEDER } from '../plan.js';
import { referenceOf } from './acquirer-reference.js';
import { grant } from './deliver.js';
import { allDeliverables } from './deliverables.js';
import { sendMail } from './mail.js';
import { planRefund } from './refund.js';
import type { Story } from './story.js';

const HOUR_MS = 3_600_000;

const voidReasons = ['out of stock', 'customer changed their mind', 'entered twice'] as const;

/** An amount that is held. */
export interface Held {
  readonly authorized: RecordedEvent;
  readonly authorizedAtMs: number;
  readonly expiresAtMs: number;
}

/** What becomes of a held amount, from then on. */
type Fate = (story: Story, atMs: number) => void;

const forgotten: Fate = () => undefined;
const givenUp: Fate = (story, atMs) => story.later(atMs, (then) => giveUp(story, then));
const takenWhole: Fate = (story, atMs) => story.later(atMs, (then) => capture(story, { atMs: then, share: 1, isLast: true }));
const takenInPart: Fate = (story, atMs) => story.later(atMs, (then) => capture(story, { atMs: then, share: 0.7, isLast: true }));
const takenInParts: Fate = (story, atMs) => {
  story.later(atMs, (then) => capture(story, { atMs: then, share: 0.6, isLast: false }));
  takenWhole(story, atMs + story.chance.between(12 * HOUR_MS, 72 * HOUR_MS));
};

const fates = new Weighted<readonly [fate: Fate, weight: number]>(
  [
    [takenWhole, 79],
    [takenInParts, 9],
    [takenInPart, 3],
    [givenUp, 5],
    [forgotten, 4],
  ],
  ([, weight]) => weight,
);

/** A preauth is captured when its goods go out, whole or in parts; or given up, or forgotten until it expires. */
export const holdAmount = (story: Story, { authorized, authorizedAtMs, expiresAtMs }: Held): void => {
  const { chance } = story;
  story.later(expiresAtMs + chance.between(100, 5_000), (atMs) => expire(story, authorized, atMs));
  const [fate] = fates.pick(chance);
  fate(story, authorizedAtMs + chance.between(2 * HOUR_MS, 60 * HOUR_MS));
};

const remainingOf = (story: Story): bigint => {
  const { payment, placed } = story.order;
  return balance(payment, placed.currency).remaining.minor;
};

const expire = (story: Story, authorized: RecordedEvent, atMs: number): void => {
  const left = remainingOf(story);
  if (left === 0n) return;
  const { header, data } = story.placed;
  const expired = newEvent('AuthorizationExpired', { operation: header.id, amount: money(left, data.currency) });
  story.history.add(expired, { atMs, cause: authorized });
};

const giveUp = (story: Story, atMs: number): void => {
  const { history, chance } = story;
  const amount = money(remainingOf(story), story.placed.data.currency);
  const command = { cause: chance.uuid(atMs), correlation: chance.uuid(atMs), on: SEEDER };
  const requested = history.add(newEvent('VoidRequested', { amount, reason: chance.pick(voidReasons) }), { atMs, ...command });
  const operation = requested.header.id;
  const sentAtMs = atMs + chance.between(4, 20);
  const sent = newEvent('VoidSubmitted', { operation, amount, reference: referenceOf(chance, sentAtMs) });
  history.add(sent, { atMs: sentAtMs, cause: requested });
  history.add(newEvent('PaymentVoided', { operation, amount }), { atMs: sentAtMs + chance.between(20, 400), cause: requested });
};

interface Part {
  readonly atMs: number;
  /** Of what is left; 1: all of it. */
  readonly share: number;
  /** Nothing is captured after it: what it leaves is released, and everything is delivered. */
  readonly isLast: boolean;
}

const capture = (story: Story, { atMs, share, isLast }: Part): void => {
  const { history, chance } = story;
  const { currency, lines } = story.placed.data;
  const left = remainingOf(story);
  const minor = share === 1 ? left : (left * BigInt(Math.round(share * 100))) / 100n;
  if (minor === 0n) return;
  const amount = money(minor, currency);
  const isFinal = isLast || minor === left;
  const command = { cause: chance.uuid(atMs), correlation: chance.uuid(atMs), on: SEEDER };
  const requested = history.add(newEvent('CaptureRequested', { amount, isFinal }), { atMs, ...command });
  const operation = requested.header.id;
  const sentAtMs = atMs + chance.between(4, 20);
  const sent = newEvent('CaptureSubmitted', { operation, amount, reference: referenceOf(chance, sentAtMs) });
  history.add(sent, { atMs: sentAtMs, cause: requested });
  const doneAtMs = sentAtMs + chance.between(20, 400);
  const deliverables = isFinal ? allDeliverables(lines) : [];
  const taken = newEvent('PaymentCaptured', { operation, amount, isFinal, deliverables });
  const captured = history.add(taken, { atMs: doneAtMs, cause: requested });
  const granted = lines.some(isOnline) ? grant(story, captured, doneAtMs) : undefined;
  sendMail(story, { kind: 'receipt', operation, cause: granted ?? captured, atMs: doneAtMs });
  if (isFinal) planRefund(story, doneAtMs);
};
