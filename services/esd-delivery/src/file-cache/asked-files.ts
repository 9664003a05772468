const windowMs = 600_000;
const mostFiles = 10_000;

/** Which files were asked for lately. One that is asked for a second time is worth a copy: most files of a large shop are sold once in a while. */
export class AskedFiles {
  private readonly askedAtMs = new Map<string, number>();

  /** Whether the file was asked for within ten minutes before. */
  isAskedAgain(sha256: string, nowMs: number): boolean {
    const beforeMs = this.askedAtMs.get(sha256);
    this.askedAtMs.delete(sha256);
    this.askedAtMs.set(sha256, nowMs);
    const [oldest] = this.askedAtMs.keys();
    if (this.askedAtMs.size > mostFiles && oldest !== undefined) this.askedAtMs.delete(oldest);
    return beforeMs !== undefined && nowMs - beforeMs <= windowMs;
  }
}
