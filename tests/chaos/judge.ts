// What must hold at the end of a run.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Begun, type Line, type Losses, lossesIn } from './losses.ts';
import { checkerName, type Verdict } from './report.ts';
import type { StackLog } from './stack-log.ts';

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
  await judgeWith('tollgate parked', [tollgate, 'parked'], dataDir),
];

export interface Evidence {
  readonly dataDir: string;
  readonly clientJournal: string;
  /** When which fault befell the stack. */
  readonly runJournal: string;
  /** Cards that orders were paid with, outside of the data folder, which is looked through for them. */
  readonly cardsFile: string;
}

/** The program that shares no code with what it judges. */
export const askChecker = ({ dataDir, clientJournal, runJournal, cardsFile }: Evidence): Promise<Verdict> => {
  const args = ['--stack', dataDir, '--clients', clientJournal, '--faults', runJournal, '--cards', cardsFile];
  return judgeWith(checkerName, [join(root, 'tests/checker/check.ts'), ...args], dataDir);
};

const kinds = {
  OrderPlaced: 'place',
  CreditPlaced: 'place',
  CaptureRequested: 'capture',
  VoidRequested: 'void',
  RefundRequested: 'refund',
  RefundApprovalRequested: 'refund',
  MailRequested: 'mail',
  DownloadsReissueRequested: 'reissue',
};
/** An order's public id is that of its subject, any other's that of the event. */
const begun = `
  SELECT CASE WHEN type IN ('OrderPlaced', 'CreditPlaced') THEN subject_id ELSE (header->>'id')::uuid END AS id, $1::jsonb->>type AS kind
  FROM order_log.events WHERE $1::jsonb ? type`;

/** Reads both, and compares them. */
export const lossesOf = async (clientJournal: string, log: StackLog): Promise<Losses> => {
  const lines = readFileSync(clientJournal, 'utf8').split('\n').filter(Boolean);
  const inLog = await log.rowsInTime<Begun>(begun, [JSON.stringify(kinds)], 60_000);
  return lossesIn(
    lines.map((line) => JSON.parse(line) as Line),
    inLog,
  );
};
