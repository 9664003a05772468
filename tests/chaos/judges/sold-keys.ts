// What the log says of orders of license keys. Pure.
import type { KeyOrder } from './license-keys.ts';

/** An event of an order, in the log's own words. */
export interface LoggedEvent {
  /** uuid */
  readonly order: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: data of any event
  readonly data: any;
}

const givenUpBy = new Set(['PaymentDeclined', 'AuthorizationReversed', 'OrderRejected', 'OrderPricingFailed', 'PaymentVoided']);

const minorIn = (events: readonly LoggedEvent[], type: string): bigint =>
  events.filter((event) => event.type === type).reduce((sum, { data }) => sum + BigInt(data.amount?.minor ?? 0), 0n);

const piecesIn = (events: readonly LoggedEvent[], sku: string): number =>
  events
    .flatMap(({ type, data }) => (type === 'OrderPlaced' ? (data.lines ?? []) : []))
    .filter((line: { readonly sku: string }) => line.sku === sku)
    .reduce((sum: number, { quantity }: { readonly quantity: number }) => sum + quantity, 0);

const grantedIn = (events: readonly LoggedEvent[]): KeyOrder['granted'] => {
  const revoked = new Set(
    events.flatMap(({ type, data }) => (type === 'DownloadAccessRevoked' ? ((data.entitlements ?? []) as number[]) : [])),
  );
  return events
    .flatMap(({ type, data }) => (type === 'DownloadsGranted' ? (data.entitlements ?? []) : []))
    .filter(({ licenseKeys }) => licenseKeys !== undefined)
    .map(({ index = 0, licenseKeys }) => ({
      ids: (licenseKeys.keys ?? []).map(({ id }: { readonly id: string }) => id),
      isRevoked: revoked.has(index),
    }));
};

/** `events`: all events of the orders that have a line of this good, by position. */
export const keyOrdersIn = (events: readonly LoggedEvent[], sku: string): readonly KeyOrder[] =>
  [...Map.groupBy(events, ({ order }) => order)].map(([order, all]) => {
    const [captured, refunded] = [minorIn(all, 'PaymentCaptured'), minorIn(all, 'PaymentRefunded')];
    return {
      order,
      pieces: piecesIn(all, sku),
      granted: grantedIn(all),
      isPaid: captured > 0n,
      isRefunded: captured > 0n && captured === refunded,
      isGivenUp: captured === 0n && all.some(({ type }) => givenUpBy.has(type)),
    };
  });
