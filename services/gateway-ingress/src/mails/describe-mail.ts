import { type MailTriesSchema, type MessageShape, toPublicId } from '@tollgate/contracts';
import type { Mail, MailRequest, Order } from '@tollgate/order';
import { prefixes } from '../operations/describe-operation.js';
import { type MailKind, mailKinds, toldOperations } from './request-mail.js';

/** How it stands with a mail that a mail server did not take yet. */
export type MailTries = Pick<
  MessageShape<typeof MailTriesSchema>,
  'kind' | 'operation' | 'request' | 'count' | 'replyCode' | 'status' | 'nextAt'
>;

/** A mail that was called for: by the operation itself, or by a request. */
interface CalledMail extends Pick<MailRequest, 'kind' | 'operation'> {
  /** uuid; empty for the operation's own. */
  readonly request: string;
  readonly isToOther: boolean;
  readonly createdAt: string;
}

const isOf =
  ({ kind, operation, request }: Pick<Mail, 'kind' | 'operation' | 'request'>) =>
  (one: Pick<Mail, 'kind' | 'operation' | 'request'>): boolean =>
    one.kind === kind && one.operation === operation && one.request === request;

const isKnown = (kind: string): kind is MailKind => Object.hasOwn(mailKinds, kind);
/** What is told of that is no operation. */
const otherPrefixes: Readonly<Record<string, string>> = { links: 'rei', update: 'upn' };
const prefixOf = (kind: string): string => otherPrefixes[kind] ?? prefixes[isKnown(kind) ? mailKinds[kind] : 'capture'];

const statusOf = (mail: Mail | undefined): 'pending' | 'sent' | 'failed' => {
  if (mail === undefined) return 'pending';
  return mail.isSent ? 'sent' : 'failed';
};

const describe = (order: Order, called: CalledMail, tries: readonly MailTries[]) => {
  const mail = order.mails.find(isOf(called));
  const owed = mail === undefined ? tries.find(isOf(called)) : undefined;
  const last = mail ?? owed;
  return {
    id: toPublicId('mail', called.request || called.operation),
    order: toPublicId('ord', order.id),
    kind: called.kind,
    operation: toPublicId(prefixOf(called.kind), called.operation),
    recipient: called.isToOther ? 'other' : 'customer',
    status: statusOf(mail),
    createdAt: called.createdAt,
    settledAt: mail?.settledAt ?? null,
    code: mail?.code || null,
    replyCode: last?.replyCode || null,
    smtpStatus: last?.status || null,
    tries: owed?.count ?? null,
    nextTryAt: owed?.nextAt || null,
  };
};

const calledByRequest = ({ id, kind, operation, sealedRecipient, requestedAt }: MailRequest): CalledMail => ({
  kind,
  operation,
  request: id,
  isToOther: sealedRecipient !== '',
  createdAt: requestedAt,
});

const calledByOperations = (order: Order): readonly CalledMail[] =>
  (Object.keys(mailKinds) as MailKind[]).flatMap((kind) =>
    toldOperations(order, kind).map(({ id, requestedAt, settledAt }) => ({
      kind,
      operation: id,
      request: '',
      isToOther: false,
      createdAt: settledAt ?? requestedAt,
    })),
  );

/** Of links that were issued anew, where the customer was to be told. */
const calledByReissues = ({ delivery }: Order): readonly CalledMail[] =>
  delivery.reissued
    .filter(({ isTold }) => isTold)
    .map(({ request, at }) => ({ kind: 'links', operation: request, request: '', isToOther: false, createdAt: at }));

/** A mail as it was asked for: what a repeated request is answered, too, whatever became of the mail since. */
export const describeMailRequest = (order: Order, request: MailRequest) =>
  describe({ ...order, mails: [] }, calledByRequest(request), []);

/** All mails of an order, newest first: those that were sent, those that were given up, and those that are pending. */
export const describeMails = (order: Order, tries: readonly MailTries[] = []) =>
  [...calledByOperations(order), ...calledByReissues(order), ...order.mailRequests.map(calledByRequest)]
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .map((called) => describe(order, called, tries));
