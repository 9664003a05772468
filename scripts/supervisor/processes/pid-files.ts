import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../../servers/paths.ts';
import { endGroup } from '../../servers/process-group.ts';
import { isLiving, processStatus } from '../../servers/process-status.ts';

/** Which processes a stack has running, on disk, so that the next start finds what a killed supervisor left behind.
 *  An id alone proves nothing, it may have been given to another process since: the time of its start is kept with
 *  it. */
export class PidFiles {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'pids');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  write(name: string, pid: number): void {
    writePrivateFile(join(this.folder, name), `${pid} ${bootId()} ${processStatus(pid)?.startedAt ?? ''}`);
  }

  remove(name: string): void {
    rmSync(join(this.folder, name), { force: true });
  }

  /** The living process of that name, or undefined. */
  find(name: string): number | undefined {
    const file = join(this.folder, name);
    if (!existsSync(file)) return undefined;
    const [pid, boot, startedAt] = readFileSync(file, 'utf8').split(' ');
    const status = processStatus(Number(pid));
    const isSame = boot === bootId() && isLiving(status) && status.startedAt === startedAt;
    return isSame ? Number(pid) : undefined;
  }

  /** Ends what an earlier supervisor left running. Answers the names. */
  async endStale(): Promise<readonly string[]> {
    const left = readdirSync(this.folder).flatMap((name) => {
      const pid = name === supervisorName ? undefined : this.find(name);
      return pid === undefined ? [] : [{ name, pid }];
    });
    // PostgreSQL gets the signal that lets it stop cleanly; the others only gain from being quick.
    await Promise.all(
      left.map(({ name, pid }) => endGroup(pid, { signal: name === 'postgres' ? 'SIGINT' : 'SIGTERM', graceMs: 10_000 })),
    );
    return left.map(({ name }) => name);
  }
}

export const supervisorName = 'supervisor';

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
