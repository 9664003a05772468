import type { Entitlement as EntitlementData, EventData, RecordedEvent, RecordedEventOf } from '@tollgate/contracts';

/** What the customer may have, and what arrived. */
export interface Delivery {
  /** How many grants were made, those of nothing counted: one for each capture of an order that has something online. */
  readonly grantCount: number;
  readonly entitlements: readonly Entitlement[];
  /** RFC 3339: the latest of all grants; empty until something was granted. */
  readonly expiresAt: string;
  readonly isClosed: boolean;
  /** The merchant's requests for new links: the ids of their events, and of those that were answered. */
  readonly reissueRequests: readonly string[];
  readonly reissues: readonly string[];
  /** Those that brought new links. */
  readonly reissued: readonly Reissued[];
}

/** A request for new links that was answered with some. */
export interface Reissued {
  /** uuid of DownloadsReissueRequested. */
  readonly request: string;
  /** RFC 3339 */
  readonly at: string;
  /** The customer gets a mail with them. */
  readonly isTold: boolean;
}

/** What one order line lets the customer have: one of its things, in whatever form. */
export interface Entitlement {
  readonly index: number;
  readonly line: number;
  readonly sku: string;
  /** `case` is undefined for a form of a later release: it is kept, and passed over. */
  readonly form: EntitlementData['form'];
  readonly generation: number;
  /** How many complete downloads it is good for. */
  readonly downloads: number;
  readonly completed: number;
  readonly isStarted: boolean;
  readonly isComplete: boolean;
  /** Its line was refunded. */
  readonly isRevoked: boolean;
  /** RFC 3339: of a re-issued link; empty where the grants say it. */
  readonly reissuedUntil: string;
}

export const nothingDelivered: Delivery = {
  grantCount: 0,
  entitlements: [],
  expiresAt: '',
  isClosed: false,
  reissueRequests: [],
  reissues: [],
  reissued: [],
};

/** RFC 3339: until when an entitlement's link is good. */
export const linkExpiry = (
  { expiresAt }: Pick<Delivery, 'expiresAt'>,
  { reissuedUntil }: Pick<Entitlement, 'reissuedUntil'>,
): string => (reissuedUntil > expiresAt ? reissuedUntil : expiresAt);

/** A request for new links is under way. */
export const isReissuePending = ({ reissueRequests, reissues }: Delivery): boolean =>
  reissueRequests.some((id) => !reissues.includes(id));

const granted = ({ index, line, sku, form, generation, downloads }: EntitlementData): Entitlement => ({
  index,
  line,
  sku,
  form,
  generation,
  downloads: Math.max(downloads, 1),
  completed: 0,
  isStarted: false,
  isComplete: false,
  isRevoked: false,
  reissuedUntil: '',
});

/** Grants accumulate: each capture adds what it pays for. Where it brings nothing new, access stays as it was. */
const grant = (delivery: Delivery, { entitlements, expiresAt }: EventData<'DownloadsGranted'>): Delivery => {
  const grantCount = delivery.grantCount + 1;
  return entitlements.length === 0
    ? { ...delivery, grantCount }
    : {
        ...delivery,
        grantCount,
        entitlements: [...delivery.entitlements, ...entitlements.map(granted)],
        expiresAt: expiresAt > delivery.expiresAt ? expiresAt : delivery.expiresAt,
        isClosed: false,
      };
};

const change = (delivery: Delivery, indexes: readonly number[], next: (one: Entitlement) => Entitlement): Delivery => ({
  ...delivery,
  entitlements: delivery.entitlements.map((one) => (indexes.includes(one.index) ? next(one) : one)),
});

const complete = (one: Entitlement): Entitlement => {
  const completed = one.completed + 1;
  return { ...one, completed, isComplete: completed >= one.downloads };
};

/** A new link begins anew: what was completed before is in the record, and counts no more. */
const reissue = (delivery: Delivery, { header, data }: RecordedEventOf<'DownloadsReissued'>): Delivery => {
  const { links, expiresAt, request, isTold } = data;
  const entitlements = delivery.entitlements.map((one): Entitlement => {
    const link = links.find(({ entitlement }) => entitlement === one.index);
    if (link === undefined) return one;
    const { generation, downloads } = link;
    const fresh = { completed: 0, isStarted: false, isComplete: false };
    return { ...one, ...fresh, generation, downloads: Math.max(downloads, 1), reissuedUntil: expiresAt };
  });
  const isClosed = delivery.isClosed && links.length === 0;
  const reissues = [...delivery.reissues, request];
  const reissued = links.length === 0 ? delivery.reissued : [...delivery.reissued, { request, at: header.occurredAt, isTold }];
  return { ...delivery, entitlements, isClosed, reissues, reissued };
};

/** The merchant asked for new links: an event of the stream `order`. */
export const requestReissue = (delivery: Delivery, id: string): Delivery => ({
  ...delivery,
  reissueRequests: [...delivery.reissueRequests, id],
});

/** One event of the delivery stream further. Total. */
export const evolveDelivery = (delivery: Delivery, event: RecordedEvent): Delivery => {
  switch (event.type) {
    case 'DownloadsGranted':
      return grant(delivery, event.data);
    case 'DownloadStarted':
      return change(delivery, [event.data.entitlement], (one) => ({ ...one, isStarted: true }));
    case 'DownloadCompleted':
      return change(delivery, [event.data.entitlement], complete);
    case 'DownloadAccessRevoked':
      return change(delivery, event.data.entitlements, (one) => ({ ...one, isRevoked: true }));
    case 'DownloadsReissued':
      return reissue(delivery, event);
    case 'DownloadAccessClosed':
      return { ...delivery, isClosed: true };
    default:
      return delivery;
  }
};
