/** What names one message at the acquirer. */
export interface TraceNumbers {
  /** DE 11, 1 to 999999. */
  readonly stan: number;
  /** DE 37 */
  readonly rrn: string;
  /** DE 41 */
  readonly terminalId: string;
  /** DE 7, MMDDhhmmss in UTC. */
  readonly transmittedAt: string;
}

const STAN_COUNT = 999_999n;
const RRN_COUNT = 10_000_000n;
const DAY_MS = 86_400_000;

/** Names a message by a number nobody had before. The STAN wraps and may come again within hours; the RRN is two digits of year, the
 *  day of it and seven digits of the number, so that ten million a day are apart for a hundred years.
 *  Source: ISO 8583:1987 DE 7, 11, 37. */
export const traceNumbers = (serial: bigint, terminalId: string, at: Date): TraceNumbers => ({
  stan: Number(serial % STAN_COUNT) + 1,
  rrn: `${dayOf(at)}${String(serial % RRN_COUNT).padStart(7, '0')}`,
  terminalId,
  transmittedAt: at.toISOString().replace(/\D/g, '').slice(4, 14),
});

const dayOf = (at: Date): string => {
  const year = at.getUTCFullYear();
  const day = Math.floor((at.getTime() - Date.UTC(year, 0, 1)) / DAY_MS) + 1;
  return `${String(year % 100).padStart(2, '0')}${String(day).padStart(3, '0')}`;
};
