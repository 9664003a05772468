/** `npm start`: the whole gateway on this machine, until Ctrl-C. */

import { mkdirSync } from 'node:fs';
import { claim } from '../servers/claim.ts';
import { fullDiskText } from '../servers/disk-room.ts';
import { PidFiles, supervisorName } from './processes/pid-files.ts';
import { openStack } from './stack/runtime.ts';
import { readSettings, type Settings } from './stack/settings.ts';
import { Supervisor } from './supervisor.ts';
import { createConsole } from './terminal/console.ts';
import { welcome } from './terminal/welcome.ts';

/** One Ctrl-C arrives several times, through npm and through the terminal's process group. */
const sameSignalMs = 1_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What went wrong, and that the disk is full where it is: that is then the reason, whatever failed by it. */
const problemOf = (error: unknown, dataDir: string): string => {
  const full = fullDiskText(dataDir);
  return full === undefined ? messageOf(error) : `${messageOf(error)}\n  ${full}: free some, then start again.`;
};

const start = async (settings: Settings): Promise<void> => {
  const startedAt = Date.now();
  const { dataDir } = settings;
  const console = createConsole(process.stdout);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const pidFiles = new PidFiles(dataDir);
  if ((await claim({ folder: dataDir, purpose: 'stack' })) === undefined) {
    const other = pidFiles.find(supervisorName);
    const who = other === undefined ? '' : ` (pid ${other})`;
    throw new Error(`a stack runs on ${dataDir} already${who}; stop it first, or set TOLLGATE_DATA`);
  }
  pidFiles.write(supervisorName, process.pid);
  const stale = await pidFiles.endStale();
  if (stale.length > 0) console.line(`Ended what an earlier start had left running: ${stale.join(', ')}`);
  const stack = await openStack(settings);
  const supervisor = new Supervisor(stack, console, pidFiles);
  let stopAskedAt: number | undefined;
  const stop = async (exitCode: number): Promise<void> => {
    if (stopAskedAt !== undefined && Date.now() - stopAskedAt < sameSignalMs) return;
    const isHasty = stopAskedAt !== undefined;
    stopAskedAt = Date.now();
    console.line(isHasty ? 'Stopping at once…' : 'Stopping…');
    await supervisor.stop(isHasty);
    pidFiles.remove(supervisorName);
    console.close();
    process.stdout.write('Stopped. The data is kept.\n');
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  process.on('disconnect', () => void stop(0)); // whoever started us is gone
  // A mistake of the supervisor itself: nobody would look after the processes any more. Should stopping fail as well, the
  // guards of the processes end them.
  process.on('uncaughtException', (error) => {
    console.problem(`the supervisor failed: ${error.stack ?? messageOf(error)}`);
    if (stopAskedAt === undefined) void stop(1);
    else process.exit(1);
  });
  try {
    await supervisor.start();
    console.line(welcome(stack, Date.now() - startedAt));
  } catch (error) {
    if (stopAskedAt !== undefined) return;
    console.problem(problemOf(error, dataDir));
    await stop(1);
  }
};

const main = async (): Promise<void> => {
  const settings = readSettings(process.env);
  await start(settings).catch((error: unknown) => {
    throw new Error(problemOf(error, settings.dataDir));
  });
};

process.stderr.on('error', () => undefined); // a full disk, or a reader that is gone
main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
