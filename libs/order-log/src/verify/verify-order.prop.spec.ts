import { newEvent, type OrderEvent, type RecordedEvent } from '@tollgate/contracts';
import fc from 'fast-check';
import { noHash } from '../append/append-request.js';
import { record } from '../append/record.js';
import { ofOrder, placement } from '../testing/append-requests.js';
import { findMisfit, type LoggedEvent } from './verify-order.js';

let position = 0n;
const logged = (event: RecordedEvent, previousHash: string): LoggedEvent => {
  const { subject, stream, version, type, causation } = event.header;
  position += 1n;
  return {
    position,
    subject: subject.id,
    stream,
    version,
    type,
    causation,
    headerText: event.headerText,
    dataText: event.dataText,
    previousHash,
    hash: event.hash,
  };
};

const chained = (service: string, events: readonly OrderEvent[], cause?: LoggedEvent): readonly LoggedEvent[] => {
  const begin = cause
    ? { subject: ofOrder(cause.subject), causation: JSON.parse(cause.headerText).id, previousHash: cause.hash }
    : {};
  const recorded = record(placement({ ...begin, events }), { service, clock: () => new Date(0) });
  return recorded.map((event, index) => logged(event, recorded[index - 1]?.hash ?? cause?.hash ?? noHash));
};

/** An order of 3 + n events in two streams, by stream and version as the verifier reads them. */
const orderOf = (captures: number): readonly LoggedEvent[] => {
  const placed = chained('gateway-ingress', [
    newEvent('OrderPlaced', { type: 'sale' }),
    ...Array.from({ length: captures }, () => newEvent('CaptureRequested', {})),
  ]);
  return [
    ...placed,
    ...chained('authorization', [newEvent('AuthorizationRequested', {}), newEvent('PaymentAuthorized', {})], placed[0]),
  ];
};

const flipped = (text: string, at: number): string => {
  const bytes = Buffer.from(text);
  const index = at % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return bytes.toString('latin1');
};

const flippedDigit = (hex: string, at: number): string => {
  const index = at % hex.length;
  return hex.slice(0, index) + (hex[index] === '0' ? '1' : '0') + hex.slice(index + 1);
};

const changes = {
  headerText: flipped,
  dataText: flipped,
  hash: flippedDigit,
  previousHash: flippedDigit,
} as const;

describe('findMisfit', () => {
  it('I13: finds nothing wrong with an order as it was recorded', () => {
    fc.assert(fc.property(fc.nat(5), (captures) => expect(findMisfit(orderOf(captures))).toBeUndefined()));
  });

  it('I13: finds whichever bit of whichever event was changed, and names that event', () => {
    const field = fc.constantFrom(...(Object.keys(changes) as (keyof typeof changes)[]));
    fc.assert(
      fc.property(fc.nat(5), field, fc.tuple(fc.nat(), fc.nat()), (captures, name, [which, at]) => {
        const order = orderOf(captures);
        const index = which % order.length;
        const tampered = order.map((event, each) =>
          each === index ? { ...event, [name]: changes[name](event[name], at) } : event,
        );
        expect(findMisfit(tampered)?.event).toBe(tampered[index]);
      }),
    );
  });

  it('I13: misses no event that others of its stream follow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(), (captures, which) => {
        const order = orderOf(captures);
        const gone = which % captures; // the last of the stream is the cut tail that only checkpoints find
        expect(findMisfit(order.filter((_, index) => index !== gone))).toBeDefined();
      }),
    );
  });
});
