import { Inject, Injectable } from '@nestjs/common';
import { TransientError } from '@tollgate/errors';
import { LOG, type Log } from '@tollgate/service';
import { type CoveredEntitlement, TransferRepository } from './transfers.repository.js';

/** A transfer whose client took everything that was sent. */
export interface ProvenEnd {
  /** As it is entered. */
  readonly id: string;
  readonly entitlement: string;
  /** The first byte that was not sent. */
  readonly sentTo: number;
}

/** Some hundred bytes each. Beyond it customers fetch their files once more. */
const maxKept = 10_000;

/** The ends that prove a download, and that the database could not take when they came. The client cannot be asked again: they are written as soon as
 *  the database takes them, for as long as this process lives. */
@Injectable()
export class ProvenEnds {
  private readonly kept = new Map<string, ProvenEnd>();
  private writing: Promise<readonly CoveredEntitlement[]> | undefined;

  constructor(
    private readonly transfers: TransferRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  keep(end: ProvenEnd): void {
    if (this.kept.size < maxKept) this.kept.set(end.id, end);
    else this.log.error({ transfer: end.id, entitlement: end.entitlement }, 'a download that arrived is not remembered');
  }

  /** The transfers of an entitlement that wait to be written. */
  of(entitlement: string): readonly ProvenEnd[] {
    return [...this.kept.values()].filter((end) => end.entitlement === entitlement);
  }

  /** Writes what is kept as far as the database takes it. Answers the files that are whole by it, to whoever asked first. */
  async write(): Promise<readonly CoveredEntitlement[]> {
    if (this.kept.size === 0) return [];
    if (this.writing !== undefined) return this.writing.then(() => []);
    this.writing = this.writeAll().finally(() => {
      this.writing = undefined;
    });
    return this.writing;
  }

  private async writeAll(): Promise<readonly CoveredEntitlement[]> {
    const covered: CoveredEntitlement[] = [];
    for (const end of this.kept.values()) {
      try {
        const whole = await this.transfers.arrived(end.id, end.sentTo);
        if (whole !== undefined) covered.push(whole);
      } catch (error) {
        if (error instanceof TransientError) break;
        this.log.error({ transfer: end.id, entitlement: end.entitlement, error }, 'a transfer could not be concluded');
      }
      this.kept.delete(end.id);
    }
    return covered;
  }
}
