import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';
import { SEEDER } from '../plan.js';
import { priceIn } from '../shop/products.js';
import { pay } from './pay.js';
import type { Story } from './story.js';

const HOUR_MS = 3_600_000;
const REVIEW_HOURS = 72;
const REJECTED = 0.005;
const HELD = 0.01;
const LARGE_US_CENTS = 20_000;
/** By how held orders end: accepted, rejected, or looked at by nobody. */
const ACCEPTED = 0.72;
const IN_TIME = 0.92;

const velocity = ['card_velocity', 'email_velocity'] as const;

const reasonFor = ({ chance }: Story, total: Money): string =>
  total.minor > BigInt(priceIn(total.currency, LARGE_US_CENTS)) ? 'amount_limit' : chance.pick(velocity);

/** A priced order, its total, and when fraud judges it. */
export interface Assessed {
  readonly priced: RecordedEvent;
  readonly atMs: number;
  readonly total: Money;
}

/** Fraud accepts most orders, holds some for a person, and rejects a few. Accepted ones are paid. */
export const assess = (story: Story, assessed: Assessed): void => {
  const drawn = assessed.total.minor === 0n ? 1 : story.chance.fraction();
  if (drawn < REJECTED) reject(story, assessed);
  else if (drawn < REJECTED + HELD) hold(story, assessed);
  else accept(story, assessed);
};

const accept = (story: Story, { priced, atMs, total }: Assessed): void => {
  const accepted = newEvent('FraudAssessed', { decision: 'accept', score: story.chance.between(1, 24) });
  pay(story, { accepted: story.history.add(accepted, { atMs, cause: priced }), total, atMs });
};

const reject = ({ history, chance }: Story, { priced, atMs }: Assessed): void => {
  const rejected = newEvent('FraudAssessed', { decision: 'reject', score: 100, reasons: [chance.pick(velocity)] });
  history.add(rejected, { atMs, cause: priced });
};

const hold = (story: Story, { priced, atMs, total }: Assessed): void => {
  const { history, chance } = story;
  const untilMs = atMs + REVIEW_HOURS * HOUR_MS;
  const reviewUntil = new Date(untilMs).toISOString();
  const held = newEvent('FraudAssessed', { decision: 'review', score: 60, reasons: [reasonFor(story, total)], reviewUntil });
  const cause = history.add(held, { atMs, cause: priced });
  if (chance.happens(IN_TIME)) {
    const seenAtMs = atMs + Math.round(chance.fraction() ** 2 * 40 * HOUR_MS) + chance.between(120_000, 900_000);
    story.later(seenAtMs, (then) => resolve(story, total, then));
  } else {
    const overdue = newEvent('FraudReviewResolved', { decision: 'reject', isOverdue: true });
    story.later(untilMs + chance.between(200, 5_000), (then) => history.add(overdue, { atMs: then, cause }));
  }
};

/** A person looked at it. */
const resolve = (story: Story, total: Money, atMs: number): void => {
  const { history, chance } = story;
  const isAccepted = chance.happens(ACCEPTED);
  const note = isAccepted ? 'Known customer' : 'Address and card do not belong together';
  const resolved = newEvent('FraudReviewResolved', { decision: isAccepted ? 'accept' : 'reject', note });
  const command = { cause: chance.uuid(atMs), correlation: chance.uuid(atMs), on: SEEDER };
  const accepted = history.add(resolved, { atMs, ...command });
  if (isAccepted) pay(story, { accepted, total, atMs });
};
