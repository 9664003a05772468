import { changesOf, type SettingsVersion } from './versions.js';

const version = (number: number, document: SettingsVersion['document']): SettingsVersion => ({
  id: `evt_${number}`,
  version: number,
  changedAt: '2026-11-23T10:00:00.000Z',
  by: 'usr_ann',
  document,
});
const versions = [version(5, { limit: 3 }), version(2, { limit: 2 }), version(1, { limit: 1 })];

describe('the versions of an area', () => {
  it('are told with what each changed; before the first one the defaults held', () => {
    const changed = changesOf(versions, true);
    expect(changed.map(({ version: number, changes }) => [number, changes])).toEqual([
      [5, [{ path: ['limit'], before: 2, after: 3 }]],
      [2, [{ path: ['limit'], before: 1, after: 2 }]],
      [1, undefined],
    ]);
  });

  it('are told up to the one whose predecessor is not read yet', () =>
    expect(changesOf(versions, false).map(({ version: number }) => number)).toEqual([5, 2]));

  it('may be none', () => expect(changesOf([], true)).toEqual([]));
});
