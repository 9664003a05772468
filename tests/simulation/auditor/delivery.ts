import { type CustomerFile, type Line, type OrderBook, ofType, type Rule, type Violation } from './evidence.ts';

interface Entitlement {
  readonly index: number;
  readonly line: number;
  readonly downloads: number;
  readonly grantedBy: string;
}

const entitlementsOf = (book: OrderBook): readonly Entitlement[] =>
  ofType(book, 'DownloadsGranted').flatMap(({ data, causation }) =>
    // License keys come beside a file, and are nothing that is fetched.
    (data.entitlements ?? [])
      .filter((one: object) => !('licenseKeys' in one))
      .map((one: { index?: number; line?: number; downloads?: number }) => ({
        index: one.index ?? 0,
        line: one.line ?? 0,
        downloads: Math.max(one.downloads ?? 1, 1),
        grantedBy: causation,
      })),
  );

const indexesIn = (lines: readonly Line[]): readonly number[] =>
  lines.flatMap(({ data }) => (data.entitlements as number[] | undefined) ?? [0]);

/** New links lead to the pages of license keys, too. */
const isOfFile = (book: OrderBook) => {
  const files = new Set(entitlementsOf(book).map(({ index }) => index));
  return ({ entitlement = 0 }: { readonly entitlement?: number }): boolean => files.has(entitlement);
};

/** A link by which a file may be fetched: the first one, or one that was issued anew and voids the older ones. */
interface IssuedLink {
  readonly index: number;
  readonly generation: number;
  readonly downloads: number;
}

const linksOf = (book: OrderBook): readonly IssuedLink[] => [
  ...entitlementsOf(book).map(({ index, downloads }) => ({ index, generation: 1, downloads })),
  ...ofType(book, 'DownloadsReissued').flatMap(({ data }) =>
    (data.links ?? []).filter(isOfFile(book)).map((link: { entitlement?: number; generation?: number; downloads?: number }) => ({
      index: link.entitlement ?? 0,
      generation: link.generation ?? 0,
      downloads: Math.max(link.downloads ?? 1, 1),
    })),
  ),
];

/** The links in force, of what was not taken back. */
const standingLinksOf = (book: OrderBook): readonly IssuedLink[] => {
  const revoked = new Set(indexesIn(ofType(book, 'DownloadAccessRevoked')));
  const latest = new Map(linksOf(book).map((link) => [link.index, link]));
  return [...latest.values()].filter(({ index }) => !revoked.has(index));
};

const completionsOf = (book: OrderBook, { index, generation }: Pick<IssuedLink, 'index' | 'generation'>): number =>
  ofType(book, 'DownloadCompleted').filter(({ data }) => (data.entitlement ?? 0) === index && data.generation === generation)
    .length;

/** I10: what is granted was paid for by the capture that granted it, and all that was paid for is granted, once. */
export const paidIsGranted: Rule = (_evidence, books) =>
  books.flatMap((book) => {
    const granted = entitlementsOf(book);
    const captures = ofType(book, 'PaymentCaptured');
    const unpaid = granted.filter(
      ({ grantedBy, line }) => !captures.some(({ id, data }) => id === grantedBy && delivers(data, line)),
    );
    const indexes = granted.map(({ index }) => index);
    const revoked = new Set(indexesIn(ofType(book, 'DownloadAccessRevoked')));
    const isOwed = (line: number): boolean => !granted.some((one) => one.line === line);
    const owed = captures.flatMap(({ data }) => linesOf(data)).filter((line) => isOwed(line) && !isRefunded(book, line));
    return [
      ...unpaid.map(({ index }) => `file ${index} was granted without the payment for it`),
      ...(new Set(indexes).size === indexes.length ? [] : ['an entitlement was granted twice under one name']),
      ...[...new Set(owed)].map((line) => `line ${line} was paid for, and not granted`),
      ...doubled(granted.filter(({ index }) => !revoked.has(index))),
    ].map((detail): Violation => ({ rule: 'I10', order: book.id, detail }));
  });

const linesOf = (data: { deliverables?: readonly { line?: number }[] }): readonly number[] =>
  (data.deliverables ?? []).map(({ line }) => line ?? 0);
const delivers = (data: Parameters<typeof linesOf>[0], line: number): boolean => linesOf(data).includes(line);

const doubled = (standing: readonly Entitlement[]): readonly string[] =>
  [...Map.groupBy(standing, ({ line }) => line)]
    .filter(([, all]) => all.length > 1)
    .map(([line]) => `line ${line} is granted twice at a time`);

