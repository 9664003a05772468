import type { PinnedFile } from '@tollgate/contracts';
import { etagOf } from '../transfers/file-headers.js';
import { isNamed } from '../transfers/select-bytes.js';

/** The versions of a file that a link may serve. */
export interface KnownVersions {
  /** As the order has it. */
  readonly pinned: PinnedFile;
  /** Where the good is delivered in its newest version. */
  readonly newest: PinnedFile | undefined;
  /** Of which bytes were sent by this link, for the complete download that is being made. */
  readonly begun: PinnedFile | undefined;
  /** Whether any are being sent now. */
  readonly isRunning: boolean;
}

export interface VersionHeaders {
  readonly range?: string | undefined;
  readonly 'if-range'?: string | undefined;
  readonly 'if-match'?: string | undefined;
}

/** Which version a request gets. A download that has begun goes on with its own: parts of two versions make no file. One that begins anew, by asking
 *  for the whole file while nothing of it runs, gets the newest where the good says so. */
export const chooseVersion = ({ pinned, newest, begun, isRunning }: KnownVersions, headers: VersionHeaders): PinnedFile => {
  const wanted = newest ?? pinned;
  if (begun === undefined || begun.sha256 === wanted.sha256) return wanted;
  if (isRunning || isNamed(headers['if-match'], etagOf(begun))) return begun;
  const ifRange = headers['if-range'];
  return headers.range !== undefined && (ifRange === undefined || ifRange === etagOf(begun)) ? begun : wanted;
};
