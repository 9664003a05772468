import type { RuleName, Violation } from '../auditor/evidence.ts';
import type { SeedOptions } from '../run-seed.ts';

/** A defect that can be put into the system. No production code knows of it. */
export interface Bug extends Pick<SeedOptions, 'plants' | 'prepare'> {
  /** As in `--bug`. */
  readonly name: string;
  /** What it breaks, in one sentence. */
  readonly breaks: string;
  /** Where it lies. `code`: between a service's own code and what that calls, so that the service as it is shipped does what is wrong. `fake`: in a
   *  fake or an actor, in the place of code of ours that the simulation does not run; that its effect is noticed says nothing of that code. */
  readonly in: 'code' | 'fake';
  /** The rules that notice it: all of them, in one seed. */
  readonly caughtBy: readonly [RuleName, ...RuleName[]];
}

/** What a plant breaks that merely crashes: no sign of the bug, unless it is the bug's own. */
const crashes: readonly RuleName[] = ['defect', 'I16'];

/** Whether these violations show the bug: each rule broke that is to notice it, and nothing crashed besides. */
export const isCaught = ({ caughtBy }: Pick<Bug, 'caughtBy'>, violations: readonly Violation[]): boolean => {
  const broken = new Set(violations.map(({ rule }) => rule));
  return caughtBy.every((rule) => broken.has(rule)) && crashes.every((rule) => caughtBy.includes(rule) || !broken.has(rule));
};

/** A bug's row in the table of docs/reliability.md, but for its last cell: after how many seeds it was caught. */
export const rowOf = ({ name, in: where, breaks, caughtBy }: Bug): string =>
  `| \`${name}\` | ${where} | ${breaks} | ${caughtBy.join(', ')} |`;

/** A copy of an object with some of its methods replaced; the others stay bound to the original. */
export const replacing = <T extends object>(part: T, changes: Partial<Record<keyof T, unknown>>): T =>
  new Proxy(part, {
    get: (target, name) => {
      if (Object.hasOwn(changes, name)) return changes[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
