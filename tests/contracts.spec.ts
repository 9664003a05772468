import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const order = 'proto/tollgate/order/v1/order.proto';

/** The contracts as they were when they were last released, as `buf build -o proto/baseline.binpb` wrote them; made anew with each release. */
const againstBaseline = (folder: string): { status: number | null; output: string } => {
  const args = ['breaking', '--against', join(root, 'proto/baseline.binpb')];
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/buf'), args, { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
};

describe('the contracts', () => {
  let folder: string;
  const change = (from: string, to: string): void => {
    const file = join(folder, order);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tollgate-contracts-'));
    cpSync(join(root, 'proto'), join(folder, 'proto'), { recursive: true });
    cpSync(join(root, 'buf.yaml'), join(folder, 'buf.yaml'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('break nothing that was released', () => expect(againstBaseline(root)).toEqual({ status: 0, output: '' }));

  it('may gain a field', () => {
    change('  string shipping_method = 4', '  string channel = 99;\n  string shipping_method = 4');
    expect(againstBaseline(folder).status).toBe(0);
  });

  it.each([
    ['lose a field', '  string shipping_method = 4 [(tollgate.log.v1.is_public) = true];\n', ''],
    ['change the type of a field', '  int32 quantity = 3', '  string quantity = 3'],
    ['rename a field, which the log keeps by name', '  string sku = 1', '  string article = 1'],
  ])('may not %s', (_what, from, to) => {
    change(from, to);
    expect(againstBaseline(folder).status).toBe(100);
  });
});
