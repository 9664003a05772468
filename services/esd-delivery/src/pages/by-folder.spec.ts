import { byFolder, nameInFolder } from './by-folder.js';
import type { ShownItem } from './shown-items.js';

const item = (name: string) => ({ name, sizeBytes: 1n }) as ShownItem;
const told = (items: readonly ShownItem[]) => byFolder(items).map(({ name, items: all }) => [name, ...all.map(nameInFolder)]);

describe('the items of a page', () => {
  it('stand by their folders: first what lies in none, then each where its first file stands', () =>
    expect(told([item('b/2.pdf'), item('a/1.pdf'), item('cover.png'), item('b/1.pdf'), item('b/c/1.pdf')])).toEqual([
      ['', 'cover.png'],
      ['b', '2.pdf', '1.pdf'],
      ['a', '1.pdf'],
      ['b/c', '1.pdf'],
    ]));
  it('are all of one piece where there are no folders', () => expect(told([item('a'), item('b')])).toEqual([['', 'a', 'b']]));
  it('have no folder where nothing is fetched, whatever they are called', () =>
    expect(told([{ ...item('Mac/Windows'), sizeBytes: undefined }])).toEqual([['', 'Mac/Windows']]));
  it('are none where there are none', () => expect(byFolder([])).toEqual([]));
});
