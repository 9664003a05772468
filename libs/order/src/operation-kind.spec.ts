import { eventKinds } from '@tollgate/contracts';
import { type OperationKind, operationKinds } from './operation-kind.js';

const kindOf = (type: string): OperationKind | undefined =>
  new Map<string, OperationKind>(Object.entries(operationKinds)).get(type);

const typesIn = (stream: string) =>
  Object.values(eventKinds)
    .filter(({ streams }) => streams.some(({ name }) => name === stream))
    .map(({ type }) => type);

/** Events about an order as a whole, its downloads or its mails. */
const ofTheOrder = [
  'OrderPlaced',
  'OrderRejected',
  'DownloadsReissueRequested',
  'MailRequested',
  'NoteAdded',
  'RefundApprovalRequested',
  'RefundApprovalResolved',
];

describe('the kind of operation that an event tells of', () => {
  it.each([
    ['authorize', ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentDeclined']],
    ['authorize', ['AuthorizationUnknown', 'AuthorizationReversed', 'AuthorizationExpired']],
    ['capture', ['CaptureRequested', 'CaptureSubmitted', 'PaymentCaptured', 'CaptureFailed']],
    ['void', ['VoidRequested', 'VoidSubmitted', 'PaymentVoided', 'VoidFailed']],
    ['refund', ['RefundRequested', 'RefundSubmitted', 'PaymentRefunded', 'RefundFailed']],
  ])('is %s for %j', (kind, types) => expect(new Set(types.map((type) => kindOf(type)))).toEqual(new Set([kind])));

  it.each(['order', 'payment'])('is known of every event in the stream %s that is not about the order as a whole', (stream) => {
    const types = typesIn(stream);
    expect(types).not.toEqual([]);
    expect(types.filter((type) => kindOf(type) === undefined && !ofTheOrder.includes(type))).toEqual([]);
  });

  it.each(['OrderPlaced', 'OrderRejected', 'MailSent', 'MailRequested'])('is none for %s', (type) =>
    expect(kindOf(type)).toBeUndefined(),
  );
});
