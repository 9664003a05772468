import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

const run = (command: string, args: readonly string[], cwd: string): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, output: stdout + stderr };
};

describe('the boundaries', () => {
  let folder: string;
  const plant = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  const cruise = () => run(bin('node'), [bin('depcruise'), '--config', join(root, '.dependency-cruiser.js'), '.'], folder);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tollgate-boundaries-'));
    plant({
      'services/fraud/src/assess/assess-order.ts': 'export const assessOrder = 1;\n',
      'services/fraud/src/assess/counters.repository.ts': 'export const counters = 1;\n',
      'services/fraud/src/assess/assess-order.handler.ts': 'export const handler = 1;\n',
      'services/fraud/src/assess/orders.consumer.ts': 'export const consumer = 1;\n',
      'libs/money/src/index.ts': 'export const money = 1;\n',
      'libs/order-log/src/index.ts': 'export const log = 1;\n',
      'libs/testing/src/index.ts': 'export const builders = 1;\n',
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('let clean code pass', () => expect(cruise().status).toBe(0));

  it.each([
    ['services-are-separate', 'services/reporting/src/main.ts', '../../fraud/src/assess/assess-order.ts'],
    ['libs-know-no-service', 'libs/order/src/index.ts', '../../../services/fraud/src/assess/assess-order.ts'],
    ['decisions-stay-pure', 'services/fraud/src/assess/other.ts', './counters.repository.ts'],
    ['decisions-stay-pure', 'services/fraud/src/assess/other.ts', './assess-order.handler.ts'],
    ['decisions-stay-pure', 'services/fraud/src/assess/other.ts', 'node:fs'],
    ['decisions-stay-pure', 'services/fraud/src/assess/order.schema.ts', '../../../../libs/order-log/src/index.ts'],
    ['decisions-stay-pure', 'services/fraud/src/assess/limits.data.ts', './counters.repository.ts'],
    ['effects-decide-nothing', 'services/fraud/src/assess/other.repository.ts', './assess-order.handler.ts'],
    ['entries-are-the-edge', 'services/fraud/src/assess/other.handler.ts', './orders.consumer.ts'],
    ['pure-libs-stay-pure', 'libs/order/src/index.ts', '../../order-log/src/index.ts'],
    ['pure-libs-stay-pure', 'libs/money/src/money.ts', 'node:crypto'],
    ['through-the-index', 'services/fraud/src/main.ts', '../../../libs/money/src/money.ts'],
    ['testing-is-for-tests', 'services/fraud/src/assess/other.handler.ts', '../../../../libs/testing/src/index.ts'],
    ['sdk-stands-alone', 'libs/sdk/src/index.ts', '../../money/src/index.ts'],
    ['storefront-is-outside', 'apps/storefront/src/main.ts', '../../../libs/money/src/index.ts'],
    ['no-circles', 'services/fraud/src/assess/assess-order.ts', './circle.ts'],
  ])('%s: %s may not import %s', (rule, from, to) => {
    plant({
      'libs/money/src/money.ts': 'export const usd = 1;\n',
      'services/fraud/src/assess/circle.ts': "export * from './assess-order.ts';\n",
    });
    plant({ [from]: `import * as other from '${to}';\nexport const planted = other;\n` });
    const { status, output } = cruise();
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  });

  it.each([
    ['noExplicitAny', 'export const a = (b: any): any => b;\n'],
    ['noDefaultExport', 'export default 1;\n'],
    ['noFloatingPromises', 'async function a(): Promise<void> {}\nexport const b = (): void => {\n  a();\n};\n'],
    ['noMisusedPromises', 'const a = async (): Promise<boolean> => true;\nif (a()) console.log(1);\n'],
    ['noExcessiveLinesPerFunction', `export const a = (): void => {\n${'  console.log(1);\n'.repeat(60)}};\n`],
    ['useMaxParams', 'export const a = (b: number, c: number, d: number, e: number): number => b + c + d + e;\n'],
  ])('lint refuses %s', (rule, text) => {
    plant({ 'planted.ts': text, 'biome.json': readFileSync(join(root, 'biome.json'), 'utf8') });
    const { status, output } = run(bin('biome'), ['lint', '--vcs-enabled=false', '.'], folder);
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  });
});
