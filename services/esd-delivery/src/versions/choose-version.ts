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
  /** Its digest, also where it is there no more: a copy that was removed, and made anew. */
  readonly begunDigest: string | undefined;
  /** Of which bytes were sent before, whatever became of them, by their digests. */
  readonly former: readonly string[];
  /** Whether any are being sent now. */
  readonly isRunning: boolean;
}

export interface VersionHeaders {
  readonly range?: string | undefined;
  readonly 'if-range'?: string | undefined;
  readonly 'if-match'?: string | undefined;
}

export interface ChosenVersion {
  readonly file: PinnedFile;
  /** It is sent from its beginning, whatever part was asked for. */
  readonly isWhole: boolean;
}

/** Which version a request gets. A download that has begun goes on with its own: parts of two versions make no file. One that begins anew, by asking
 *  for the whole file while nothing of it runs, gets the newest where the good says so. Who asks for a part behind the beginning without telling of
 *  which version has the bytes before it of one that was sent: where that may be another one, they get the whole file. */
export const chooseVersion = (known: KnownVersions, headers: VersionHeaders): ChosenVersion => {
  const file = wantedVersion(known, headers);
  const isDoubtful = !known.isRunning && goesOnBlindly(headers) && sentVersions(known).some((sent) => sent !== file.sha256);
  return isDoubtful ? { file: newestVersion(known), isWhole: true } : { file, isWhole: false };
};

/** The version that a page tells of: the one that was begun, as its progress is of that. */
export const shownVersion = (known: KnownVersions): PinnedFile => known.begun ?? newestVersion(known);

/** Whether who begins anew gets another version than the one that was begun. */
export const hasNewer = ({ begun, isRunning, ...known }: KnownVersions): boolean =>
  begun !== undefined && !isRunning && begun.sha256 !== newestVersion(known).sha256;

/** The one that whoever begins anew gets. */
export const newestVersion = ({ newest, pinned }: Pick<KnownVersions, 'newest' | 'pinned'>): PinnedFile => newest ?? pinned;

const wantedVersion = ({ begun, isRunning, ...known }: KnownVersions, headers: VersionHeaders): PinnedFile => {
  const wanted = newestVersion(known);
  if (begun === undefined || begun.sha256 === wanted.sha256) return wanted;
  if (isRunning || isNamed(headers['if-match'], etagOf(begun))) return begun;
  const ifRange = headers['if-range'];
  return headers.range !== undefined && (ifRange === undefined || ifRange === etagOf(begun)) ? begun : wanted;
};

const sentVersions = ({ begunDigest, former }: KnownVersions): readonly string[] =>
  begunDigest === undefined ? former : [begunDigest, ...former];

const fromTheBeginning = /^\s*bytes\s*=\s*0+-/i;

const goesOnBlindly = ({ range, 'if-range': ifRange, 'if-match': ifMatch }: VersionHeaders): boolean =>
  range !== undefined &&
  !fromTheBeginning.test(range) &&
  ifRange === undefined &&
  (ifMatch === undefined || ifMatch.trim() === '*');
