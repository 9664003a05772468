import { spawnSync } from 'node:child_process';

const end = (defect: string) => {
  const program = `
    import { openLog } from '@tollgate/service';
    import { endOnDefect } from '${new URL('../../dist/lifecycle/end-on-defect.js', import.meta.url).href}';
    endOnDefect(openLog({ service: 'test', level: 'info' }));
    setInterval(() => undefined, 1_000);
    ${defect}`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: import.meta.dirname, encoding: 'utf8' });
};

describe('an error that nobody handles', () => {
  it.each([
    ['a promise', "Promise.reject(new Error('of 4111 1111 1111 1111'));"],
    ['a callback', "setTimeout(() => { throw new Error('of 4111 1111 1111 1111'); });"],
  ])('S18: of %s ends the process, and is said in the log without a card number', (_, defect) => {
    const { status, stdout, stderr } = end(defect);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ level: 'fatal', error: { type: 'Error' } });
    expect(stdout + stderr).not.toContain('1111');
  });
});
