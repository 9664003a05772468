import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { lineWriter } from './standard-output.js';

/** A stream onto a disk of which the test says when it is full. */
const disk = () => {
  const written: string[] = [];
  const state = { isFull: false };
  const stream = {
    write: (text: string, done: (error?: Error | null) => void) => {
      if (!state.isFull) written.push(text);
      done(state.isFull ? new Error('ENOSPC: no space left on device, write') : null);
      return !state.isFull;
    },
    on: () => undefined,
    listenerCount: () => 0,
  };
  return { stream, written, state };
};

describe('X2: a log that cannot be written', () => {
  it('loses lines, goes on where there is room again, and says how many are missing', () => {
    const { stream, written, state } = disk();
    const write = lineWriter(stream, (lost) => write(`${lost} lost\n`));
    write('one\n');
    state.isFull = true;
    for (const line of ['two\n', 'three\n']) write(line);
    state.isFull = false;
    write('four\n');
    write('five\n');
    expect(written).toEqual(['one\n', '\nfour\n', '2 lost\n', 'five\n']);
  });

  it('does not end the process: /dev/full answers every write as a full disk does', () => {
    // The same calls as the service's: an error of the stream that nobody hears would end it with exit code 1.
    const program = `
      import { lineWriter, survive } from ${JSON.stringify(new URL('./standard-output.ts', import.meta.url).href)};
      survive(process.stderr);
      const write = lineWriter(process.stdout, () => undefined);
      for (let line = 0; line < 100; line++) write('a line\\n');
      process.stderr.write('a warning of Node itself\\n');
      setTimeout(() => process.exit(7), 50);`;
    const full = openSync('/dev/full', 'w');
    const { status } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', full, full],
    });
    closeSync(full);
    expect(status).toBe(7);
  });
});
