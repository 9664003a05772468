import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where the stack is that a command speaks to. */
export interface StackAddress {
  readonly postgresUrl: string | undefined;
  readonly natsUrl: string | undefined;
  readonly apiUrl: string | undefined;
  readonly apiKey: string | undefined;
  readonly caFile: string | undefined;
  readonly acquirerJournal: string | undefined;
  readonly stripeJournal: string | undefined;
  readonly mailJournal: string | undefined;
  /** The demo merchant. */
  readonly merchantId: string | undefined;
  /** The stack's data folder, its secrets among it. */
  readonly dataDir: string | undefined;
  /** Where a running stack was looked for, as a person is told. */
  readonly lookedIn: string;
}

/** What a command cannot go on without is not there: exit code 2, not a violation. */
export class CannotCheck extends Error {
  override readonly name = 'CannotCheck';
}

const upwards = (from: string): string | undefined => {
  const file = join(from, '.tollgate/demo.json');
  if (existsSync(file)) return file;
  return dirname(from) === from ? undefined : upwards(dirname(from));
};

const demoFile = (environment: NodeJS.ProcessEnv): string | undefined => {
  if (!environment.TOLLGATE_DATA) return upwards(process.cwd());
  const named = join(environment.TOLLGATE_DATA, 'demo.json');
  return existsSync(named) ? named : undefined; // another stack's would be a wrong answer
};

/** The environment's word first (TOLLGATE_POSTGRES_URL, TOLLGATE_NATS_URL, TOLLGATE_API_URL, TOLLGATE_API_KEY,
 *  TOLLGATE_CA_FILE), then the running stack's `demo.json`: in TOLLGATE_DATA where that is set, else in
 *  `.tollgate`, from here upwards. */
export const findStack = (environment: NodeJS.ProcessEnv = process.env): StackAddress => {
  const file = demoFile(environment);
  const demo = file === undefined ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  return {
    postgresUrl: environment.TOLLGATE_POSTGRES_URL ?? demo.postgresUrl,
    natsUrl: environment.TOLLGATE_NATS_URL ?? demo.natsUrl,
    apiUrl: environment.TOLLGATE_API_URL ?? demo.apiUrl,
    apiKey: environment.TOLLGATE_API_KEY ?? demo.apiKey,
    caFile: environment.TOLLGATE_CA_FILE ?? demo.caFile,
    acquirerJournal: demo.acquirerJournal,
    stripeJournal: demo.stripeJournal,
    mailJournal: demo.mailJournal,
    merchantId: demo.merchantId,
    dataDir: file === undefined ? undefined : dirname(file),
    lookedIn: environment.TOLLGATE_DATA ? resolve(environment.TOLLGATE_DATA) : `.tollgate, from ${process.cwd()} upwards`,
  };
};

/** The address asked for, or the way to give it. */
export const need = (stack: StackAddress, name: Exclude<keyof StackAddress, 'lookedIn'>): string => {
  const value = stack[name];
  if (value === undefined) {
    throw new CannotCheck(
      `no running stack was found in ${stack.lookedIn}. Start one with "npm start"; of one that runs elsewhere, set TOLLGATE_DATA to its data folder.`,
    );
  }
  return value;
};
