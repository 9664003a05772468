import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { type AcquirerJournal, accountsOf, type JournalLine, processorIn, steadyAccounts } from '../audit/acquirer-journal.js';
import { acquirerViolations, unreadProcessors } from '../audit/acquirer-rules.js';
import type { Invariant, Violation } from '../audit/logged-event.js';
import { type MailLine, mailViolations } from '../audit/mail-rules.js';
import { mailsApart } from '../audit/mails-apart.js';
import type { OrderFacts } from '../audit/order-facts.js';
import { type AuditedLog, readLog } from '../audit/read-log.js';
import { dayViolations, readModelViolations, readReadModels } from '../audit/read-models.js';
import { type Check, checks, exitCodeOf, linesOf, type Unchecked, type Verdict, verdictOf } from '../audit/verdict.js';
import { atOneMoment, openDatabase } from '../log-reader.js';
import { CannotCheck, findStack, need, type StackAddress } from '../stack.js';
import { verifyLog } from './verify.js';

export interface AuditOptions {
  /** Files of acquirers' own journals; `processor=file` where it does not show in the lines. The running stack's unless
   *  given. */
  readonly acquirerJournal?: readonly string[];
  /** File of the mail server's own journal. The running stack's unless given. */
  readonly mailJournal?: string;
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

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The lines of a journal; one that is just being written is left out. Throws CannotCheck when it cannot be read. */
const linesIn = <T>(file: string): readonly T[] => {
  try {
    const text = readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    return whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T);
  } catch (cause) {
    throw new CannotCheck(`${file} cannot be read`, { cause });
  }
};

const journalIn = (named: string): AcquirerJournal => {
  const [, processor, file = named] = /^([a-z0-9-]+)=(.+)$/.exec(named) ?? [];
  const lines = linesIn<JournalLine>(file);
  return { processor: processor ?? processorIn(lines) ?? 'iso8583', lines };
};

/** One look at the journals of the outside; undefined where there is none. */
interface Outside {
  readonly acquirers: readonly AcquirerJournal[];
  readonly mails: readonly MailLine[] | undefined;
}

/** Looks at the journals that were named, or else at the running stack's. */
const lookOutside = (options: AuditOptions, stack: StackAddress): Outside => {
  const ofStack = [stack.acquirerJournal, stack.stripeJournal].filter((file) => file !== undefined);
  const mail = options.mailJournal ?? stack.mailJournal;
  return {
    acquirers: (options.acquirerJournal ?? ofStack).map(journalIn),
    mails: mail === undefined ? undefined : linesIn<MailLine>(mail),
  };
};

/** The journals before the log was read, and afterwards. */
interface Looks {
  readonly before: Outside;
  readonly after: Outside;
}

const acquirerInvariants = ['I3', 'I4', 'I5'] as const;

/** What the acquirers' journals show. */
const auditAcquirers = ({ before, after }: Looks, orders: ReadonlyMap<string, OrderFacts>): Findings => {
  if (after.acquirers.length === 0)
    return { violations: [], unchecked: unchecked(acquirerInvariants, 'no acquirer’s journal: --acquirer-journal FILE') };
  const processors = new Set(after.acquirers.map(({ processor }) => processor));
  const steady = steadyAccounts(accountsOf(before.acquirers), accountsOf(after.acquirers));
  return {
    violations: acquirerViolations(steady, orders, processors),
    unchecked: unreadProcessors(orders, processors).flatMap((processor) =>
      unchecked(acquirerInvariants, `orders went to ${processor}, and no journal of it was read`),
    ),
  };
};

const auditMails = ({ before, after }: Looks, orders: ReadonlyMap<string, OrderFacts>): Findings =>
  before.mails === undefined || after.mails === undefined
    ? { violations: [], unchecked: unchecked(['I11'], 'no mail server’s journal: --mail-journal FILE') }
    : { violations: mailViolations({ before: before.mails, after: after.mails }, orders), unchecked: [] };

const auditReadModels = async (db: pg.Client, { orders, nowMs }: AuditedLog): Promise<Findings> => {
  try {
    const models = await readReadModels(db);
    const violations = [...readModelViolations(models.shown, orders, nowMs), ...dayViolations(models.days, models.orders)];
    return { violations, unchecked: [] };
  } catch (error) {
    return { violations: [], unchecked: unchecked(['I5', 'I7'], `the read models cannot be read: ${reasonOf(error)}`) };
  }
};

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
const auditDatabase = async (postgresUrl: string) => {
  const db = await openDatabase(postgresUrl);
  try {
    return await atOneMoment(db, async () => {
      const log = await readLog(db);
      return { log, readModels: await auditReadModels(db, log) };
    });
  } finally {
    await db.end();
  }
};

/** The checks that were asked for. Throws CannotCheck for one that there is not. */
const askedFor = ({ only }: AuditOptions) => {
  if (only === undefined) return checks;
  const names = only.split(',').map((name) => name.trim().toUpperCase());
  const unknown = names.filter((name) => !checks.some(({ invariant }) => invariant === name));
  if (unknown.length > 0) throw new CannotCheck(`there is no check ${unknown.join(', ')}`);
  return checks.filter(({ invariant }) => names.includes(invariant));
};

const show = (asked: readonly Check[], verdicts: readonly Verdict[]): void => {
  for (const [index, check] of asked.entries()) {
    const verdict = verdicts[index];
    if (verdict !== undefined) for (const line of linesOf(check, verdict)) console.log(line);
  }
};

/** `tollgate audit`: every invariant that a live log, the read models and the journals of the outside can show. Answers
 *  the exit code: 0 all that was asked for holds, 1 a violation named, 2 something could not be checked. */
export const audit = async (options: AuditOptions): Promise<number> => {
  const stack = findStack();
  const asked = askedFor(options);
  const postgresUrl = need(stack, 'postgresUrl');
  const before = lookOutside(options, stack);
  const { log, readModels } = await auditDatabase(postgresUrl);
  const looks: Looks = { before, after: lookOutside(options, stack) };
  const parts: readonly Findings[] = [
    log,
    readModels,
    auditAcquirers(looks, log.orders),
    auditMails(looks, log.orders),
    await auditChains(postgresUrl),
  ];
  const violations = parts.flatMap((part) => part.violations);
  const missing = parts.flatMap((part) => part.unchecked);
  const verdicts = asked.map(({ invariant }) => verdictOf(invariant, violations, missing));
  console.log(`${log.orders.size} orders audited, ${log.subjectCount} subjects in all\n`);
  show(asked, verdicts);
  for (const line of mailsApart(log.orders)) console.log(line);
  return exitCodeOf(verdicts);
};
