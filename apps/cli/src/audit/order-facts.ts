import { type KeyGrant, keyGrantsOf } from './license-keys/key-grants.js';
import { type LoggedEvent, minorOf } from './logged-event.js';
import { type PaymentBook, paymentBookOf } from './payment-book.js';

/** A mail that the log says was sent or given up; or one that waits for the mail server, among the due work. */
export interface RecordedMail {
  readonly kind: string;
  readonly operation: string;
  /** The MailRequested that asked for it; empty for the operation's own. */
  readonly request: string;
  readonly messageId: string;
  readonly isSent: boolean;
  readonly isWaiting: boolean;
  /** Why it was given up. */
  readonly code: string;
  /** The SMTP reply code of the last try; 0 where there was none. */
  readonly replyCode: number;
}

/** Something that the customer may have. */
export interface RecordedGrant {
  readonly index: number;
  readonly line: number;
  readonly downloads: number;
  readonly completed: number;
  /** Milliseconds since 1970; 0 before. */
  readonly completedAt: number;
  readonly isRevoked: boolean;
  /** Whether it is of a form that the auditor knows to be fetched: the customer has it once it was downloaded, and not before. */
  readonly isFetched: boolean;
}

/** Who asked for what `tollgate seed` made up; ingress writes the id of a key or user in this place, never this. */
const SEEDER = 'seed';

/** What the rest of the audit needs to know of one order. */
export interface OrderFacts {
  readonly order: string;
  readonly merchant: string;
  /** test | live */
  readonly mode: string;
  readonly currency: string;
  readonly isSale: boolean;
  /** Made up by `tollgate seed`: nobody outside heard of it. */
  readonly isSeeded: boolean;
  /** Minor units; undefined until it is priced. */
  readonly total: bigint | undefined;
  readonly isPricingFailed: boolean;
  /** What fraud finally said; undefined before. */
  readonly decision: string | undefined;
  /** Milliseconds since 1970: until when a held order may wait. */
  readonly reviewUntil: number | undefined;
  readonly payment: PaymentBook;
  /** Lines that captures made deliverable in a form that the auditor knows, and when (milliseconds since 1970). */
  readonly deliverableLines: readonly { readonly line: number; readonly at: number }[];
  /** Lines whose every piece was given back; all once everything that was captured was. */
  readonly refundedLines: readonly number[];
  readonly grants: readonly RecordedGrant[];
  /** Of the grants, those of license keys. */
  readonly keyGrants: readonly KeyGrant[];
  /** Whether it was closed, and nothing granted since. */
  readonly isClosed: boolean;
  readonly mails: readonly RecordedMail[];
  /** Mails that the merchant asked for again (uuid of MailRequested), and when (milliseconds since 1970). */
  readonly askedMails: readonly { readonly request: string; readonly at: number }[];
  /** Re-issues of links that were asked for and not answered; milliseconds since 1970. */
  readonly openReissues: readonly number[];
  /** New links that were issued and that the customer is to be told of: the request (uuid), and when (milliseconds since 1970). */
  readonly toldReissues: readonly { readonly request: string; readonly at: number }[];
  /** When its steps towards payment were recorded, milliseconds since 1970; 0 for one that was not. */
  readonly times: { readonly placed: number; readonly priced: number; readonly decided: number };
}

type Of = (type: string) => readonly LoggedEvent[];

interface ReissuedLink {
  readonly entitlement?: number;
  readonly generation?: number;
  readonly downloads?: number;
}

const grantsOf = (of: Of): readonly RecordedGrant[] => {
  const revoked = new Set(of('DownloadAccessRevoked').flatMap(({ data }): number[] => data.entitlements ?? []));
  const reissued = of('DownloadsReissued').flatMap(({ data }): ReissuedLink[] => data.links ?? []);
  const reissueOf = (index: number): ReissuedLink | undefined =>
    reissued.findLast(({ entitlement = 0 }) => entitlement === index);
  const completions = (index: number): readonly number[] =>
    of('DownloadCompleted')
      .filter(
        ({ data }) => Number(data.entitlement ?? 0) === index && (data.generation ?? 0) >= (reissueOf(index)?.generation ?? 0),
      )
      .map(({ recordedAt }) => recordedAt);
  return of('DownloadsGranted')
    .flatMap(({ data }): { index?: number; line?: number; downloads?: number; file?: object }[] => data.entitlements ?? [])
    .map(({ index = 0, line = 0, downloads = 1, file }) => ({
      index,
      line,
      downloads: reissueOf(index)?.downloads ?? downloads,
      completed: completions(index).length,
      completedAt: Math.max(0, ...completions(index)),
      isRevoked: revoked.has(index),
      isFetched: file !== undefined,
    }));
};

