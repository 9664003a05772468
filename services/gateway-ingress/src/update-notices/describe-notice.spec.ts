import { describeNotice } from './describe-notice.js';
import type { UpdateNotice } from './update-notice.entity.js';
import { noticeAnswerSchema } from './update-notice.schema.js';

const notice: UpdateNotice = {
  id: '0195f3a0-7b6e-7c3d-8e9f-0a1b2c3d4e5f',
  merchant: 'mer_demo',
  mode: 'test',
  sku: 'EBOOK-1',
  files: [{ name: 'book.epub', sha256: 'ab', size: 5, version: 2 }],
  actor: 'key_1',
  cursor: 'c1',
  looked: 50,
  told: 7,
  createdAt: new Date('2026-11-25T12:00:00Z'),
  endedAt: null,
};

describe('a notice of an update', () => {
  it('tells what of it is done', () =>
    expect(noticeAnswerSchema.parse(describeNotice(notice))).toMatchObject({
      id: 'upn_0195f3a07b6e7c3d8e9f0a1b2c3d4e5f',
      status: 'under_way',
      looked: 50,
      told: 7,
      endedAt: null,
    }));
  it('is done once it has an end', () =>
    expect(describeNotice({ ...notice, endedAt: notice.createdAt })).toMatchObject({
      status: 'done',
      endedAt: '2026-11-25T12:00:00.000Z',
    }));
});
