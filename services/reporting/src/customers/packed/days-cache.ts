import type { PackedDay } from './packed-customers.js';

/** Days from one to another, milliseconds; the end is exclusive. */
export interface DayRange {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Kept {
  range: DayRange;
  readonly days: Map<number, PackedDay>;
  bytes: number;
}

const bytesOf = ({ bought, returned }: PackedDay): number =>
  [...Object.values(bought), ...Object.values(returned)].reduce((sum, { byteLength }) => sum + byteLength, 0);

const touches = (a: DayRange, b: DayRange): boolean => a.fromMs <= b.toMs && b.fromMs <= a.toMs;

/** Days that were read lately, without a gap between the first and the last of a pack and a currency. They stay what they are: what is packed anew is
 *  another pack. What was not asked for longest is dropped first. */
export class DaysCache {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly mostBytes: number) {}

  /** The days of a range that have still to be read. */
  missing(name: string, range: DayRange): readonly DayRange[] {
    const known = this.kept.get(name)?.range;
    if (known === undefined || !touches(known, range)) return [range];
    return [
      { fromMs: range.fromMs, toMs: Math.min(known.fromMs, range.toMs) },
      { fromMs: Math.max(known.toMs, range.fromMs), toMs: range.toMs },
    ].filter(({ fromMs, toMs }) => fromMs < toMs);
  }

  /** Keeps all days of a range. */
  add(name: string, range: DayRange, days: readonly PackedDay[]): void {
    const known = this.kept.get(name);
    const isNext = known !== undefined && touches(known.range, range);
    const one = isNext ? known : { range, days: new Map<number, PackedDay>(), bytes: 0 };
    for (const day of days) {
      if (!one.days.has(day.dayMs)) one.bytes += bytesOf(day);
      one.days.set(day.dayMs, day);
    }
    one.range = {
      fromMs: Math.min(one.range.fromMs, range.fromMs),
      toMs: Math.max(one.range.toMs, range.toMs),
    };
    this.kept.delete(name);
    this.kept.set(name, one);
  }

  /** The days of a range; undefined where it is not kept, or not whole, as others asked meanwhile. */
  take(name: string, { fromMs, toMs }: DayRange): readonly PackedDay[] | undefined {
    const one = this.kept.get(name);
    if (one === undefined || one.range.fromMs > fromMs || one.range.toMs < toMs) return undefined;
    this.kept.delete(name);
    this.kept.set(name, one);
    const taken = [...one.days.values()].filter(({ dayMs }) => dayMs >= fromMs && dayMs < toMs);
    this.shrink();
    return taken;
  }

  private shrink(): void {
    let bytes = [...this.kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [name, one] of this.kept) {
      if (bytes <= this.mostBytes) return;
      this.kept.delete(name);
      bytes -= one.bytes;
    }
  }
}
