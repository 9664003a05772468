import { newEvent } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { Chance } from '../chance.js';
import { namesOf, SEEDER } from '../plan.js';
import { priceIn } from '../shop/products.js';
import { referenceOf } from './acquirer-reference.js';
import { sendMail } from './mail.js';
import type { Story } from './story.js';

/** Of all that a year has: money to a card without a sale before it. */
const CREDITED = 0.006;
const DECLINED = 0.04;

const reasons = ['For the late parcel', 'Goodwill', 'Your shipping costs', 'Price difference', 'For the broken piece'] as const;
/** Cents of a US dollar; elsewhere what that is there. */
const amounts = [500, 700, 1_000, 1_500, 2_500, 4_000] as const;

/** By a chance of its own, so that all other orders are what they would be without credits. */
export const isCredit = ({ world: { plan }, draft: { index } }: Pick<Story, 'world' | 'draft'>): boolean =>
  Chance.of('credit', ...namesOf(plan), index).happens(CREDITED);

/** Somebody of the store gives money to a customer's card; the customer is told. */
export const giveCredit = (story: Story): void => {
  const { history, chance, draft } = story;
  const atMs = draft.placedAtMs;
  const asked = placedOf(story);
  const placed = history.add(asked, { atMs, cause: chance.uuid(atMs), correlation: chance.uuid(atMs), on: SEEDER });
  const { id: operation } = placed.header;
  const { amount } = asked.data;
  const sentAtMs = atMs + chance.between(4, 20);
  const submitted = { operation, amount, processor: 'iso8583', reference: referenceOf(chance, sentAtMs) };
  history.add(newEvent('CreditSubmitted', submitted), { atMs: sentAtMs, cause: placed });
  const done = { atMs: sentAtMs + chance.between(20, 600), cause: placed };
  if (chance.happens(DECLINED)) {
    history.add(newEvent('CreditDeclined', { operation, code: 'do_not_honor', networkCode: '05' }), done);
    return;
  }
  const settled = history.add(newEvent('CreditSettled', { operation, amount, isTold: true }), done);
  sendMail(story, { kind: 'credit', operation, cause: settled, atMs: done.atMs });
};

const placedOf = (story: Story) => {
  const { draft, chance, world } = story;
  const { id, index, customer } = draft;
  const { person, card, market, place } = customer;
  const { nameOf, seal } = world.secrets;
  const [, region, postalCode] = place;
  const { sealed, orderKey } = seal(id, person);
  story.orderKey = orderKey;
  const email = person.email.toLowerCase();
  return newEvent('CreditPlaced', {
    amount: money(BigInt(priceIn(market.currency, chance.pick(amounts))), market.currency),
    description: chance.pick(reasons),
    card: { token: card.token, brand: card.brand, bin: card.bin, last4: card.last4 },
    screening: {
      card: nameOf('card', card.name),
      email: nameOf('email', email),
      emailDomain: nameOf('email_domain', email.split('@').at(-1) ?? ''),
      name: nameOf('name', (person.name ?? '').normalize('NFKC').toLowerCase()),
      countries: [market.country],
    },
    billing: { country: market.country, region, postalCode },
    sealedPersonalData: sealed,
    reference: `${world.plan.seed}-${String(index + 1).padStart(7, '0')}`,
  });
};
