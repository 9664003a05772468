import type { MessagingLog } from '../observers.js';

export interface WorkGateOptions {
  readonly canWork: () => Promise<boolean>;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly log: MessagingLog;
}

const lookAgainMs = 500;

/** Closed while the service cannot have what it needs for any work at all (its database, with room to write): pulling on would only turn
 *  every message into a TransientError with a longer and longer delay, which is then waited for after the database is
 *  back. */
export class WorkGate {
  private isLooking = false;
  private isClosed = false;

  constructor(private readonly options: WorkGateOptions) {}

  /** Looks, and when the service cannot work pauses it until it can. */
  look(): void {
    if (this.isLooking || this.isClosed) return;
    this.isLooking = true;
    void this.wait().finally(() => {
      this.isLooking = false;
    });
  }

  close(): void {
    this.isClosed = true;
  }

  private async wait(): Promise<void> {
    const { canWork, pause, resume, log } = this.options;
    if (await answersYes(canWork)) return;
    pause();
    log.error({}, 'the database cannot be reached, or its disk is full: no event is pulled until that is over');
    while (!this.isClosed && !(await answersYes(canWork))) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    if (this.isClosed) return;
    log.info({}, 'the database is back');
    resume();
  }
}

const answersYes = async (canWork: () => Promise<boolean>): Promise<boolean> => {
  try {
    return await canWork();
  } catch {
    return false;
  }
};
