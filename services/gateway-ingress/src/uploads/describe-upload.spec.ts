import { describeUpload, tusHeadersOf } from './describe-upload.js';

const upload = {
  id: '0195f3a0-7b6e-7c3d-8e9f-0a1b2c3d4e5f',
  fileName: 'manual/日本.pdf',
  sizeBytes: 6_000_000_000n,
  sha256: '',
  offsetBytes: 8_388_608n,
  expiresAt: '2026-11-29T10:00:00.000Z',
  file: undefined,
};

describe('an upload', () => {
  it('is shown with how far it has come', () => {
    expect(describeUpload(upload)).toEqual({
      id: 'upl_0195f3a07b6e7c3d8e9f0a1b2c3d4e5f',
      name: 'manual/日本.pdf',
      size: 6_000_000_000,
      sha256: null,
      offset: 8_388_608,
      expiresAt: '2026-11-29T10:00:00.000Z',
      file: null,
    });
  });

  it('tells clients of tus the same in headers, whatever its name is written in', () => {
    expect(tusHeadersOf(upload)).toEqual({
      'upload-offset': '8388608',
      'upload-length': '6000000000',
      'upload-metadata': 'filename bWFudWFsL+aXpeacrC5wZGY=',
      'upload-expires': 'Sun, 29 Nov 2026 10:00:00 GMT',
      'cache-control': 'no-store',
    });
  });
});
