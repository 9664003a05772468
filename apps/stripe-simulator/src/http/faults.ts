import { z } from 'zod';

/** What goes wrong with one request. `*_after`, `no_answer` and `slow` happen to a request that was executed all the
 *  same. */
export const faultKinds = [
  'rate_limit',
  'lock_timeout',
  'conflict',
  'server_error',
  'server_error_after',
  'unexpected_state',
  'drop',
  'drop_after',
  'no_answer',
  'slow',
  'slow_before',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const faultSchema = z.strictObject({
  /** A part of `METHOD /path`, e.g. `/confirm`. */
  on: z.string().min(1),
  fault: z.enum(faultKinds),
  times: z.number().int().positive().default(1),
  /** For `slow` and `slow_before`, milliseconds. */
  delayMs: z.number().int().nonnegative().default(0),
});
export type Fault = z.output<typeof faultSchema>;

/** Faults that wait for the requests they are meant for, first come first served. */
export class Faults {
  private waiting: readonly Fault[] = [];

  add(fault: z.input<typeof faultSchema>): void {
    this.waiting = [...this.waiting, faultSchema.parse(fault)];
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault of this request, used up once. */
  take(request: string): Fault | undefined {
    const found = this.waiting.find(({ on }) => request.includes(on));
    if (found === undefined) return undefined;
    const rest = found.times > 1 ? [{ ...found, times: found.times - 1 }] : [];
    this.waiting = this.waiting.flatMap((fault) => (fault === found ? rest : [fault]));
    return found;
  }
}
