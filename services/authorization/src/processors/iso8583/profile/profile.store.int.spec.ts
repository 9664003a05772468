import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ISO87_BCD } from '@tollgate/iso8583';
import { loadProfile } from './profile.store.js';

describe('loadProfile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'profile-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const fileOf = (content: string): string => {
    const path = join(folder, 'acme.json');
    writeFileSync(path, content);
    return path;
  };

  it('A13: knows the profiles that come with Tollgate by name', async () =>
    expect(await loadProfile('iso87-bcd')).toBe(ISO87_BCD));

  it("A13: reads an operator's file", async () =>
    expect(await loadProfile(fileOf('{ "extends": "iso87-bcd", "name": "acme" }'))).toEqual({ ...ISO87_BCD, name: 'acme' }));

  it('says which file is wrong, and where', async () => {
    await expect(loadProfile(fileOf('{ "extends": "iso87-bcd", "timeZone": "Nowhere" }'))).rejects.toThrow(
      /acme\.json.*timeZone/s,
    );
    await expect(loadProfile(fileOf('{'))).rejects.toThrow('acme.json');
    await expect(loadProfile(join(folder, 'absent.json'))).rejects.toThrow('absent.json');
  });
});
