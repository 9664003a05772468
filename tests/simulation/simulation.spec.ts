import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleNames } from './auditor/evidence.ts';

const program = join(import.meta.dirname, 'simulate.ts');
const root = join(import.meta.dirname, '../..');

/** The command as a developer runs it. */
const simulate = (...args: readonly string[]): { readonly status: number | null; readonly output: string } => {
  const options = { encoding: 'utf8', maxBuffer: 256 * 1_048_576 } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...args],
    options,
  );
  return { status, output: stdout + stderr };
};

const digestsIn = (output: string): ReadonlyMap<string, string> =>
  new Map([...output.matchAll(/^seed (\d+) ([0-9a-f]{16})$/gm)].map(([, seed = '', digest = '']) => [seed, digest]));

/** The rows of the table of planted bugs: name, where, what, rules, seeds. */
const rowsIn = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\| (`[a-z-]+` \| (?:code|fake) \| .*) \|$/gm)].map(([, row = '']) => row.split(' | '));
const withoutSeeds = (row: readonly string[]): readonly string[] => row.slice(0, -1);
const seedsOf = (row: readonly string[]): number => Number(row.at(-1));

/** More of them: `npm run simulate -- --seeds 100000`. */
const SEEDS = 2_000;
const BUG_SEEDS = 100;
const LIMIT_MS = 1_800_000;

describe('the simulation', () => {
  it('runs again just as it ran, alone, after other seeds, and in another thread', () => {
    const together = digestsIn(simulate('--seeds', '6', '--from', '40', '--trace', '--jobs', '2').output);
    expect(together.size).toBe(6);
    const alone = simulate('--seeds', '1', '--from', '45', '--trace').output;
    expect(digestsIn(alone).get('45')).toBe(together.get('45'));
    expect(simulate('--seeds', '1', '--from', '45', '--trace').output.replace(/[\d.]+ s:/, '')).toBe(
      alone.replace(/[\d.]+ s:/, ''),
    );
  });

  it('says how it is used, and refuses what it does not know', () => {
    expect(simulate('--help')).toMatchObject({ status: 0, output: expect.stringContaining('--seeds') });
    expect(simulate('--seeds', 'many').status).toBe(2);
    expect(simulate('--faults', 'rain').status).toBe(2);
    expect(simulate('--bug', 'none-such').status).toBe(2);
  });

  it('tells of a broken seed: what is broken, what happened, and how to see it again, which it then does', () => {
    const { status, output } = simulate('--bug', 'capture-counted-twice', '--seeds', '100');
    expect(status).toBe(0);
    expect(output).toMatch(/I3 .* was taken \d times/);
    const [, replay = ''] = /^Again: npm run simulate -- (.*)$/m.exec(output) ?? [];
    expect(simulate(...replay.split(' ')).output).toMatch(/I3 .* was taken \d times/);
  });

  it(
    `I1 to I14: nothing is lost, doubled or left open in ${SEEDS} seeds`,
    () =>
      expect(simulate('--seeds', String(SEEDS))).toMatchObject({
        status: 0,
        output: expect.stringContaining('nothing is broken'),
      }),
    LIMIT_MS,
  );

  it(
    'catches every planted bug by the rule that is to notice it, and the table in docs/reliability.md says no more and no less',
    () => {
      const { status, output } = simulate('--bug', 'all', '--seeds', String(BUG_SEEDS));
      expect({ status, output }).toMatchObject({ status: 0 });
      const caught = rowsIn(output);
      expect(caught.length).toBeGreaterThanOrEqual(20);
      const documented = rowsIn(readFileSync(join(root, 'docs/reliability.md'), 'utf8'));
      expect(documented.map(withoutSeeds)).toEqual(caught.map(withoutSeeds));
      expect(documented.map(seedsOf).filter((seeds) => !(seeds <= BUG_SEEDS))).toEqual([]);
      const rules = new Set(caught.flatMap(([, , , rule = '']) => rule.split(', ')));
      expect(ruleNames.filter((rule) => !rules.has(rule))).toEqual(['defect']); // whatever crashes shows none of the others
    },
    LIMIT_MS,
  );
});
