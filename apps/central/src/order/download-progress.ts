import type { OrderEvent } from '../api/order.js';
import { type Data, listIn, numberIn, objectIn, textIn } from './event-data.js';

/** `waiting` for its customer, `started`, `complete` as often as it may be, `revoked` by a refund. */
export type DownloadState = 'waiting' | 'started' | 'complete' | 'revoked';

/** What a customer may download, and how far they are. */
export interface DownloadProgress {
  readonly index: number;
  /** The order's line, from 1. */
  readonly line: number;
  readonly sku: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Raised by each re-issue. */
  readonly generation: number;
  /** How many complete downloads the link is good for, and how many there were. */
  readonly allowed: number;
  readonly completed: number;
  readonly isStarted: boolean;
  readonly isRevoked: boolean;
  /** RFC 3339: until when the link is good. */
  readonly expiresAt: string;
}

/** License keys are on a page, and nothing of them is fetched. */
const isFile = (entitlement: Data): boolean => entitlement.file !== undefined;

type Progress = ReadonlyMap<number, DownloadProgress>;

const granted = (entitlement: Data, expiresAt: string): DownloadProgress => {
  const file = objectIn(entitlement, 'file');
  return {
    index: numberIn(entitlement, 'index'),
    line: numberIn(entitlement, 'line'),
    sku: textIn(entitlement, 'sku'),
    fileName: textIn(file, 'name'),
    sizeBytes: numberIn(file, 'sizeBytes'),
    generation: numberIn(entitlement, 'generation'),
    allowed: numberIn(entitlement, 'downloads') || 1,
    completed: 0,
    isStarted: false,
    isRevoked: false,
    expiresAt,
  };
};

const put = (progress: Progress, index: number, change: Partial<DownloadProgress>): Progress => {
  const known = progress.get(index);
  return known === undefined ? progress : new Map([...progress, [index, { ...known, ...change }]]);
};

const reissued = (progress: Progress, data: Data): Progress =>
  listIn(data, 'links').reduce<Progress>(
    (all, link) =>
      put(all, numberIn(link, 'entitlement'), {
        generation: numberIn(link, 'generation'),
        allowed: numberIn(link, 'downloads') || 1,
        completed: 0,
        isStarted: false,
        expiresAt: textIn(data, 'expiresAt'),
      }),
    progress,
  );

const steps: Readonly<Record<string, (progress: Progress, data: Data) => Progress>> = {
  DownloadsGranted: (progress, data) =>
    new Map([
      ...progress,
      ...listIn(data, 'entitlements')
        .filter(isFile)
        .map((one) => [numberIn(one, 'index'), granted(one, textIn(data, 'expiresAt'))] as const),
    ]),
  DownloadStarted: (progress, data) => put(progress, numberIn(data, 'entitlement'), { isStarted: true }),
  DownloadCompleted: (progress, data) => {
    const index = numberIn(data, 'entitlement');
    return put(progress, index, { completed: (progress.get(index)?.completed ?? 0) + 1, isStarted: false });
  },
  DownloadAccessRevoked: (progress, data) => {
    const ended = Array.isArray(data.entitlements) ? data.entitlements : [];
    return ended.reduce<Progress>((all, index) => put(all, Number(index), { isRevoked: true }), progress);
  },
  DownloadsReissued: reissued,
};

/** The downloads of an order as its events tell them, oldest event first. */
export const downloadProgress = (events: readonly OrderEvent[]): readonly DownloadProgress[] =>
  [...events.reduce<Progress>((progress, { type, data }) => steps[type]?.(progress, data) ?? progress, new Map()).values()].sort(
    (a, b) => a.index - b.index,
  );

export const stateOf = ({ isRevoked, completed, allowed, isStarted }: DownloadProgress): DownloadState => {
  if (isRevoked) return 'revoked';
  if (completed >= allowed) return 'complete';
  return isStarted || completed > 0 ? 'started' : 'waiting';
};

/** The same, where its customer waits for a copy of their own: it is being made, or could not be. */
export const shownState = (
  state: DownloadState,
  copy: { readonly status: 'waiting' | 'ready' | 'failed' } | undefined,
): DownloadState | 'preparing' | 'unprepared' => {
  if (copy === undefined || copy.status === 'ready' || ['complete', 'revoked'].includes(state)) return state;
  return copy.status === 'failed' ? 'unprepared' : 'preparing';
};
