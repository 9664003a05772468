// All rules over all evidence.
import { judgeChain } from './chain.ts';
import {
  bareId,
  type ClientLine,
  type Event,
  type MailLine,
  type MoneyLine,
  type ShownDay,
  type ShownOrder,
  type Span,
} from './evidence.ts';
import { judgeHistory } from './history.ts';
import { foldOrder, type OrderState } from './order-state.ts';
import { judgeClients, type Orders } from './rules/clients.ts';
import { judgeAccess, judgeDownloads } from './rules/downloads.ts';
import { judgeEnds, judgeModels } from './rules/ends.ts';
import { judgeMails } from './rules/mails.ts';
import { judgeBooks, judgeMoney } from './rules/money.ts';
import type { Invariant, Verdicts } from './verdicts.ts';

/** What a run left behind; undefined is a missing input, and what needs it is not judged. */
export interface Evidence {
  readonly subjects: AsyncIterable<readonly Event[]> | Iterable<readonly Event[]>;
  readonly clients: readonly ClientLine[] | undefined;
  readonly money: readonly MoneyLine[] | undefined;
  readonly mails: readonly MailLine[] | undefined;
  readonly models: { readonly rows: readonly ShownOrder[]; readonly days: readonly ShownDay[] } | undefined;
  /** Whose the clients' lines are that name no merchant. */
  readonly merchant: string | undefined;
  /** When something befell the run that may copy a mail. */
  readonly faults: readonly Span[];
}

const judgeSubject = (events: readonly Event[], verdicts: Verdicts): void => {
  judgeHistory(events, verdicts);
  judgeChain(events, verdicts);
  const [first] = events;
  const stranger = events.find(({ header }) => header.merchant !== first?.header.merchant);
  verdicts.judge(
    'I14',
    first?.subject ?? '',
    stranger && `${stranger.type} is ${stranger.header.merchant}'s, the first event ${first?.header.merchant}'s`,
  );
};

const judgeLog = async (subjects: Evidence['subjects'], verdicts: Verdicts): Promise<Orders> => {
  const orders = new Map<string, OrderState>();
  for await (const events of subjects) {
    judgeSubject(events, verdicts);
    if (events[0]?.header.subject.kind === 'order') orders.set(bareId(events[0].subject), foldOrder(events));
  }
  return orders;
};

/** Runs a rule on its input; without the input, what the rule is about was not judged. */
const judgeBy = <T>(
  input: { readonly of: readonly Invariant[]; readonly name: string; readonly it: T | undefined },
  verdicts: Verdicts,
  rule: (it: T) => void,
): void => {
  if (input.it !== undefined) rule(input.it);
  else for (const invariant of input.of) verdicts.lacks(invariant, input.name);
};

/** Judges all but the bytes on disk (I15). Answers how many orders there were. */
export const judgeAll = async (evidence: Evidence, verdicts: Verdicts): Promise<number> => {
  const { clients, money, mails, models, merchant, faults } = evidence;
  const orders = await judgeLog(evidence.subjects, verdicts);
  judgeBooks(orders, verdicts);
  judgeEnds(orders, verdicts);
  judgeAccess(orders, verdicts);
  const customers = clients?.some(({ kind }) => kind === 'download') ? clients : undefined;
  const lines = { of: ['I1', 'I6', 'I14'], name: 'the clients’ journal', it: clients } as const;
  judgeBy(lines, verdicts, (it) => judgeClients(it, orders, { merchant, verdicts }));
  const saved = { of: ['I10'], name: 'what clients saved: lines of downloads in their journal', it: customers } as const;
  judgeBy(saved, verdicts, (it) => judgeDownloads(it, orders, verdicts));
  const accounts = { of: ['I3', 'I4', 'I5', 'I9'], name: 'the acquirers’ journals', it: money } as const;
  judgeBy(accounts, verdicts, (it) => judgeMoney(it, orders, verdicts));
  judgeBy({ of: ['I7'], name: 'the read models', it: models }, verdicts, (it) => judgeModels(it, orders, verdicts));
  judgeBy({ of: ['I11'], name: 'the mail server’s journal', it: mails }, verdicts, (it) =>
    judgeMails(it, orders, { faults, verdicts }),
  );
  return orders.size;
};
