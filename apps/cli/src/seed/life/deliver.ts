import { newEvent, type RecordedEvent, type RecordedEventOf } from '@tollgate/contracts';
import { entitlementId } from '@tollgate/download-link';
import { entitlementsToRevoke } from '@tollgate/order';
import type { Access, Story } from './story.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** As long as links are good where the merchant says nothing else. */
const LINK_DAYS = 3;
const SOON_MS = 5_000;
const FETCHED = 0.93;
const AT_ONCE = 0.8;
const ARRIVES = 0.97;
const RESUMED = 0.06;
const BYTES_PER_SECOND = [400_000, 12_000_000] as const;

const millisecondsOf = (story: Story, sizeBytes: number): number =>
  Math.ceil((sizeBytes * 1_000) / story.chance.between(...BYTES_PER_SECOND));

/** What a capture pays for is granted, and fetched in the days after. Of a capture that brings nothing new a grant of nothing; undefined where a
 *  sale has nothing online. */
export const grant = (story: Story, captured: RecordedEvent, atMs: number): RecordedEvent | undefined => {
  const { data } = captured as RecordedEventOf<'PaymentCaptured'>;
  const things = data.deliverables.flatMap(({ line, sku, forms }) => forms.map(({ form }) => ({ line, sku, form })));
  if (things.length === 0 && data.isSale) return undefined;
  const entitlements = things.map((thing, index) => ({ ...thing, index, generation: 1, downloads: 1 }));
  const expiresAt = things.length === 0 ? '' : new Date(atMs + LINK_DAYS * DAY_MS).toISOString();
  const grantedAtMs = atMs + story.chance.between(3, 30);
  const granted = story.history.add(newEvent('DownloadsGranted', { entitlements, expiresAt }), {
    atMs: grantedAtMs,
    cause: captured,
  });
  for (const { index, form } of entitlements) {
    const sizeBytes = form.case === 'file' ? Number(form.value.sizeBytes) : 0;
    planDownload(story, { index, sizeBytes, grantedAtMs, state: 'granted' });
  }
  return granted;
};

const isOpenAtEnd = ({ world }: Story, { grantedAtMs }: Access): boolean => grantedAtMs + LINK_DAYS * DAY_MS > world.plan.endMs;

/** Nothing of a seeded order may be left to fetch, as there is no such file: who could still fetch it when the year is over has it by then. */
const planDownload = (story: Story, access: Access): void => {
  const { chance } = story;
  story.access.push(access);
  const { grantedAtMs, sizeBytes } = access;
  if (isOpenAtEnd(story, access))
    story.soon(grantedAtMs + SOON_MS, (beginMs) => fetch(story, access, { beginMs, endMs: beginMs + SOON_MS }));
  else if (chance.happens(FETCHED)) {
    const waits = chance.happens(AT_ONCE) ? chance.between(20_000, 30 * 60_000) : chance.below(44 * HOUR_MS);
    const durationMs = millisecondsOf(story, sizeBytes);
    story.later(grantedAtMs + waits, (beginMs) => fetch(story, access, { beginMs, endMs: beginMs + durationMs }));
  }
};

interface Fetch {
  readonly beginMs: number;
  readonly endMs: number;
}

const fetch = (story: Story, access: Access, { beginMs, endMs }: Fetch): void => {
  if (access.state !== 'granted') return;
  const { history, chance, draft } = story;
  const { index } = access;
  const cause = entitlementId(draft.id, index);
  history.add(newEvent('DownloadStarted', { entitlement: index, generation: 1 }), { atMs: beginMs, cause });
  const isCertain = isOpenAtEnd(story, access);
  if (!isCertain && !chance.happens(ARRIVES)) return;
  const complete = (atMs: number): void => arrive(story, access, atMs);
  if (isCertain) story.soon(endMs, complete);
  else story.later(endMs, complete);
};

const arrive = (story: Story, access: Access, atMs: number): void => {
  if (access.state !== 'granted') return;
  const { history, chance, draft } = story;
  const { index, sizeBytes } = access;
  const again = chance.happens(RESUMED) ? Math.round(sizeBytes * chance.fraction() * 0.3) : 0;
  const arrived = newEvent('DownloadCompleted', { entitlement: index, generation: 1, sentBytes: BigInt(sizeBytes + again) });
  history.add(arrived, { atMs, cause: entitlementId(draft.id, index) });
  access.state = 'arrived';
  if (story.hasEverything)
    history.add(newEvent('DownloadAccessClosed', {}), { atMs: atMs + chance.between(2, 12), cause: draft.id });
};

/** What was delivered of lines that a refund gave back whole is no longer the customer’s. */
export const revoke = (story: Story, refunded: RecordedEventOf<'PaymentRefunded'>, atMs: number): void => {
  const { history, chance } = story;
  const wasClosed = story.hasEverything;
  const indexes = entitlementsToRevoke(story.order).map(({ index }) => index);
  if (indexes.length === 0) return;
  const at = { atMs: atMs + chance.between(4, 30), cause: refunded };
  history.add(newEvent('DownloadAccessRevoked', { entitlements: indexes, operation: refunded.data.operation }), at);
  for (const access of story.access) if (indexes.includes(access.index)) access.state = 'revoked';
  if (!wasClosed && story.hasEverything) history.add(newEvent('DownloadAccessClosed', {}), at);
};
