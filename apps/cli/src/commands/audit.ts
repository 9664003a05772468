import { setTimeout as sleep } from 'node:timers/promises';
import { toPublicId } from '@tollgate/contracts';
import type pg from 'pg';
import { orderKey } from '../audit/acquirer-journal.js';
import type { Invariant, Violation } from '../audit/logged-event.js';
import { type MailLine, mailViolations } from '../audit/mail-rules.js';
import { mailsApart } from '../audit/mails-apart.js';
import type { OrderFacts } from '../audit/order-facts.js';
import { type AuditedLog, readLog, readOrders } from '../audit/read-log.js';
import { backlogViolations, type ReadModels, readModelViolations, readReadModels } from '../audit/read-models.js';
import { dayViolations } from '../audit/sales-days.js';
import { type Check, checks, exitCodeOf, linesOf, type Unchecked, type Verdict, verdictOf } from '../audit/verdict.js';
import { GRACE_MS } from '../audit/waits.js';
import { unreadProcessors } from '../journals/acquirer-rules.js';
import { compareAccounts, type KnownAccounts } from '../journals/compare-accounts.js';
import { type JournalOptions, Outside } from '../journals/outside.js';
import { atOneMoment, openDatabase } from '../log-reader.js';
import { CannotCheck, findStack, need } from '../stack.js';
import { verifyLog } from './verify.js';

export interface AuditOptions extends JournalOptions {
  /** Seconds for which an order may stand still. */
  readonly grace?: string;
  /** Invariants, separated by commas; all unless given. */
  readonly only?: string;
}

/** What a part of the audit found, and what it could not look at. */
interface Findings {
  readonly violations: readonly Violation[];
  readonly unchecked: readonly Unchecked[];
}

const unchecked = (invariants: readonly Invariant[], why: string): readonly Unchecked[] =>
  invariants.map((invariant) => ({ invariant, why }));

/** What no journal was read for: not checked, unless the operator said that none is to be read. */
const unread = (invariants: readonly Invariant[], why: string, { withoutJournals }: AuditOptions): readonly Unchecked[] =>
  withoutJournals === true
    ? invariants.map((invariant) => ({ invariant, why: 'by the log alone: no journal was read', isWaived: true }))
    : unchecked(invariants, why);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const acquirerInvariants = ['I3', 'I4', 'I5'] as const;

const SETTLE_MS = 250;

/** What the acquirers hold against the log, as of one moment. */
const auditAccounts = async (db: pg.Client, outside: Outside, known: KnownAccounts): Promise<Findings> => {
  const { violations, restless } = await compareAccounts(known, {
    look: () => outside.lookAtAccounts(),
    read: (keys) => atOneMoment(db, () => readOrders(db, keys)),
    wait: () => sleep(SETTLE_MS),
  });
  const why = `${restless.length} orders moved at the acquirer for as long as they were watched, ${restless[0]} among them`;
  return { violations, unchecked: restless.length === 0 ? [] : unchecked(acquirerInvariants, why) };
};

const unreadAcquirers = (orders: ReadonlyMap<string, OrderFacts>, { processors }: Outside, options: AuditOptions) => {
  if (processors.size === 0)
    return unread(acquirerInvariants, 'no acquirer’s journal that says whose it is: --acquirer-journal PROCESSOR=FILE', options);
  return unreadProcessors(orders, processors).flatMap((processor) =>
    unchecked(acquirerInvariants, `orders went to ${processor}, and no journal of it was read`),
  );
};

const outsideInvariants = ['I3', 'I4', 'I5', 'I11'] as const;

/** What `tollgate seed` made up is judged by the log alone: by seeding, the operator said so. */
const seededOrders = (orders: ReadonlyMap<string, OrderFacts>): readonly Unchecked[] => {
  const count = [...orders.values()].filter(({ isSeeded }) => isSeeded).length;
  if (count === 0) return [];
  const why = `${count} seeded orders by the log alone: no acquirer and no mail server heard of them`;
  return outsideInvariants.map((invariant) => ({ invariant, why, isWaived: true }));
};

interface MailLooks {
  readonly before: readonly MailLine[] | undefined;
  readonly after: readonly MailLine[] | undefined;
}

const auditMails = ({ before, after }: MailLooks, { orders }: AuditedLog, options: AuditOptions): Findings =>
  before === undefined || after === undefined
    ? { violations: [], unchecked: unread(['I11'], 'no mail server’s journal: --mail-journal FILE', options) }
    : { violations: mailViolations({ before, after }, orders), unchecked: [] };

