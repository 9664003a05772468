import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Workplace } from './workplace.ts';

/** Asks the leader, gives everybody ten seconds, and kills what is left of its group and of those who worked at its
 *  workplace by then; at once where the signal is KILL. Who comes to work there afterwards is the next server's. A zombie
 *  that nobody collects counts as living here: at worst it is waited for in vain. */
const script = `
group=$1 signal=$2 folder=$3 program=$4
works() { [ "/proc/$1/cwd" -ef "$folder" ] && read -r name < "/proc/$1/comm" && [ "$name" = "$program" ]; }
someone() {
  kill -s 0 -- "-$group" && return 0
  for pid in $workers; do works "$pid" && return 0; done
  return 1
}
read -r _
workers=
if [ -n "$folder" ] && kill -s 0 "$group"; then
  for entry in /proc/[0-9]*; do works "\${entry#/proc/}" && workers="$workers \${entry#/proc/}"; done
fi
kill -s "$signal" -- "$group"
left=100; [ "$signal" = KILL ] && left=0
while [ $left -gt 0 ] && someone; do sleep 0.1; left=$((left - 1)); done
kill -s KILL -- "-$group"
for pid in $workers; do works "$pid" && kill -s KILL "$pid"; done
`;

/** What a guard is to end. */
export interface Guarded {
  readonly group: number;
  readonly signal: NodeJS.Signals;
  readonly workplace?: Workplace | undefined;
}

/** Ends a process group, and whoever works at its workplace, once this process is gone, however it went: SIGKILL, too,
 *  which nobody can catch. The guard is a shell in a session of its own; it sees its standard input close. Answers how to
 *  dismiss it. */
export const guardGroup = ({ group, signal, workplace }: Guarded): (() => void) => {
  const place = workplace === undefined ? [] : [workplace.folder, workplace.program.slice(0, 15)];
  const args = ['-c', script, 'guard', String(group), signal.replace(/^SIG/, ''), ...place];
  const guard = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => undefined); // no process or file to be had now: the group runs unguarded
  guard.unref();
  const stdin = guard.stdin as Socket | undefined; // none where there was no file to be had
  stdin?.on('error', () => undefined).unref();
  return () => guard.kill('SIGKILL');
};
