const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** The day whose rates apply to what happened at an RFC 3339 instant: its UTC day. Undefined for anything else, times
 *  with an offset included. */
export const taxDayOf = (at: string): string | undefined => instant.exec(at)?.[1];
