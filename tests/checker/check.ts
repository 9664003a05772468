// The independent checker: `node tests/checker/check.ts --stack DIR --clients FILE`. See README.md.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ClientLine, FaultLine, MailLine, MoneyLine } from './evidence.ts';
import { judgeAll } from './judge.ts';
import { allLinesIn, Database, MissingInput, spansIn, subjectsIn } from './read.ts';
import { type Card, judgeCards, judgeCluster } from './rules/cards.ts';
import { exitCodeOf, type Invariant, invariants, linesOf, Verdicts } from './verdicts.ts';

const help = `node tests/checker/check.ts [options]

  --stack DIR       a data folder: its demo.json names the database and the journals, and DIR is looked through for card numbers
  --postgres URL    the database, where it is not the stack's
  --events FILE     events as JSON lines instead of a database; then there are no read models
  --clients FILE    the clients' journal; again for each
  --acquirer FILE   an acquirer's journal (ISO 8583 or Stripe); again for each. Unless given, the stack's
  --mails FILE      the mail server's journal. Unless given, the stack's
  --merchant ID     whose the clients' lines are that name no merchant. Unless given, the stack's demo merchant
  --faults FILE     the run's journal: what befell it between two copies of a mail may have copied it; again for each
  --scan DIR        a folder that the run wrote; again for each. Unless given, the stack's
  --cards FILE      cards that the run used, a number and a security code a line; outside of what is scanned
  --only LIST       ${Object.keys(invariants).join(',')}

Exit code 0: all that was asked for holds. 1: something is broken, the first is named. 2: an input is missing, or had nothing to judge in it.`;

const { values } = parseArgs({
  options: {
    stack: { type: 'string' },
    postgres: { type: 'string' },
    events: { type: 'string' },
    clients: { type: 'string', multiple: true },
    acquirer: { type: 'string', multiple: true },
    mails: { type: 'string' },
    merchant: { type: 'string' },
    faults: { type: 'string', multiple: true, default: [] },
    scan: { type: 'string', multiple: true },
    cards: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** What a stack's demo.json names. */
interface Stack {
  readonly postgresUrl?: string;
  readonly merchantId?: string;
  readonly acquirerJournal?: string;
  readonly stripeJournal?: string;
  readonly mailJournal?: string;
}

const stackOf = (folder: string | undefined): Stack => {
  if (folder === undefined) return {};
  const file = join(folder, 'demo.json');
  if (!existsSync(file)) throw new MissingInput(`${file} is not there: does the stack run?`);
  return JSON.parse(readFileSync(file, 'utf8')) as Stack;
};

const askedFor = (): readonly Invariant[] => {
  const all = Object.keys(invariants) as Invariant[];
  const names = values.only?.split(',').map((name) => name.trim().toUpperCase());
  const unknown = names?.find((name) => !(all as string[]).includes(name));
  if (unknown !== undefined) throw new MissingInput(`there is no invariant ${unknown}`);
  return names === undefined ? all : all.filter((invariant) => names.includes(invariant));
};

const cardsFrom = (file: string | undefined): readonly Card[] =>
  file === undefined
    ? []
    : readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => line.trim().split(/\s+/))
        .map(([number = '', cvc]) => ({ number, cvc }));

/** Judges everything but the bytes on disk. Answers how many orders there were. */
const judgeRecords = async (stack: Stack, verdicts: Verdicts): Promise<number> => {
  const journals = values.acquirer ?? [stack.acquirerJournal, stack.stripeJournal].filter((file) => file !== undefined);
  const mails = values.mails ?? stack.mailJournal;
  const read = {
    clients: values.clients && (await allLinesIn<ClientLine>(values.clients)),
    money: journals.length > 0 ? await allLinesIn<MoneyLine>(journals) : undefined,
    mails: mails === undefined ? undefined : await allLinesIn<MailLine>([mails]),
    merchant: values.merchant ?? stack.merchantId,
    faults: spansIn(await allLinesIn<FaultLine>(values.faults)),
  };
  if (values.events !== undefined) return judgeAll({ ...read, models: undefined, subjects: subjectsIn(values.events) }, verdicts);
  const url = values.postgres ?? stack.postgresUrl;
  if (url === undefined) throw new MissingInput('no log: --stack, --postgres or --events');
  const database = new Database(url);
  await database.open();
  try {
    const models = await database.readModels().catch((error: MissingInput) => verdicts.lacks('I7', error.message) ?? undefined);
    return await judgeAll({ ...read, models, subjects: database.subjects() }, verdicts);
  } finally {
    await database.close();
  }
};

const print = (verdicts: Verdicts, asked: readonly Invariant[]): void => {
  for (const line of linesOf(verdicts, asked)) console.log(line);
};

const check = async (): Promise<number> => {
  const verdicts = new Verdicts();
  const asked = askedFor();
  const orders = await judgeRecords(stackOf(values.stack), verdicts);
  const folders = values.scan ?? (values.stack === undefined ? [] : [values.stack]);
  console.log(`${orders} orders judged\n`);
  print(
    verdicts,
    asked.filter((invariant) => invariant !== 'I15'),
  );
  if (asked.includes('I15')) {
    if (values.stack !== undefined && values.scan === undefined) judgeCluster(values.stack, verdicts);
    await judgeCards(folders, cardsFrom(values.cards), verdicts);
    print(verdicts, ['I15']);
  }
  return exitCodeOf(verdicts, asked);
};

if (values.help) console.log(help);
else
  process.exitCode = await check().catch((error: unknown) => {
    console.error(error instanceof MissingInput ? error.message : error);
    return 2;
  });
