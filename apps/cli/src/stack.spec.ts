import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findStack, need } from './stack.js';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-find-stack-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the running stack', () => {
  it('is that of TOLLGATE_DATA, and no other one where that does not run', () => {
    const runs = join(folder, 'runs');
    const stopped = join(folder, 'stopped');
    for (const data of [runs, stopped]) mkdirSync(data);
    writeFileSync(join(runs, 'demo.json'), '{ "postgresUrl": "postgres://a" }');
    expect(need(findStack({ TOLLGATE_DATA: runs }), 'postgresUrl')).toBe('postgres://a');
    expect(findStack({ TOLLGATE_DATA: stopped }).postgresUrl).toBeUndefined();
  });

  it('that was not found: a newcomer reads where it was looked for, and what to set', () => {
    const find = () => need(findStack({ TOLLGATE_DATA: folder }), 'postgresUrl');
    expect(find).toThrow(`no running stack was found in ${folder}. Start one with "npm start"`);
    expect(find).not.toThrow('postgresUrl');
  });
});
