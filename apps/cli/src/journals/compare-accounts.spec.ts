import { accountsOf, type JournalLine, orderKey } from '../audit/acquirer-journal.js';
import { factsOf } from '../audit/order-facts.js';
import { logged, orderId, type Step, sale } from '../testing/logged-history.js';
import { compareAccounts } from './compare-accounts.js';

const key = orderKey(orderId);
const line = (kind: string, amount = 5426): JournalLine => ({ kind, order: orderId, amount, currency: '840' });
const accounts = (...lines: readonly JournalLine[]) => accountsOf([lines]);
const asked = sale.slice(0, 4);
const factsIn = (steps: readonly Step[]) => new Map([[key, factsOf(logged(steps))]]);
const processors = new Set(['iso8583']);

/** What each look at the journal shows in turn, the last one ever after; and likewise each reading of the log. */
const inTurn = <T>(all: readonly T[]): (() => T) => {
  let next = 0;
  return () => all[Math.min(next++, all.length - 1)] as T;
};

const compare = async (looks: readonly ReturnType<typeof accounts>[], reads: readonly (readonly Step[])[]) => {
  const look = inTurn(looks);
  const read = inTurn(reads);
  let rereads = 0;
  const before = look();
  const orders = factsIn(read());
  const sources = {
    look,
    read: async (keys: readonly string[]) => {
      rereads += 1;
      expect(keys).toEqual([key]);
      return factsIn(read());
    },
    wait: async () => undefined,
  };
  return { ...(await compareAccounts({ before, orders, processors }, sources)), rereads };
};

const [approved, sold, twice] = [
  accounts(line('approved')),
  accounts(line('approved'), line('captured')),
  accounts(line('approved'), line('captured'), line('approved')),
];

describe('log and journals that are written while they are read', () => {
  it('are compared at once where the order stands still', async () =>
    expect(await compare([sold], [sale])).toEqual({ violations: [], restless: [], rereads: 0 }));

  it('raise no false alarm: an order that moved is read again, once it stands still', async () =>
    expect(await compare([approved, sold], [asked, sale])).toEqual({ violations: [], restless: [], rereads: 1 }));

  it('pass over nothing: what is wrong with an order that moved is found once it stands still', async () => {
    const { violations, rereads } = await compare([approved, sold, approved, sold, twice], [asked, sale]);
    expect(violations.map(({ invariant }) => invariant)).toContain('I3');
    expect(rereads).toBe(2);
  });

  it('are not said to agree where an order never stands still', async () => {
    const restless = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? approved : sold));
    expect(await compare(restless, [asked, sale])).toMatchObject({ violations: [], restless: [key] });
  });
});