const mailsOf = (of: Of): readonly RecordedMail[] =>
  ['MailSent', 'MailFailed'].flatMap((type) =>
    of(type).map(({ data }) => ({
      kind: data.kind ?? '',
      operation: data.operation ?? '',
      request: data.request ?? '',
      messageId: data.messageId ?? '',
      isSent: type === 'MailSent',
      isWaiting: false,
      code: data.code ?? '',
      replyCode: Number(data.replyCode ?? 0),
    })),
  );

const deliverableLinesOf = (of: Of): OrderFacts['deliverableLines'] =>
  of('PaymentCaptured').flatMap(({ data, recordedAt: at }) => {
    const deliverables: readonly { line?: number; forms?: object[] }[] = data.deliverables ?? [];
    return deliverables
      .filter(({ forms = [] }) => forms.some((form) => 'file' in form || 'licenseKeys' in form))
      .map(({ line = 0 }) => ({ line, at }));
  });

const isClosedAtLast = (events: readonly LoggedEvent[]): boolean => {
  const opensOrCloses = ({ type, data }: LoggedEvent): boolean =>
    type === 'DownloadAccessClosed' ||
    (type === 'DownloadsGranted' && (data.entitlements ?? []).length > 0) ||
    (type === 'DownloadsReissued' && (data.links ?? []).length > 0);
  return events.findLast(opensOrCloses)?.type === 'DownloadAccessClosed';
};

const refundedLinesOf = (of: Of, { movements }: PaymentBook): readonly number[] => {
  const done = movements.filter(({ state }) => state === 'done');
  const sumOf = (kind: string): bigint => done.filter((one) => one.kind === kind).reduce((sum, { amount }) => sum + amount, 0n);
  const isAll = sumOf('capture') > 0n && sumOf('capture') === sumOf('refund');
  const back = of('RefundRequested')
    .filter(({ id }) => done.some((one) => one.id === id))
    .flatMap(({ data }): { line?: number; quantity?: number }[] => data.lines ?? []);
  const piecesBack = (line: number): number =>
    back.filter((one) => one.line === line).reduce((sum, { quantity = 0 }) => sum + quantity, 0);
  const lines: readonly { quantity?: number }[] = of('OrderPlaced')[0]?.data.lines ?? [];
  return lines.flatMap(({ quantity = 0 }, index) => (isAll || piecesBack(index + 1) >= quantity ? [index + 1] : []));
};

const timeOf = (event: LoggedEvent | undefined): number => event?.recordedAt ?? 0;

/** What one order's events say, read anew by the auditor. */
export const factsOf = (events: readonly LoggedEvent[]): OrderFacts => {
  const byType = Map.groupBy(events, ({ type }) => type);
  const of: Of = (type) => byType.get(type) ?? [];
  const [placed = of('CreditPlaced')[0]] = of('OrderPlaced');
  const [assessed] = of('FraudAssessed');
  const [resolved] = of('FraudReviewResolved');
  const payment = paymentBookOf(events);
  const reviewUntil = Date.parse(assessed?.data.reviewUntil ?? '');
  return {
    order: events[0]?.subject ?? '',
    merchant: events[0]?.merchant ?? '',
    mode: events[0]?.mode ?? '',
    currency: placed?.data.currency ?? placed?.data.amount?.currency ?? '',
    isSale: placed?.data.type === 'sale',
    isSeeded: placed?.on === SEEDER,
    total: of('OrderPriced')[0] && minorOf(of('OrderPriced')[0]?.data.total),
    isPricingFailed: of('OrderPricingFailed').length > 0,
    decision: resolved?.data.decision ?? assessed?.data.decision,
    reviewUntil: Number.isNaN(reviewUntil) ? undefined : reviewUntil,
    payment,
    refundedLines: refundedLinesOf(of, payment),
    deliverableLines: deliverableLinesOf(of),
    grants: grantsOf(of),
    keyGrants: keyGrantsOf(of),
    isClosed: isClosedAtLast(events),
    mails: mailsOf(of),
    openReissues: of('DownloadsReissueRequested')
      .filter(({ id }) => !of('DownloadsReissued').some(({ data }) => data.request === id))
      .map(({ recordedAt }) => recordedAt),
    toldReissues: of('DownloadsReissued')
      .filter(({ data }) => data.isTold === true && (data.links ?? []).length > 0)
      .map(({ data, recordedAt: at }) => ({ request: data.request ?? '', at })),
    askedMails: of('MailRequested').map(({ id: request, recordedAt: at }) => ({ request, at })),
    times: { placed: timeOf(placed), priced: timeOf(of('OrderPriced')[0]), decided: timeOf(resolved ?? assessed) },
  };
};
