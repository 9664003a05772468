/** A stack as `npm start` runs it, but for its services' wiring; a child process of the chaos run, which it does not
 *  outlive. */
import { PidFiles } from '../../../scripts/supervisor/processes/pid-files.ts';
import { openStack } from '../../../scripts/supervisor/stack/runtime.ts';
import { readSettings } from '../../../scripts/supervisor/stack/settings.ts';
import { Supervisor } from '../../../scripts/supervisor/supervisor.ts';
import { createConsole } from '../../../scripts/supervisor/terminal/console.ts';
import { type ChaosWiring, chaosRows } from './chaos-rows.ts';

const wiring = JSON.parse(process.env.TOLLGATE_CHAOS_WIRING ?? '') as ChaosWiring;
const stack = { ...(await openStack(readSettings(process.env))), rows: chaosRows(wiring) };
const supervisor = new Supervisor(stack, createConsole(process.stdout), new PidFiles(stack.dataDir));
const stop = (): void => void supervisor.stop().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('disconnect', stop);
await supervisor.start();
