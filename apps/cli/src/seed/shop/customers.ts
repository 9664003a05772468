import { toPublicId } from '@tollgate/contracts';
import type { PersonalData } from '@tollgate/order-log';
import { Chance, Weighted } from '../chance.js';
import type { Plan } from '../plan.js';
import { type Market, markets, type Place } from './markets.data.js';
import { namePools } from './names.data.js';

export interface CustomerCard {
  readonly token: string;
  readonly brand: string;
  readonly bin: string;
  readonly last4: string;
  /** What stands for its number: there is none. */
  readonly name: string;
}

/** Who buys, again and again. Nobody: no name, address or number is a real one's on purpose. */
export interface Customer {
  readonly market: Market;
  readonly place: Place;
  readonly person: PersonalData & { readonly billingAddress: object };
  readonly card: CustomerCard;
  /** The mail server does not know the address. */
  readonly isUnknownMailbox: boolean;
}

/** Of what each customer is, some come more often than others. Test numbers' beginnings, which no issuer gives out. */
// biome-ignore format: a table reads better as one
const brands = new Weighted<readonly [brand: string, bin: string, weight: number]>(
  [['visa', '411111', 52], ['mastercard', '555555', 30], ['amex', '378282', 9], ['discover', '601111', 4], ['jcb', '353011', 3], ['unionpay', '620000', 2]],
  ([, , weight]) => weight,
);
const lived = new Weighted(markets, ({ weight }) => weight);
const mailDomains = ['mail.example', 'post.example', 'inbox.example', 'work.example'] as const;

const WITH_PHONE = 0.4;
const WITH_IP = 0.7;
const UNKNOWN_MAILBOX = 0.006;
const HOUSES = 180;

/** Networks for benchmarks, which nobody has. Source: RFC 2544. */
const addressOf = (chance: Chance): string => `198.${chance.between(18, 19)}.${chance.below(256)}.${chance.between(1, 254)}`;

const personOf = (index: number, { market, place, chance }: { market: Market; place: Place; chance: Chance }) => {
  const pool = namePools[market.names];
  if (pool === undefined) throw new TypeError(`there are no names for ${market.country}`);
  const [given, family] = [chance.pick(pool.given), chance.pick(pool.family)];
  const name = pool.order === 'familygiven' ? `${family[0]}${given[0]}` : `${given[0]} ${family[0]}`;
  const street = `${chance.pick(pool.streets)} ${chance.between(1, HOUSES)}`;
  return {
    email: `${given[1]}.${family[1]}.${index}@${chance.pick(mailDomains)}`,
    name,
    ...(chance.happens(WITH_PHONE) ? { phone: `+${market.dialing}${String(chance.below(10_000)).padStart(4, '0')}` } : {}),
    ...(chance.happens(WITH_IP) ? { ipAddress: addressOf(chance) } : {}),
    billingAddress: { name, line1: street, city: place[0] },
  };
};

/** The customer of that number, the same whenever asked. */
export const customerOf = (plan: Pick<Plan, 'seed'>, index: number): Customer => {
  const chance = Chance.of('customer', plan.seed, index);
  const market = lived.pick(chance);
  const place = chance.pick(market.places);
  const [brand, bin] = brands.pick(chance);
  const last4 = String(chance.below(10_000)).padStart(4, '0');
  const card = { token: toPublicId('card', chance.uuid(0)), brand, bin, last4, name: `${bin}-${last4}-${plan.seed}-${index}` };
  return {
    market,
    place,
    person: personOf(index, { market, place, chance }),
    card,
    isUnknownMailbox: chance.happens(UNKNOWN_MAILBOX),
  };
};

const ORDERS_A_CUSTOMER = 3;

/** Whose order it is: each third is a newcomer's, the others of those who bought before. So the early ones come most often. */
export const buyerOf = (orderIndex: number, chance: Chance): number => {
  const newest = Math.floor(orderIndex / ORDERS_A_CUSTOMER);
  return orderIndex % ORDERS_A_CUSTOMER === 0 ? newest : chance.below(newest + 1);
};
