import { create, newEvent, type OrderLine, OrderLineSchema } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { SEEDER } from '../plan.js';
import type { Customer } from '../shop/customers.js';
import { basketOf, type Piece, priceIn } from '../shop/products.js';
import { assess } from './assess.js';
import { priceCart } from './price.js';
import type { Story } from './story.js';

const EXPRESS_SHARE = 0.14;
const WITH_CART = 0.25;

/** Sales of what is shipped are authorized first, and captured when it goes out: half of the time. */
const HELD_FIRST = 0.5;

const lineOf = ({ product, quantity }: Piece, { currency }: Customer['market'], merchant: string): OrderLine => {
  const { sku, description, grams, files } = product;
  const isShipped = files.length === 0;
  return create(OrderLineSchema, {
    sku,
    description,
    quantity,
    unitAmount: money(BigInt(priceIn(currency, product.usCents)), currency),
    weightGrams: grams,
    isShipped,
    taxClass: isShipped ? 'tangible_goods' : 'digital_goods',
    forms: files.map((file) => ({
      form: { case: 'file' as const, value: { ...file, objectKey: `${merchant}/seed/${file.name}` } },
    })),
  });
};

/** What tells a second order of something else from the same one sent twice: as gateway-ingress writes it. */
const goodsOf = (lines: readonly OrderLine[]): string =>
  JSON.stringify(
    Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1))),
  );

const screeningOf = ({ draft, world: { secrets } }: Story, lines: readonly OrderLine[], hasCard: boolean) => {
  const { person, card } = draft.customer;
  const { ipAddress: ip = '' } = person;
  const network = ip === '' ? '' : `${ip.split('.').slice(0, 3).join('.')}.0/24`;
  return {
    card: hasCard ? secrets.nameOf('card', card.name) : '',
    email: secrets.nameOf('email', person.email.toLowerCase()),
    ip: secrets.nameOf('ip', ip),
    network: secrets.nameOf('network', network),
    goods: secrets.nameOf('goods', goodsOf(lines)),
    name: secrets.nameOf('name', (person.name ?? '').normalize('NFKC').toLowerCase()),
    emailDomain: secrets.nameOf('email_domain', person.email.toLowerCase().split('@').at(-1) ?? ''),
    skus: [...new Set(lines.map(({ sku }) => sku))],
    countries: [draft.customer.market.country],
  };
};

const addressOf = ({ market, place: [, region, postalCode] }: Customer) => ({ country: market.country, region, postalCode });

const cardOf = ({ token, brand, bin, last4 }: Customer['card']) => ({ token, brand, bin, last4 });

const methodOf = ({ chance }: Story, isShipped: boolean): string => {
  if (!isShipped) return '';
  return chance.happens(EXPRESS_SHARE) ? 'express' : 'ground';
};

const placedOf = (story: Story, lines: readonly OrderLine[]) => {
  const { draft, chance, world } = story;
  const { customer, id, index } = draft;
  const isShipped = lines.some((line) => line.isShipped);
  const hasCard = lines.some(({ unitAmount }) => (unitAmount?.minor ?? 0n) > 0n);
  const { billingAddress } = customer.person;
  const person = isShipped ? { ...customer.person, shippingAddress: billingAddress } : customer.person;
  const { sealed, orderKey } = world.secrets.seal(id, person);
  story.orderKey = orderKey;
  return newEvent('OrderPlaced', {
    type: isShipped && chance.happens(HELD_FIRST) ? 'preauth' : 'sale',
    currency: customer.market.currency,
    lines: [...lines],
    shippingMethod: methodOf(story, isShipped),
    ...(hasCard ? { card: cardOf(customer.card) } : {}),
    screening: screeningOf(story, lines, hasCard),
    billing: addressOf(customer),
    ...(isShipped ? { shipping: addressOf(customer) } : {}),
    sealedPersonalData: sealed,
    metadata: chance.happens(WITH_CART) ? { cart: `c-${chance.below(1_000_000)}` } : {},
    reference: `${world.plan.seed}-${String(index + 1).padStart(7, '0')}`,
  });
};

/** An order is placed and priced; then fraud looks at it. */
export const place = (story: Story): void => {
  const { history, chance, draft, world } = story;
  const { customer, placedAtMs } = draft;
  const lines = basketOf(chance).map((piece) => lineOf(piece, customer.market, world.plan.merchant));
  const command = { cause: chance.uuid(placedAtMs), correlation: chance.uuid(placedAtMs), on: SEEDER };
  const asked = placedOf(story, lines);
  const placed = history.add(asked, { atMs: placedAtMs, ...command });
  const { shippingMethod, screening } = asked.data;
  const pricedAtMs = placedAtMs + chance.between(3, 20);
  const price = priceCart({ market: customer.market, region: customer.place[1], lines, shippingMethod });
  const pricing = newEvent('OrderPriced', {
    ...price,
    shippingMethod,
    rounding: 'half_up_per_line',
    ...(screening === undefined ? {} : { screening }),
    destination: addressOf(customer),
  });
  const priced = history.add(pricing, { atMs: pricedAtMs, cause: placed });
  assess(story, { priced, atMs: pricedAtMs + chance.between(3, 15), total: price.total });
};
