/** The file did not come whole. What came of it stays beside its place as `….part`, and the next call goes on there. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly code: 'broken' | 'wrong_digest';

  constructor(code: DownloadError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
