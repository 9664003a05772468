import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KEY_BYTES = 32;

/** Keys for nobody's secrets: the same in every run. They lie in files, as services read them from there. */
const folder = mkdtempSync(join(tmpdir(), 'tollgate-simulation-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const keyFile = (name: string, byte: number): string => {
  const path = join(folder, name);
  writeFileSync(path, Buffer.alloc(KEY_BYTES, byte).toString('base64'));
  return path;
};

export const keyFiles = { encryption: keyFile('encryption', 1), lookup: keyFile('lookup', 2), link: keyFile('link', 3) };
export const downloadsUrl = 'https://downloads.example';
