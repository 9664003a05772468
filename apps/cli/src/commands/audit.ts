import { existsSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { accountsOf, acquirerViolations, type JournalLine } from '../audit/acquirer.js';
import {
  factsOf,
  historyViolations,
  type LoggedEvent,
  type OrderFacts,
  orderViolations,
  settlementViolations,
  type Violation,
} from '../audit/history.js';
import { type MailLine, mailViolations } from '../audit/mail.js';
import { type LogRow, openDatabase, ordersOf } from '../log-reader.js';
import { progressBar } from '../progress.js';
import { CannotCheck, findStack, need } from '../stack.js';
import { verifyLog } from './verify.js';

export interface AuditOptions {
  /** File of the acquirer's own journal; the outside is checked against it. */
  readonly acquirerJournal?: string;
  /** File of the mail catcher's own journal. */
  readonly mailJournal?: string;
}

const eventOf = (row: LogRow): LoggedEvent & { readonly merchant: string; readonly recordedAt: number } => ({
  position: BigInt(row.position),
  order: row.order_id,
  stream: row.stream,
  version: row.version,
  type: row.type,
  data: JSON.parse(row.data),
  merchant: JSON.parse(row.header).merchant,
  recordedAt: row.recorded_at.getTime(),
});

const linesOf = <T>(file: string): readonly T[] => {
  if (!existsSync(file)) throw new CannotCheck(`${file} is not there`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
};

const named: readonly (readonly [string, string])[] = [
  ['I2', 'histories are lawful and whole'],
  ['I3', 'at most one live authorization and one capture an order'],
  ['I4', 'no unknown stays unknown'],
  ['I5', 'money is conserved'],
  ['I7', 'read models say what the log says'],
  ['I10', 'downloads only for paid orders, closed only when complete'],
  ['I11', 'receipts: one for each paid order, none for others'],
  ['I13', 'the hash chains hold'],
];

/** I7: what reporting shows of money against the facts in the log; orders still under way are left out. */
const projectionViolations = async (db: pg.Client, orders: ReadonlyMap<string, OrderFacts>): Promise<readonly Violation[]> => {
  const { rows } = await db.query<{ order_id: string; captured: string | null }>(
    'select order_id::text, captured_minor::text as captured from reporting.orders',
  );
  const shown = new Map(rows.map((row) => [row.order_id.replaceAll('-', ''), BigInt(row.captured ?? 0)]));
  const settled = [...orders].filter(([, facts]) => Date.now() - facts.lastRecorded > 10_000);
  return settled
    .filter(([order, facts]) => shown.get(order) !== (facts.captured ?? 0n))
    .map(([order, facts]) => ({
      invariant: 'I7',
      order: facts.order,
      says: `captured ${facts.captured ?? 0n} by the log, ${shown.get(order) ?? 'nothing'} by reporting`,
    }));
};

const readOrders = async (db: pg.Client, violations: Violation[]): Promise<Map<string, OrderFacts>> => {
  const { rows } = await db.query<{ count: string }>('select count(*) from order_log.events');
  const bar = progressBar('auditing', Number(rows[0]?.count));
  const orders = new Map<string, OrderFacts>();
  for await (const history of ordersOf(db, (seen) => bar.update(seen))) {
    const events = history.map(eventOf);
    const facts = factsOf(events);
    orders.set(facts.order.replaceAll('-', ''), facts);
    violations.push(...historyViolations(events), ...orderViolations(facts), ...settlementViolations(facts, Date.now()));
  }
  bar.stop();
  return orders;
};

const outsideViolations = (options: AuditOptions, orders: ReadonlyMap<string, OrderFacts>): readonly Violation[] => [
  ...(options.acquirerJournal === undefined
    ? []
    : acquirerViolations(accountsOf(linesOf<JournalLine>(options.acquirerJournal)), orders)),
  ...(options.mailJournal === undefined ? [] : mailViolations(linesOf<MailLine>(options.mailJournal), orders)),
];

const chainViolations = async (postgresUrl: string): Promise<readonly Violation[]> => {
  const { firstBad } = await verifyLog(postgresUrl);
  return firstBad === undefined ? [] : [{ invariant: 'I13', order: firstBad.order, says: firstBad.why }];
};

const report = (violations: readonly Violation[]): void => {
  for (const [invariant, says] of named) {
    const broken = violations.filter((violation) => violation.invariant === invariant);
    const [first] = broken;
    console.log(`${first ? '✗' : '✓'} ${invariant.padEnd(4)} ${says}${first ? `: ${broken.length} broken` : ''}`);
    if (first) console.log(`       first: order ${first.order}: ${first.says}`);
  }
};

/** Checks every invariant that a live log and the journals of the outside can show. Answers the exit code: 0 clean, 1 a violation named. */
export const audit = async (options: AuditOptions): Promise<number> => {
  const postgresUrl = need(findStack(), 'postgresUrl');
  const db = await openDatabase(postgresUrl);
  try {
    const violations: Violation[] = [];
    const orders = await readOrders(db, violations);
    violations.push(
      ...(await projectionViolations(db, orders)),
      ...outsideViolations(options, orders),
      ...(await chainViolations(postgresUrl)),
    );
    const partly = options.acquirerJournal === undefined ? ' (the outside too with --acquirer-journal FILE)' : '';
    console.log(`${orders.size} orders audited${partly}\n`);
    report(violations);
    return violations.length === 0 ? 0 : 1;
  } finally {
    await db.end();
  }
};