const isRefunded = (book: OrderBook, line: number): boolean => {
  const quantity = ofType(book, 'OrderPlaced')[0]?.data.lines?.[line - 1]?.quantity ?? 1;
  const back = ofType(book, 'RefundRequested')
    .flatMap(({ data }) => (data.lines ?? []) as readonly { line?: number; quantity?: number }[])
    .filter((one) => one.line === line)
    .reduce((count, one) => count + (one.quantity ?? 0), 0);
  return back >= quantity || ofType(book, 'PaymentRefunded').length > 0;
};

/** I10: a download is recorded complete only where the customer has every byte by that link; access is closed only when nothing is left to
 *  fetch; what is begun was opened; nobody is turned away before they have everything. */
export const completeMeansComplete: Rule = ({ files }, books) =>
  books.flatMap((book) => {
    const its = files.filter(({ order }) => order === book.id);
    const revoked = new Set(indexesIn(ofType(book, 'DownloadAccessRevoked')));
    const links = linksOf(book);
    const early = links.filter((link) => completionsOf(book, link) > 0 && !hasAll(its, link));
    const often = links.filter((link) => completionsOf(book, link) > link.downloads);
    const unopened = ofType(book, 'DownloadStarted').filter(
      ({ data }) => !its.some((file) => file.index === (data.entitlement ?? 0) && file.generation === data.generation),
    );
    const denied = its.filter(({ index, refusals }) => !revoked.has(index) && refusals.some(isTooEarly));
    return [
      ...early.map(({ index }) => `file ${index} is recorded complete, and its customer has only a part`),
      ...often.map((link) => `file ${link.index} is recorded complete ${completionsOf(book, link)} times`),
      ...unopened.map(
        ({ data }) => `file ${data.entitlement ?? 0} is recorded as begun by link ${data.generation}, which nobody opened`,
      ),
      ...closedTooEarly(book),
      ...denied.map(({ index }) => `the customer was turned away from file ${index} before they had it`),
    ].map((detail): Violation => ({ rule: 'I10', order: book.id, detail }));
  });

const hasAll = (files: readonly CustomerFile[], { index, generation }: IssuedLink): boolean =>
  files.some((file) => file.index === index && file.generation === generation && file.hasAll);

/** What was still to be fetched by the links in force each time that access was closed. */
const closedTooEarly = (book: OrderBook): readonly string[] =>
  ofType(book, 'DownloadAccessClosed').flatMap((closing) => {
    const before = { ...book, lines: book.lines.slice(0, book.lines.indexOf(closing)) };
    const open = standingLinksOf(before).filter((link) => completionsOf(before, link) < link.downloads);
    return open.map(({ index }) => `access is closed, and file ${index} was never fetched`);
  });

const isTooEarly = ({ code, hadAll }: { readonly code: string; readonly hadAll: boolean }): boolean =>
  !hadAll && ['already_downloaded', 'access_closed', 'too_many_bytes'].includes(code);

/** Whether a link was given out, or access closed, last. */
const isClosed = ({ lines }: OrderBook): boolean => {
  const brings = ({ type, data }: Line): boolean =>
    (type === 'DownloadsGranted' && (data.entitlements ?? []).length > 0) ||
    (type === 'DownloadsReissued' && (data.links ?? []).length > 0);
  return lines.findLastIndex(({ type }) => type === 'DownloadAccessClosed') > lines.findLastIndex(brings);
};

/** I10: in the end every customer has all that was granted and not taken back, by the links in force, and it is closed. */
export const customersGetEverything: Rule = ({ files }, books) =>
  books.flatMap((book) => {
    const its = files.filter(({ order }) => order === book.id);
    const receipts = ofType(book, 'MailSent', 'MailFailed').filter(({ data }) => data.kind === 'receipt');
    const isTold = receipts.length > 0 && receipts.every(({ type }) => type === 'MailSent');
    if (!isTold) return [];
    const links = standingLinksOf(book);
    const missing = links.filter((link) => !hasAll(its, link));
    const isOpen = links.length > 0 && missing.length === 0 && !isClosed(book);
    return [
      ...missing.map(({ index }) => `the customer never got file ${index}`),
      ...(isOpen ? ['the customer has everything, and access is open'] : []),
    ].map((detail): Violation => ({ rule: 'I10', order: book.id, detail }));
  });