const auditReadModels = (models: ReadModels, { reported, days, backlog, nowMs }: AuditedLog, graceMs: number): Findings => ({
  violations: [
    ...readModelViolations(models.shown, reported),
    ...dayViolations(models.days, days),
    ...backlogViolations(backlog, nowMs, graceMs),
  ],
  unchecked: [],
});

const auditChains = async (postgresUrl: string): Promise<Findings> => {
  try {
    const { firstBad } = await verifyLog(postgresUrl);
    const violations: readonly Violation[] =
      firstBad === undefined ? [] : [{ invariant: 'I13', subject: firstBad.subject, says: firstBad.why }];
    return { violations, unchecked: [] };
  } catch (error) {
    return { violations: [], unchecked: unchecked(['I13'], reasonOf(error)) };
  }
};

/** The log and the read models of one moment, judged. */
const auditDatabase = (db: pg.Client, graceMs: number) =>
  atOneMoment(db, async () => {
    const models = await readReadModels(db).catch((error: unknown) => reasonOf(error));
    const isRead = typeof models !== 'string';
    const log = await readLog(db, { graceMs, reportedTo: isRead ? models.end : undefined });
    const none = { violations: [], unchecked: unchecked(['I7', 'I17'], `the read models cannot be read: ${models}`) };
    return { log, readModels: isRead ? auditReadModels(models, log, graceMs) : none };
  });

/** Throws CannotCheck for what is no number of seconds. */
const graceIn = ({ grace }: AuditOptions): number => {
  if (grace === undefined) return GRACE_MS;
  if (!/^\d{1,6}$/.test(grace)) throw new CannotCheck('--grace is a number of seconds');
  return Number(grace) * 1_000;
};

/** The checks that were asked for. Throws CannotCheck for one that there is not. */
const askedFor = ({ only }: AuditOptions) => {
  if (only === undefined) return checks;
  const names = only.split(',').map((name) => name.trim().toUpperCase());
  const unknown = names.filter((name) => !checks.some(({ invariant }) => invariant === name));
  if (unknown.length > 0) throw new CannotCheck(`there is no check ${unknown.join(', ')}`);
  return checks.filter(({ invariant }) => names.includes(invariant));
};

const show = (asked: readonly Check[], verdicts: readonly Verdict[], { orders }: AuditedLog): void => {
  const nameOf = (subject: string): string => (orders.has(orderKey(subject)) ? toPublicId('ord', subject) : subject);
  for (const [index, check] of asked.entries()) {
    const verdict = verdicts[index];
    if (verdict !== undefined) for (const line of linesOf(check, verdict, nameOf)) console.log(line);
  }
};

/** Every part of the audit, the journals looked at before the log is read and afterwards. */
const auditAll = async (postgresUrl: string, options: AuditOptions) => {
  const outside = new Outside(options, findStack());
  const graceMs = graceIn(options);
  const db = await openDatabase(postgresUrl);
  try {
    const before = outside.lookAtAccounts();
    const mailsBefore = outside.lookAtMails();
    const { log, readModels } = await auditDatabase(db, graceMs);
    const mails = { before: mailsBefore, after: outside.lookAtMails() };
    const parts: readonly Findings[] = [
      log,
      readModels,
      { violations: [], unchecked: unreadAcquirers(log.orders, outside, options) },
      { violations: [], unchecked: seededOrders(log.orders) },
      await auditAccounts(db, outside, { before, orders: log.orders, processors: outside.processors }),
      auditMails(mails, log, options),
      await auditChains(postgresUrl),
    ];
    return { log, parts };
  } finally {
    await db.end();
  }
};

/** `tollgate audit`: every invariant that a live log, the read models and the journals of the outside can show. Answers
 *  the exit code: 0 all that was asked for holds, 1 a violation named, 2 something could not be checked. */
export const audit = async (options: AuditOptions): Promise<number> => {
  const asked = askedFor(options);
  const { log, parts } = await auditAll(need(findStack(), 'postgresUrl'), options);
  const violations = parts.flatMap((part) => part.violations);
  const missing = parts.flatMap((part) => part.unchecked);
  const verdicts = asked.map(({ invariant }) => verdictOf(invariant, violations, missing));
  console.log(`${log.orders.size} orders audited, ${log.subjectCount} subjects in all\n`);
  show(asked, verdicts, log);
  for (const line of mailsApart(log.orders)) console.log(line);
  return exitCodeOf(verdicts);
};
