import { TransientError } from '@tollgate/errors';
import type { Sql } from '../database/sql.repository.js';
import type { EntitlementRow, TransferRow } from '../transfers/transfer-statements.data.js';

/** A transfer, as far as the version of its file goes. */
export interface VersionedTransfer {
  /** uuid */
  readonly entitlement: string;
  /** Of the whole file. */
  readonly sizeBytes: number;
  /** Which version of its file, by its digest. */
  readonly content: string;
  /** As the order has it; and the one of which bytes were sent when this one was chosen. */
  readonly versions: { readonly pinned: string; readonly begun: string | undefined };
}

/** What is known of an entitlement whose row is locked. */
export interface LockedState {
  readonly entitlement: EntitlementRow;
  readonly rows: readonly TransferRow[];
  readonly running: readonly TransferRow[];
}

/** Of which bytes were sent. What a former release began is the version of the order. */
export const begunVersion = (
  { versions }: Pick<VersionedTransfer, 'versions'>,
  { entitlement, rows }: Pick<LockedState, 'entitlement' | 'rows'>,
): string | undefined =>
  entitlement.content ?? (rows.length > 0 || Number(entitlement.sentBytes) > 0 ? versions.pinned : undefined);

/** Makes the version that was chosen the one that is being fetched. It takes the place of another one only where nothing runs, and where that is
 *  still the one it was chosen in view of; what was sent of that counts for nothing then. Throws a TransientError where it does not: it is to be
 *  chosen again. */
export const inItsVersion = async (query: Sql['query'], of: VersionedTransfer, state: LockedState): Promise<LockedState> => {
  if (state.entitlement.content === of.content) return state;
  const begun = begunVersion(of, state);
  const isOther = begun !== undefined && begun !== of.content;
  if (isOther && (begun !== of.versions.begun || state.running.length > 0 || state.entitlement.isCovered))
    throw new TransientError('another version of the file is being fetched');
  await query(beginVersion, [of.entitlement, of.content, of.sizeBytes, isOther ? begun : null]);
  return isOther ? { entitlement: { ...state.entitlement, sentBytes: '0' }, rows: [], running: [] } : state;
};

/** What was sent of another version counts for nothing: parts of two make no file, and none of its transfers is known any more, whatever comes of
 *  it. */
const beginVersion = `
  WITH gone AS (DELETE FROM transfers WHERE entitlement_id = $1 AND $4::text IS NOT NULL)
  UPDATE entitlements SET content = $2, size_bytes = $3, covered = CASE WHEN $4::text IS NULL THEN covered ELSE '{}' END,
    sent_bytes = CASE WHEN $4::text IS NULL THEN sent_bytes ELSE 0 END,
    former = CASE WHEN $4::text IS NULL OR $4::text = ANY(former) THEN former ELSE array_append(former, $4::text) END
  WHERE id = $1`;
