/** The times of a message as its elements carry them. */
export type MessageTimes = { readonly transmissionTime: string; readonly localTime: string; readonly localDate: string };

/** DE 7 (MMDDhhmmss, UTC), DE 12 (hhmmss) and DE 13 (MMDD) of an instant. A gateway has no shop's clock: its local time is UTC.
 *  Source: ISO 8583:1987 DE 7, 12, 13. */
export const messageTimes = (instant: Date): MessageTimes => {
  const digits = instant.toISOString().replace(/\D/g, '');
  const localDate = digits.slice(4, 8);
  const localTime = digits.slice(8, 14);
  return { transmissionTime: `${localDate}${localTime}`, localTime, localDate };
};
