// What must hold at the end of a run.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Record, uuidOf } from './record.ts';
import { checkerName, type Verdict } from './report.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

const judgeWith = async (name: string, args: readonly string[], dataDir: string): Promise<Verdict> => {
  const env = { ...process.env, TOLLGATE_DATA: dataDir, NO_COLOR: '1' };
  try {
    const { stdout, stderr } = await run(process.execPath, args, { env, maxBuffer: 64 * 2 ** 20 });
    return { name, exitCode: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw error;
    return { name, exitCode: code, output: stdout + stderr };
  }
};

const tollgate = join(root, 'apps/cli/bin/tollgate.js');

/** The operator's own tools. */
export const askOperatorTools = async (dataDir: string): Promise<readonly Verdict[]> => [
  await judgeWith('tollgate verify', [tollgate, 'verify'], dataDir),
  await judgeWith('tollgate audit', [tollgate, 'audit'], dataDir),
];

export interface Evidence {
  readonly dataDir: string;
  readonly clientJournal: string;
  /** Cards that orders were paid with, outside of the data folder, which is looked through for them. */
  readonly cardsFile: string;
  /** Each of them may copy a mail. */
  readonly faults: number;
}

/** The program that shares no code with what it judges. */
export const askChecker = ({ dataDir, clientJournal, cardsFile, faults }: Evidence): Promise<Verdict> => {
  const args = ['--stack', dataDir, '--clients', clientJournal, '--crashes', String(faults), '--cards', cardsFile];
  return judgeWith(checkerName, [join(root, 'tests/checker/check.ts'), ...args], dataDir);
};

/** One line of the merchant's journal. */
interface Line {
  readonly event: string;
  readonly kind: string;
  readonly key?: string;
  readonly order?: string;
  readonly operation?: string;
}

const types = { capture: 'CaptureRequested', void: 'VoidRequested', refund: 'RefundRequested' };

/** What was lost, and what was done twice, by the merchant's journal and the log alone. */
export interface Losses {
  /** Told to the merchant as done, and not in the log. */
  readonly lost: readonly string[];
  /** One key, two orders or operations; one order, two keys. */
  readonly doubled: readonly string[];
}

const linesIn = (file: string): readonly Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

/** The id of what a line says was done: an operation's event, or the order. */
const idIn = ({ kind, order, operation }: Line): string | undefined => {
  const id = kind === 'place' ? order : operation;
  return id === undefined ? undefined : uuidOf(id);
};

const known = `
  SELECT subject_id AS id FROM order_log.events WHERE type = 'OrderPlaced'
  UNION SELECT (header->>'id')::uuid FROM order_log.events WHERE type = ANY($1)`;

const repeated = (pairs: readonly (readonly [string, string])[]): readonly string[] =>
  [...Map.groupBy(pairs, ([first]) => first)]
    .filter(([, group]) => new Set(group.map(([, second]) => second)).size > 1)
    .map(([first]) => first);

export const lossesOf = async (clientJournal: string, record: Record): Promise<Losses> => {
  const told = linesIn(clientJournal).filter(({ kind, event }) => kind !== 'download' && (event === 'ok' || event === 'fail'));
  const rows = await record.rowsInTime<{ id: string }>(known, [Object.values(types)], 60_000);
  const inLog = new Set(rows.map(({ id }) => id));
  const named = told.flatMap((line) => {
    const id = idIn(line);
    return id === undefined ? [] : [{ ...line, id }];
  });
  const pairs = named.map(({ key = '', id }) => [key, id] as const);
  return {
    lost: named.filter(({ event, id }) => event === 'ok' && !inLog.has(id)).map(({ kind, id }) => `${kind} ${id}`),
    doubled: [...repeated(pairs), ...repeated(pairs.map(([key, id]) => [id, key]))],
  };
};
