// A small file system of its own, in an image file: it can be filled, and its power can be cut.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Drops whatever was not synced, at once; the file system answers EIO from then on. Source: Linux fs/ext4/ext4.h,
 *  EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH, which is how the kernel's own tests cut the power. Node has
 *  no ioctl; perl is on every Debian. */
const cutPower = 'open(F, "<", $ARGV[0]) or die $!; my $how = pack("I", 2); ioctl(F, 0x8004587d, $how) or die $!;';

export class Volume {
  private readonly image: string;
  private readonly folder: string;

  private constructor(image: string, folder: string) {
    this.image = image;
    this.folder = folder;
  }

  /** Makes and mounts it. The image takes as much of the disk as is written; it stays when the mount is gone, for
   *  whoever wants to look into it. */
  static async open(image: string, folder: string, sizeMb: number): Promise<Volume> {
    const volume = new Volume(image, folder);
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    writeFileSync(image, '');
    truncateSync(image, sizeMb * 2 ** 20);
    execFileSync('mkfs.ext4', ['-q', '-m', '0', '-F', image]);
    volume.mount();
    return volume;
  }

  /** What is not synced by now is lost. Nothing can be read or written until `restore`. */
  cutPower(): void {
    execFileSync('perl', ['-e', cutPower, this.folder]);
  }

  /** As the machine finds it when the power is back. Whoever had files open there has to be gone. */
  async restore(): Promise<void> {
    await this.unmount();
    this.mount();
  }

  /** Leaves no byte free. */
  fill(): void {
    const ballast = this.ballast();
    const { bavail, bsize } = statfsSync(this.folder);
    try {
      execFileSync('fallocate', ['-l', String(bavail * bsize), ballast], { stdio: 'ignore' });
    } catch {
      // not in one piece: the last of it is written
    }
    const file = openSync(ballast, 'a');
    try {
      while (writeSync(file, Buffer.alloc(4096)) > 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.ballast(), { force: true });
  }

  /** Waits for the last process that uses it. */
  async unmount(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        execFileSync('umount', [this.folder], { stdio: 'pipe' });
        return;
      } catch (error) {
        if (attempt === 100) throw error;
        await sleep(100);
      }
    }
  }

  private mount(): void {
    execFileSync('mount', ['-o', 'loop,noatime', this.image, this.folder]);
  }

  private ballast(): string {
    return join(this.folder, 'ballast');
  }
}
