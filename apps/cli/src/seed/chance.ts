import { hash } from 'node:crypto';

const WORDS = 4;
const SPREAD = 2 ** 32;

const hex = (word: number, digits: number): string => word.toString(16).padStart(digits, '0').slice(-digits);

/** Chance that follows from a seed: the same names, the same numbers, on every machine. No secret may be made of it.
 *  Source: sfc32 of PractRand, by Chris Doty-Humphrey (public domain). */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #count: number;

  private constructor(state: Buffer) {
    const [a = 0, b = 0, c = 0, count = 0] = Array.from({ length: WORDS }, (_, index) => state.readInt32LE(index * 4));
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#count = count;
  }

  /** Each name, in its order, tells one chance from another. */
  static of(...names: readonly (string | number)[]): Chance {
    return new Chance(hash('sha256', names.join('\n'), 'buffer'));
  }

  /** 32 bits. */
  word(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** At least 0 and less than 1. */
  fraction(): number {
    return this.word() / SPREAD;
  }

  happens(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** A whole number, at least 0 and less than `count`. */
  below(count: number): number {
    return Math.floor(this.fraction() * count);
  }

  /** A whole number from the one to the other. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  pick<T>(all: readonly [T, ...T[]] | readonly T[]): T {
    return all[this.below(all.length)] as T;
  }

  /** A UUIDv7 of that moment (milliseconds since 1970). Source: RFC 9562 §5.7. */
  uuid(atMs: number): string {
    const time = atMs.toString(16).padStart(12, '0');
    const [first, second, third] = [this.word(), this.word(), this.word()];
    const variant = hex(0x8000 | (second & 0x3fff), 4);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(first, 3)}-${variant}-${hex(third, 8)}${hex(second >>> 16, 4)}`;
  }
}

/** A choice in which some come more often than others. */
export class Weighted<T> {
  private readonly reached: readonly number[];

  constructor(
    private readonly all: readonly T[],
    weightOf: (one: T) => number,
  ) {
    let sum = 0;
    this.reached = all.map((one) => {
      sum += weightOf(one);
      return sum;
    });
  }

  pick(chance: Chance): T {
    const wanted = chance.fraction() * (this.reached.at(-1) ?? 0);
    let [low, high] = [0, this.reached.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.reached[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return this.all[low] as T;
  }
}
