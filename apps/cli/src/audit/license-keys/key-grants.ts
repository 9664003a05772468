import type { LoggedEvent } from '../logged-event.js';

/** The license keys that one entitlement brought. */
export interface KeyGrant {
  readonly index: number;
  readonly line: number;
  /** The keys' ids, by piece. */
  readonly keys: readonly string[];
  /** How many pieces were bought of the line. */
  readonly pieces: number;
  /** Its line was refunded. */
  readonly isRevoked: boolean;
}

type Of = (type: string) => readonly LoggedEvent[];

interface Granted {
  readonly index?: number;
  readonly line?: number;
  readonly licenseKeys?: { readonly keys?: readonly { readonly id?: string }[] };
}

/** What an order's events say of its license keys. */
export const keyGrantsOf = (of: Of): readonly KeyGrant[] => {
  const lines: readonly { readonly quantity?: number }[] = of('OrderPlaced')[0]?.data.lines ?? [];
  const revoked = new Set(of('DownloadAccessRevoked').flatMap(({ data }): number[] => data.entitlements ?? []));
  return of('DownloadsGranted')
    .flatMap(({ data }): readonly Granted[] => data.entitlements ?? [])
    .flatMap(({ index = 0, line = 0, licenseKeys }) =>
      licenseKeys === undefined
        ? []
        : [
            {
              index,
              line,
              keys: (licenseKeys.keys ?? []).map(({ id = '' }) => id),
              pieces: Math.max(lines[line - 1]?.quantity ?? 1, 1),
              isRevoked: revoked.has(index),
            },
          ],
    );
};
