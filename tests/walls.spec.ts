import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

const run = (command: string, args: readonly string[], cwd: string): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, output: stdout + stderr };
};

describe('the walls', () => {
  let runtime: string;
  const plant = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(runtime, name)), { recursive: true });
      writeFileSync(join(runtime, name), text);
    }
  };
  const cruise = () => run(bin('node'), [bin('depcruise'), '--config', join(root, '.dependency-cruiser.js'), '.'], runtime);

  beforeEach(() => {
    runtime = mkdtempSync(join(tmpdir(), 'tollgate-walls-'));
    plant({
      'services/fraud/src/domain/assess-order.ts': 'export const assessOrder = 1;\n',
      'services/fraud/src/adapters/counters.ts': 'export const counters = 1;\n',
      'libs/money/src/index.ts': 'export const money = 1;\n',
      'libs/order-log/src/index.ts': 'export const log = 1;\n',
    });
  });
  afterEach(() => rmSync(runtime, { recursive: true, force: true }));

  it('let a clean house pass', () => expect(cruise().status).toBe(0));

  it.each([
    ['services-are-separate', 'services/reporting/src/main.ts', '../../fraud/src/domain/assess-order.ts'],
    ['libs-know-no-service', 'libs/order/src/index.ts', '../../../services/fraud/src/domain/assess-order.ts'],
    ['pure-stays-pure', 'services/fraud/src/domain/other.ts', '../adapters/counters.ts'],
    ['pure-stays-pure', 'services/fraud/src/domain/other.ts', 'node:fs'],
    ['pure-stays-pure', 'libs/order/src/index.ts', '../../order-log/src/index.ts'],
    ['through-the-front-door', 'services/fraud/src/main.ts', '../../../libs/money/src/money.ts'],
    ['no-circles', 'services/fraud/src/domain/assess-order.ts', './circle.ts'],
  ])('%s: %s may not import %s', (rule, from, to) => {
    plant({
      'libs/money/src/money.ts': 'export const usd = 1;\n',
      'services/fraud/src/domain/circle.ts': "export * from './assess-order.ts';\n",
    });
    plant({ [from]: `import * as other from '${to}';\nexport const planted = other;\n` });
    const { status, output } = cruise();
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  });

  it.each([
    ['noExplicitAny', 'export const a = (b: any): any => b;\n'],
    ['noDefaultExport', 'export default 1;\n'],
    ['noExcessiveLinesPerFunction', `export const a = (): void => {\n${'  console.log(1);\n'.repeat(60)}};\n`],
    ['useMaxParams', 'export const a = (b: number, c: number, d: number, e: number): number => b + c + d + e;\n'],
  ])('lint refuses %s', (rule, text) => {
    plant({ 'planted.ts': text });
    const { status, output } = run(bin('biome'), ['lint', `--config-path=${root}`, '--vcs-enabled=false', '.'], runtime);
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  });
});
