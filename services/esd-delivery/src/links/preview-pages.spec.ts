import type { DeliverableForm } from '@tollgate/contracts';
import { bookFile } from '@tollgate/testing';
import { defaultDelivery } from '../settings/delivery.schema.js';
import { previewPages } from './preview-pages.js';

const now = new Date('2026-11-27T10:00:00.000Z');
const fileCalled = (name: string) => ({ form: { case: 'file', value: { ...bookFile, name } } }) as DeliverableForm;

describe('the pages that customers of a good will open', () => {
  it('are one for each file, under the policy of delivery in force', () => {
    const policy = { ...defaultDelivery, downloads: 3, days: 7 };
    const pages = previewPages([fileCalled('book.epub'), fileCalled('cover.png')], policy, now);
    expect(pages.map(({ name }) => name)).toEqual(['book.epub', 'cover.png']);
    expect(pages[1]?.html).toContain('<h1>cover.png</h1>');
    expect(pages[1]?.html).not.toContain('<script');
    expect(pages[0]?.html).toContain('This link is good for 3 complete downloads.');
    expect(pages[0]?.html).toContain('December 4, 2026, 10:00 UTC');
  });

  it('are none of a form of a later release', () => {
    expect(previewPages([{ form: { case: undefined } } as DeliverableForm], defaultDelivery, now)).toEqual([]);
  });
});
