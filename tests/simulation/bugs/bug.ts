import type { SeedOptions } from '../run-seed.ts';

/** A defect that can be put into the system: in the place of a part, or into a fake. No production code knows of it. */
export interface Bug extends Pick<SeedOptions, 'plants' | 'prepare'> {
  /** As in `--bug`. */
  readonly name: string;
  /** What it breaks, in one sentence. */
  readonly breaks: string;
}

/** A copy of an object with some of its methods replaced; the others stay bound to the original. */
export const replacing = <T extends object>(part: T, changes: Partial<Record<keyof T, unknown>>): T =>
  new Proxy(part, {
    get: (target, name) => {
      if (Object.hasOwn(changes, name)) return changes[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
