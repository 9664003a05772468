import { entitlementId } from '@tollgate/download-link';
import { DomainError } from '@tollgate/errors';
import { type Entitlement, isFile, type Order } from '@tollgate/order';
import { admitTransfer } from '../../../services/esd-delivery/dist/transfers/admit-transfer.js';
import type { CoveredEntitlement, RecordedDownload } from '../../../services/esd-delivery/dist/transfers/transfers.repository.js';
import type { DownloadStates } from '../../../services/esd-delivery/dist/versions/file-versions.repository.js';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';

/** The file that a customer fetches. */
export interface Fetched {
  readonly entitlement: string;
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  /** How many complete downloads it is good for. */
  readonly downloads: number;
  readonly sizeBytes: number;
}

interface Row extends Fetched {
  generation: number;
  round: number;
  /** Parts that came by an older link: they count once a request goes on behind them. */
  carried: ReadonlySet<number>;
  /** Which parts of the file arrived: the simulation counts in parts, not in bytes. */
  arrived: Set<number>;
  sentBytes: number;
  coveredAtMs: number | undefined;
  isRecorded: boolean;
}

export const PARTS = 4;
const RECORDED_WITHIN_MS = 5_000;

/** What esd-delivery's table says of each file: its twin, in parts of a quarter of the file. */
export class SimulatedTransfers {
  private readonly rows = new Map<string, Row>();

  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** One process's repository. */
  of(process: Process) {
    return {
      begin: (fetched: Fetched, parts: readonly number[]) => process.effect('begin transfer', () => this.begin(fetched, parts)),
      arrived: (fetched: Fetched, parts: readonly number[]) =>
        process.effect('save transfer', () => this.arrived(fetched, parts)),
      recorded: (entitlement: string, of: RecordedDownload) =>
        process.effect('mark recorded', () => this.recorded(entitlement, of)),
      statesOf: (order: Order) => process.effect('find taken', () => this.statesOf(order)),
      /** Nobody here takes files apart as download managers do. */
      completePlanned: async (): Promise<readonly CoveredEntitlement[]> => [],
      unrecorded: () => process.effect('find unrecorded', () => this.unrecorded()),
    };
  }

  private begin(fetched: Fetched, parts: readonly number[]): void {
    const row = this.rowOf(fetched);
    if (row.generation < fetched.generation) beginGeneration(row, fetched);
    if (row.generation > fetched.generation) throw new DomainError('link_replaced');
    if (row.coveredAtMs !== undefined && row.round + 1 >= fetched.downloads) throw new DomainError('already_downloaded');
    const lengthBytes = (fetched.sizeBytes / PARTS) * parts.length;
    admitTransfer(
      { sizeBytes: fetched.sizeBytes, runningCount: 0, reservedBytes: 0, underWayBytes: 0, sentBytes: row.sentBytes },
      lengthBytes,
    );
    row.sentBytes += lengthBytes;
    if (parts.some((part) => row.carried.has(part))) return;
    for (const part of row.carried) row.arrived.add(part);
    row.carried = new Set();
  }

  private arrived(fetched: Fetched, parts: readonly number[]): CoveredEntitlement | undefined {
    const row = this.rowOf(fetched);
    if (row.generation !== fetched.generation) return undefined;
    for (const part of parts) row.arrived.add(part);
    if (row.arrived.size < PARTS) return undefined;
    row.coveredAtMs ??= this.world.nowMs;
    return coveredOf(row);
  }

  private recorded(entitlement: string, { generation, round, isLast }: RecordedDownload): void {
    const row = this.rows.get(entitlement);
    if (row === undefined || row.round !== round || row.generation !== generation) return;
    if (isLast) row.isRecorded = true;
    else Object.assign(row, { round: round + 1, arrived: new Set(), sentBytes: 0, coveredAtMs: undefined });
  }

  /** Nothing here is sold in more than one version. */
  private statesOf({ id: order, delivery: { entitlements } }: Order): DownloadStates {
    const idOf = ({ index }: Entitlement): string => entitlementId(order, index);
    const ids = entitlements.map(idOf);
    const rows = [...this.rows.values()].filter((row) => ids.includes(row.entitlement) && row.coveredAtMs !== undefined);
    const versions = entitlements.filter(isFile).map((one) => {
      const unsent = { newest: undefined, begun: undefined, begunDigest: undefined, former: [] };
      return [idOf(one), { ...unsent, pinned: one.form.value, isRunning: false }] as const;
    });
    return {
      taken: rows.map(({ entitlement: id, generation, round }) => ({ id, generation, round })),
      versions: new Map(versions),
    };
  }

  private unrecorded(): readonly CoveredEntitlement[] {
    const until = this.world.nowMs - RECORDED_WITHIN_MS;
    const forgotten = [...this.rows.values()].filter(
      ({ coveredAtMs, isRecorded }) => coveredAtMs !== undefined && coveredAtMs < until && !isRecorded,
    );
    return forgotten.map(coveredOf);
  }

  private rowOf(fetched: Fetched): Row {
    let row = this.rows.get(fetched.entitlement);
    if (row === undefined) {
      row = { ...fetched, ...nothing(), carried: new Set() };
      this.rows.set(fetched.entitlement, row);
    }
    return row;
  }
}

const nothing = () => ({ round: 0, arrived: new Set<number>(), sentBytes: 0, coveredAtMs: undefined, isRecorded: false });

/** What is half done goes over to the new link, unproven. */
const beginGeneration = (row: Row, { generation }: Fetched): void => {
  const carried = row.coveredAtMs === undefined ? new Set([...row.carried, ...row.arrived]) : new Set<number>();
  Object.assign(row, { ...nothing(), generation, carried });
};

const coveredOf = ({ entitlement: id, order, index, generation, round, sentBytes }: Row): CoveredEntitlement => ({
  id,
  order,
  index,
  generation,
  round,
  sentBytes,
});
