import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { freshBytes } from './fresh-bytes.js';
import { keyFromFile } from './key-file.js';

describe('a key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-key-'));
  const path = join(folder, 'key');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('holds 32 bytes in base64, with or without a final newline', () => {
    const key = freshBytes(32);
    writeFileSync(path, `${key.toString('base64')}\n`);
    expect(keyFromFile(path).export()).toEqual(key);
  });

  it('that is too short is refused by its name, not by its content', () => {
    const text = freshBytes(31).toString('base64');
    writeFileSync(path, text);
    expect(() => keyFromFile(path)).toThrow(`${path}: expected 32 bytes in base64, found 31`);
    expect(() => keyFromFile(path)).not.toThrow(text);
  });

  it('gives a key that prints nothing of itself', () => {
    const key = freshBytes(32);
    writeFileSync(path, key.toString('base64'));
    const printed = inspect(keyFromFile(path)) + JSON.stringify(keyFromFile(path));
    for (const form of ['hex', 'base64'] as const) expect(printed).not.toContain(key.toString(form));
  });
});
