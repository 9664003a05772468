import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** Asks the leader, gives the group ten seconds, and kills what is left; at once where the signal is KILL. A zombie that
 *  nobody collects counts as living here: at worst it is waited for in vain. */
const script = `
read -r _
kill -s "$2" -- "$1" 2>/dev/null
left=100; [ "$2" = KILL ] && left=0
while [ $left -gt 0 ] && kill -s 0 -- "-$1" 2>/dev/null; do sleep 0.1; left=$((left - 1)); done
kill -s KILL -- "-$1" 2>/dev/null
`;

/** Ends a process group once this process is gone, however it went: SIGKILL, too, which nobody can catch. The guard is
 *  a shell in a session of its own; it sees its standard input close. Answers how to dismiss it. */
export const guardGroup = (group: number, signal: NodeJS.Signals): (() => void) => {
  const args = ['-c', script, 'guard', String(group), signal.replace(/^SIG/, '')];
  const guard = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => undefined); // no process or file to be had now: the group runs unguarded
  guard.unref();
  const stdin = guard.stdin as Socket | undefined; // none where there was no file to be had
  stdin?.on('error', () => undefined).unref();
  return () => guard.kill('SIGKILL');
};
