import { SingleBar } from 'cli-progress';

export interface Progress {
  /** `total` where it was not known at the start, or has grown. */
  update(done: number, total?: number): void;
  stop(): void;
}

/** A bar on standard error, so that standard output stays the result; silent where nobody watches. */
export const progressBar = (what: string, total: number): Progress => {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const format = `${what} {bar} {percentage} %  {value}/{total}  {eta_formatted} left`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true });
  bar.start(total, 0);
  return {
    update: (done, grown) => {
      if (grown !== undefined) bar.setTotal(grown);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
};
