import { Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { DomainError } from '@tollgate/errors';
import { Sql } from '../database/sql.repository.js';
import { begunVersion, inItsVersion, type VersionedTransfer } from '../versions/begin-version.repository.js';
import { admitTransfer } from './admit-transfer.js';
import { isContinuedBy, isProvenBy } from './prove-transfer.js';
import { beginsWithin, type SelectedBytes } from './select-bytes.js';
import type { CoveredRow, EntitlementRow, TransferRow } from './transfer-statements.data.js';
import * as statements from './transfer-statements.data.js';

/** The entitlement a transfer is for. */
export interface TransferOf extends VersionedTransfer {
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  /** How many complete downloads it is good for. */
  readonly downloads: number;
}

export interface Progress {
  /** The first byte that was not sent. */
  readonly sentTo: number;
  /** The client's computer has acknowledged everything before this byte for certain. */
  readonly acknowledgedTo: number;
}

/** How a transfer ended that proves nothing by itself. silent: whole, and without any word of the client. cut: by the client. broken: by anybody
 *  else. */
export interface Unproven extends Progress {
  readonly state: 'broken' | 'silent' | 'cut';
  /** The computer can have acknowledged no more than what comes before this byte. */
  readonly believedTo: number;
  /** The last byte where a later request began that it certainly came to. */
  readonly passedTo?: number | undefined;
}

/** A file that arrived whole, and is not yet in the order event log. */
export interface CoveredEntitlement {
  readonly id: string;
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  /** Which complete download of the entitlement it is, from 0. */
  readonly round: number;
  readonly sentBytes: number;
}

export interface BegunTransfer {
  readonly id: string;
  /** Where what its first byte proves completes the file. */
  readonly covered: CoveredEntitlement | undefined;
}

/** A transfer that ended, or has sent all, whatever the table says. */
export interface EndedTransfer {
  readonly id: string;
  /** The first byte that was not sent. */
  readonly sentTo: number;
}

/** How far a download is. */
export interface DownloadProgress {
  readonly id: string;
  readonly generation: number;
  /** That a computer on the way to the customer, or theirs, has acknowledged. */
  readonly sentBytes: number;
  readonly isRunning: boolean;
  /** A confirmation of the customer's would be believed. */
  readonly isConfirmable: boolean;
}

/** A complete download that is in the log. */
export interface RecordedDownload {
  readonly generation: number;
  readonly round: number;
  /** The customer may not fetch the file by this link again. */
  readonly isLast: boolean;
}

/** Unproven transfers kept of one entitlement; an older one is forgotten, which only under-counts. */
const maxUnproven = 128;

type Query = Sql['query'];

interface State {
  readonly entitlement: EntitlementRow;
  readonly rows: readonly TransferRow[];
  readonly running: readonly TransferRow[];
}

/** What was sent of each file, and what of it arrived: shared by all replicas. Their limits are counted here, so that 16 parallel transfers
 *  are 16 in all; a replica that dies takes its transfers out of the count after 15 s. */
@Injectable()
export class TransferRepository {
  constructor(private readonly sql: Sql) {}

  /** Enters a transfer. What its first byte proves of earlier ones is added to what arrived. `ended`: transfers that this replica knows to
   *  have ended, whatever the table says. Throws the DomainErrors of `admitTransfer`, `already_downloaded`, and `link_replaced`. */
  begin(of: TransferOf, bytes: SelectedBytes, ended: readonly EndedTransfer[]): Promise<BegunTransfer> {
    return this.sql.transaction(async (query) => {
      const locked = await lockState(query, of, ended);
      if (isTakenBy(locked.entitlement, of.downloads)) throw new DomainError('already_downloaded');
      const { entitlement, rows, running } = await inItsVersion(query, of, locked);
      const counted = { sentBytes: Number(entitlement.sentBytes), ...bytesOf(rows, ended) };
      const use = { sizeBytes: of.sizeBytes, runningCount: running.length, ...counted };
      admitTransfer(use, bytes.endByte - bytes.firstByte);
      const isResume = bytes.kind === 'rest' && running.length === 0;
      const resume = { startByte: bytes.firstByte, sizeBytes: of.sizeBytes };
      const proven = rows
        .filter((one) => !running.includes(one))
        .map(unprovenOf)
        .filter((one) => isContinuedBy(one, bytes) || (isResume && isProvenBy(one, resume)));
      const covered = await prove(query, of, { proven, startByte: bytes.firstByte });
      if (rows.length - running.length > maxUnproven) await query(statements.forgetOldest, [of.entitlement]);
      if (rows.some(({ state }) => state === 'cut'))
        await query(statements.doubtCut, [of.entitlement, bytes.firstByte, bytes.endByte]);
      if (running.length > 0) await query(statements.planRunning, [of.entitlement, of.generation, bytes.firstByte]);
      return { id: await enter(query, of, { ...bytes, plannedTo: plannedEnd(bytes, running) }), covered };
    });
  }

  /** A client asks at the end of the file whether there is more: it has what was sent. Answers the entitlement when its file is whole by this. */
  askedAtEnd(of: TransferOf, ended: readonly EndedTransfer[]): Promise<CoveredEntitlement | undefined> {
    return this.sql.transaction(async (query) => {
      const { entitlement, rows, running } = await lockState(query, of, ended);
      if (running.length > 0 || begunVersion(of, { entitlement, rows }) !== of.content) return undefined;
      const end = { startByte: of.sizeBytes, sizeBytes: of.sizeBytes };
      const proven = rows.map(unprovenOf).filter((one) => isProvenBy(one, end));
      return prove(query, of, { proven, startByte: of.sizeBytes });
    });
  }

  /** The customer says that they have the file. Believed where every byte of it reached a computer on the way. */
  confirmed(of: TransferOf, ended: readonly EndedTransfer[]): Promise<CoveredEntitlement | undefined> {
    return this.sql.transaction(async (query) => {
      await lockState(query, of, ended);
      const [row] = await query<CoveredRow>(statements.coverAcknowledged, [
        of.entitlement,
        of.generation,
        ended.map(({ id }) => id),
      ]);
      return coveredOf(row);
    });
  }

  /** How far the downloads of these entitlements are that were ever begun. */
  async progressOf(entitlements: readonly string[]): Promise<readonly DownloadProgress[]> {
    const rows = await this.sql.query<DownloadProgress & { sentBytes: string }>(statements.selectProgress, [entitlements]);
    return rows.map((row) => ({ ...row, sentBytes: Number(row.sentBytes) }));
  }

  /** A running transfer got so far. A crash from here on under-counts by what is sent until the next call. */
  async progress(id: string, { sentTo, acknowledgedTo }: Progress): Promise<void> {
    await this.sql.query(statements.saveProgress, [id, sentTo, acknowledgedTo]);
  }

  /** The client took every byte. Answers the entitlement when its file is whole by this. */
  async arrived(id: string, sentTo: number): Promise<CoveredEntitlement | undefined> {
    const [row] = await this.sql.query<CoveredRow>(statements.coverTransfer, [id, sentTo]);
    return coveredOf(row);
  }

  /** It ended, and later requests may show what of it arrived. */
  async ended(id: string, { sentTo, acknowledgedTo, believedTo, state, passedTo }: Unproven): Promise<undefined> {
    await this.sql.query(statements.endTransfer, [id, sentTo, acknowledgedTo, believedTo, state, passedTo ?? null]);
    await this.sql.query('DELETE FROM transfers WHERE id = $1 AND sent_to <= first_byte', [id]);
  }

  /** It never began. */
  async withdrawn(id: string): Promise<void> {
    await this.sql.query('DELETE FROM transfers WHERE id = $1', [id]);
  }

  /** The event log has it. Where the customer may fetch the file once more, what arrived is counted anew. Of a link that was issued anew meanwhile,
   *  and of a download that came after it, nothing is changed. */
  async recorded(entitlement: string, { generation, round, isLast }: RecordedDownload): Promise<void> {
    await this.sql.query(isLast ? statements.markRecorded : statements.beginNextRound, [entitlement, generation, round]);
  }

  /** Completes the files that download managers took apart, and ended as they had planned. */
  completePlanned(): Promise<readonly CoveredEntitlement[]> {
    return this.sql.transaction(async (query) => {
      const locked = await query<{ id: string }>(statements.lockCut);
      if (locked.length === 0) return [];
      const rows = await query<CoveredRow>(statements.coverCut, [locked.map(({ id }) => id)]);
      return rows.map(coveredOf).filter((one) => one !== undefined);
    });
  }

  /** What a crash or a fault kept from the log: whole for longer than it takes to record it. */
  async unrecorded(): Promise<readonly CoveredEntitlement[]> {
    const rows = await this.sql.query<CoveredRow>(statements.selectUnrecorded);
    return rows.map(coveredOf).filter((one) => one !== undefined);
  }
}

const isTakenBy = ({ isCovered, round }: EntitlementRow, downloads: number): boolean => isCovered && round + 1 >= downloads;

/** Locks the entitlement's row, which is made at the first request and begun anew for a re-issued link. Throws `link_replaced` for an older one. */
const lockState = async (query: Query, of: TransferOf, ended: readonly EndedTransfer[]): Promise<State> => {
  const { entitlement: id, order, index, generation, sizeBytes, content } = of;
  const lock = () => query<EntitlementRow>(statements.lockEntitlement, [id, order, index, generation, sizeBytes, content]);
  let [row] = await lock();
  if (row !== undefined && row.generation < generation) {
    if (row.isCovered) await query(statements.forgetTransfers, [id]);
    else await query(statements.carryTransfers, [id, generation]);
    await query(statements.beginGeneration, [id, generation]);
    [row] = await lock();
  }
  if (row === undefined || row.generation > generation) throw new DomainError('link_replaced');
  const rows = await query<TransferRow>(statements.selectTransfers, [id, generation]);
  if (rows.some((one) => one.isForgotten)) await query(statements.breakForgotten, [id]);
  return { entitlement: row, rows, running: rows.filter((one) => isRunning(one, ended)) };
};

/** A part ends by its client's plan where it says, or where another part that runs began. */
const plannedEnd = (bytes: SelectedBytes, running: readonly TransferRow[]): number | null => {
  if (bytes.kind !== 'part') return null;
  const begins = running.map(({ firstByte }) => Number(firstByte)).filter((firstByte) => beginsWithin({ firstByte }, bytes));
  return Math.min(bytes.endByte, ...begins);
};

const enter = async (
  query: Query,
  of: TransferOf,
  bytes: SelectedBytes & { readonly plannedTo: number | null },
): Promise<string> => {
  const { firstByte, endByte, plannedTo } = bytes;
  const id = newId();
  await query(statements.insertTransfer, [id, of.entitlement, of.generation, firstByte, endByte, plannedTo]);
  return id;
};

/** One that has sent everything waits for the client's end alone. */
const isRunning = ({ id, state, sentTo, acknowledgedTo, endByte }: TransferRow, ended: readonly EndedTransfer[]): boolean =>
  state === 'running' && !ended.some((one) => one.id === id) && (sentTo !== endByte || acknowledgedTo !== endByte);

/** What is to be reckoned with beside what is written down as sent. Of one that ended no more is to come than it has sent. */
const bytesOf = (rows: readonly TransferRow[], ended: readonly EndedTransfer[]) => {
  const open = rows.filter(({ state }) => state === 'running');
  const lastByteOf = ({ id, endByte }: TransferRow) => ended.find((one) => one.id === id)?.sentTo ?? Number(endByte);
  const sum = (of: (row: TransferRow) => number) => open.reduce((total, row) => total + Math.max(0, of(row)), 0);
  return {
    reservedBytes: sum((row) => lastByteOf(row) - Number(row.sentTo)),
    underWayBytes: sum((row) => lastByteOf(row) - Number(row.firstByte)),
  };
};

interface Proof {
  readonly proven: readonly ReturnType<typeof unprovenOf>[];
  readonly startByte: number;
}

const prove = async (query: Query, of: TransferOf, { proven, startByte }: Proof): Promise<CoveredEntitlement | undefined> => {
  if (proven.length === 0) return undefined;
  // What lay behind this byte the client does not have: it would have gone on there.
  await query(statements.forgetProven, [proven.map(({ id }) => id)]);
  const firstByte = Math.min(...proven.map((one) => one.firstByte));
  const [row] = await query<CoveredRow>(statements.coverRange, [of.entitlement, firstByte, startByte]);
  return coveredOf(row);
};

const unprovenOf = ({ id, firstByte, endByte, acknowledgedTo, believedTo, plannedTo, state }: TransferRow) => ({
  id,
  firstByte: Number(firstByte),
  endByte: Number(endByte),
  believedTo: Number(believedTo),
  plannedTo: plannedTo === null ? undefined : Number(plannedTo),
  isSilent: state === 'silent' || (state === 'running' && acknowledgedTo === endByte),
});

const coveredOf = (row: CoveredRow | undefined): CoveredEntitlement | undefined => {
  if (row === undefined || !row.isCovered) return undefined;
  const { id, order, index, generation, round, sentBytes } = row;
  return { id, order, index, generation, round, sentBytes: Number(sentBytes) };
};
