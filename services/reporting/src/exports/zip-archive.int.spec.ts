import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatedEntry } from './file-writer.js';
import { ledger } from './testing/ledger.js';
import { python } from './testing/readers.js';
import { zipArchive } from './zip-archive.client.js';
import type { ZipLayout } from './zip-layout.js';

const [sample] = ledger;
const at = new Date('2026-12-01T00:00:00.000Z');
const layout = (maxRows: number): ZipLayout => ({
  partName: (index) => `${index + 1}.txt`,
  part: (index) => ({ begin: () => `part ${index + 1}\n`, entry: ({ id }) => `${id}\n`, end: () => 'end\n' }),
  rowsOf: () => 1,
  maxRows,
  rest: (parts) => [['rest.txt', `${parts} parts`]],
});

/** So many entries, of which it is known whether somebody has ended them. */
const entriesOf = (count: number, failAt = Number.POSITIVE_INFINITY) => {
  const seen = { given: 0, isEnded: false };
  async function* given(): AsyncGenerator<DatedEntry> {
    try {
      for (let index = 0; index < count; index += 1) {
        if (index === failAt) throw new Error('the database is gone');
        seen.given += 1;
        if (sample !== undefined) yield { ...sample, id: `e${index}`, day: '2026-11-01' };
      }
    } finally {
      seen.isEnded = true;
    }
  }
  return { seen, entries: given() };
};

const namesIn = async (count: number, maxRows: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-zip-'));
  try {
    const pieces: Buffer[] = [];
    for await (const piece of zipArchive(layout(maxRows), entriesOf(count).entries, at)) pieces.push(piece);
    writeFileSync(join(folder, 'a.zip'), Buffer.concat(pieces));
    const program = `
import zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps({name: archive.read(name).decode().splitlines() for name in archive.namelist()}))`;
    return python<Readonly<Record<string, readonly string[]>>>(program, join(folder, 'a.zip'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('an archive of parts', () => {
  it('has as many parts as its rows take, each whole', async () =>
    expect(await namesIn(5, 2)).toEqual({
      '1.txt': ['part 1', 'e0', 'e1', 'end'],
      '2.txt': ['part 2', 'e2', 'e3', 'end'],
      '3.txt': ['part 3', 'e4', 'end'],
      'rest.txt': ['3 parts'],
    }));

  it('has no empty part behind a full one', async () =>
    expect(Object.keys(await namesIn(4, 2))).toEqual(['1.txt', '2.txt', 'rest.txt']));

  it('has one part without rows where there are no entries', async () =>
    expect(await namesIn(0, 2)).toEqual({ '1.txt': ['part 1', 'end'], 'rest.txt': ['1 parts'] }));

  it('throws what goes wrong with an entry, in the middle of it', async () => {
    const { entries, seen } = entriesOf(50_000, 40_000);
    const read = async (): Promise<void> => {
      for await (const piece of zipArchive(layout(10_000), entries, at)) expect(piece.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toThrow('the database is gone');
    expect(seen.isEnded).toBe(true);
  });

  it('reads no further than whoever takes it, and ends when they go', async () => {
    const { entries, seen } = entriesOf(1_000_000);
    for await (const piece of zipArchive(layout(1_000_000), entries, at)) {
      expect(piece.length).toBeGreaterThan(0);
      if (seen.given > 0) break;
    }
    expect(seen.isEnded).toBe(true);
    expect(seen.given).toBeLessThan(200_000);
  });
});
