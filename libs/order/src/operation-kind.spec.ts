import { eventKinds } from '@tollgate/contracts';
import { operationKindOf, operationKinds } from './operation-kind.js';

const typesIn = (stream: string) =>
  Object.values(eventKinds)
    .filter(({ streams }) => streams.some(({ name }) => name === stream))
    .map(({ type }) => type);

/** Events about an order as a whole. */
const ofTheOrder = ['OrderPlaced', 'OrderRejected'];

describe('the kind of operation that an event tells of', () => {
  it.each([
    ['authorize', ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentDeclined']],
    ['authorize', ['AuthorizationUnknown', 'AuthorizationReversed', 'AuthorizationExpired']],
    ['capture', ['CaptureRequested', 'CaptureSubmitted', 'PaymentCaptured', 'CaptureFailed']],
    ['void', ['VoidRequested', 'VoidSubmitted', 'PaymentVoided', 'VoidFailed']],
    ['refund', ['RefundRequested', 'RefundSubmitted', 'PaymentRefunded', 'RefundFailed']],
  ])('is %s for %j', (kind, types) => expect(new Set(types.map((type) => operationKindOf(type)))).toEqual(new Set([kind])));

  it.each(['order', 'payment'])('is known of every event in the stream %s that is not about the order as a whole', (stream) => {
    const types = typesIn(stream);
    expect(types).not.toEqual([]);
    expect(types.filter((type) => operationKindOf(type) === undefined && !ofTheOrder.includes(type))).toEqual([]);
  });

  it('is the same in the table as by name', () =>
    expect(Object.keys(operationKinds).map((type) => [type, operationKindOf(type)])).toEqual(Object.entries(operationKinds)));

  it.each(['OrderPlaced', 'OrderRejected', 'MailSent', 'CaptureReminded', 'toString'])('is none for %s', (type) =>
    expect(operationKindOf(type)).toBeUndefined(),
  );
});
