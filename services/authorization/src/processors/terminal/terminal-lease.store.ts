import { Lease } from '@tollgate/postgres';

const MAX_TERMINALS = 999;
const WAIT_MS = 5_000;

/** The terminal id that this replica alone uses for as long as it holds the lease on it; a killed process' terminal is free for the next start.
 *  Uniqueness is for order's sake: what is sent is told apart by numbers that come from one sequence. */
export class TerminalLease {
  private readonly lease: Lease;

  constructor(connectionString: string) {
    this.lease = Lease.open({ connectionString, name: 'authorization.terminal', slots: MAX_TERMINALS });
  }

  /** `TG` and six digits. Throws TransientError when none is to be had within a few seconds. */
  async terminalId(): Promise<string> {
    const slot = this.lease.slot ?? (await this.lease.held(WAIT_MS));
    return `TG${String(slot).padStart(6, '0')}`;
  }

  close(): Promise<void> {
    return this.lease.close();
  }
}
