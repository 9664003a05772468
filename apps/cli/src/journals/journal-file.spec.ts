import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotCheck } from '../stack.js';
import { JournalFile } from './journal-file.js';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a journal that grows while it is read', () => {
  const file = join(folder, 'journal.jsonl');

  it('is read on from where it was read to, a half-written line not before it is whole', () => {
    writeFileSync(file, '{"n":1}\n{"n":');
    const journal = new JournalFile<{ n: number }>(file);
    expect(journal.readOn()).toEqual([{ n: 1 }]);
    expect(journal.readOn()).toEqual([]);
    appendFileSync(file, '2}\n{"n":3}\n');
    expect(journal.readOn()).toEqual([{ n: 2 }, { n: 3 }]);
  });

  it('cannot be checked by once it became shorter, is spoiled, or is not there', () => {
    const journal = new JournalFile(file);
    journal.readOn();
    writeFileSync(file, '{"n":1}\n');
    expect(() => journal.readOn()).toThrow(CannotCheck);
    writeFileSync(file, 'no JSON\n');
    expect(() => new JournalFile(file).readOn()).toThrow(CannotCheck);
    expect(() => new JournalFile(join(folder, 'none')).readOn()).toThrow(CannotCheck);
  });
});
