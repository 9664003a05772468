/** `npm start`: the whole gateway on this machine, until Ctrl-C. */

import { PidFiles, supervisorName } from './processes/pid-files.ts';
import { openStack } from './stack/runtime.ts';
import { help, readSettings } from './stack/settings.ts';
import { Supervisor } from './supervisor.ts';
import { createConsole } from './terminal/console.ts';
import { welcome } from './terminal/welcome.ts';

/** One Ctrl-C arrives several times, through npm and through the terminal's process group. */
const sameSignalMs = 1_000;

const start = async (): Promise<void> => {
  const startedAt = Date.now();
  const settings = readSettings(process.env);
  const console = createConsole(process.stdout);
  const stack = await openStack(settings);
  const pidFiles = new PidFiles(settings.dataDir);
  const other = pidFiles.find(supervisorName);
  if (other !== undefined)
    throw new Error(`a stack runs on ${settings.dataDir} already (pid ${other}); stop it first, or set TOLLGATE_DATA`);
  pidFiles.write(supervisorName, process.pid);
  const stale = await pidFiles.endStale();
  if (stale.length > 0) console.line(`Ended what an earlier start had left running: ${stale.join(', ')}`);
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
  try {
    await supervisor.start();
    console.line(welcome(stack, Date.now() - startedAt));
  } catch (error) {
    if (stopAskedAt !== undefined) return;
    console.problem(error instanceof Error ? error.message : String(error));
    await stop(1);
  }
};

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(help);
else {
  start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
