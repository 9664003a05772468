import type { DeliverableForm } from '@tollgate/contracts';
import { bookFile } from '@tollgate/testing';
import { defaultDelivery } from '../settings/delivery.schema.js';
import { sampleAbout } from '../testing/sample-shop.js';
import { previewPages } from './preview-pages.js';

const now = new Date('2026-11-27T10:00:00.000Z');
const fileCalled = (name: string) => ({ form: { case: 'file', value: { ...bookFile, name } } }) as DeliverableForm;
const { shop } = sampleAbout({ language: 'de' }, 'Europe/Berlin');
const of = { policy: { ...defaultDelivery, downloads: 3, days: 7 }, shop, logo: 'data:image/png;base64,AA==', isTest: true };

describe('the pages that customers of a good will open', () => {
  it('are one for each file, under the policy of delivery in force, as the shop speaks and looks', () => {
    const pages = previewPages([fileCalled('book.epub'), fileCalled('cover.png')], of, now);
    expect(pages.map(({ name }) => name)).toEqual(['book.epub', 'cover.png']);
    expect(pages[1]?.html).toContain('<h1>cover.png</h1>');
    expect(pages[0]?.html).toContain('cover.png');
    expect(pages[1]?.html).not.toContain('<script');
    expect(pages[0]?.html).toContain('Dieser Link gilt für 3 vollständige Downloads.');
    expect(pages[0]?.html).toContain('4. Dezember 2026 um 11:00');
    expect(pages[0]?.html).toContain('<img src="data:image/png;base64,AA==" alt="Lamps &amp; more">');
  });

  it('are none of a form of a later release', () =>
    expect(previewPages([{ form: { case: undefined } } as DeliverableForm], of, now)).toEqual([]));
});
