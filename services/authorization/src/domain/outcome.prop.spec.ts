import type { OrderEvent, RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { evolve, fold, fraudAccepted, type Order, orderPlaced, orderPriced, recorded } from '@tollgate/order';
import fc from 'fast-check';
import { capturePayment } from './capture-payment.js';
import { recordAnswer } from './record-answer.js';
import { recordReversal } from './record-reversal.js';
import { requestAuthorization } from './request-authorization.js';
import { submitCapture } from './submit-capture.js';
import { timeOutAuthorization } from './time-out-authorization.js';

const trace = { stan: 1, rrn: '263270000001', terminalId: 'TG000001', transmittedAt: '1123195200' };
const answer = (responseCode: string) => ({ responseCode, authorizationCode: '123456', avs: 'Y', cvc: 'M' });

type Command = (order: Order) => readonly OrderEvent[];
const commands: Readonly<Record<string, Command>> = {
  request: (order) => requestAuthorization(order, trace),
  approve: (order) => (order.payment.requested ? recordAnswer(order, answer('00')) : []),
  decline: (order) => (order.payment.requested ? recordAnswer(order, answer('05')) : []),
  timeOut: (order) => timeOutAuthorization(order, 'no_answer'),
  reverse: (order) => recordReversal(order, trace, 1),
  submitCapture: (order) => submitCapture(order, trace),
  capture: capturePayment,
};

const anyCommands = fc.array(fc.constantFrom(...Object.keys(commands)), { maxLength: 30 });
const anyType = fc.constantFrom('sale', 'preauth');

/** Runs commands as they come, each on what the ones before it left. */
const run = (type: string, names: readonly string[]): RecordedEvent[] => {
  const captureRequested = recorded('CaptureRequested', { amount: usd(5426n) }, { version: 2 });
  let order = fold([orderPlaced({ type }), orderPriced(), fraudAccepted(), captureRequested]) as Order;
  let version = 0;
  const events: RecordedEvent[] = [];
  for (const name of names) {
    for (const { type: event, data } of commands[name]?.(order) ?? []) {
      version += 1;
      const next = recorded(event, data as never, { version });
      events.push(next);
      order = evolve(order, next);
    }
  }
  return events;
};

const countOf = (events: readonly RecordedEvent[], type: string): number => events.filter((event) => event.type === type).length;

describe('the payment of an order, whatever is decided in whatever order', () => {
  it('I3: is requested once, has one outcome, and is captured at most once', () => {
    fc.assert(
      fc.property(anyType, anyCommands, (type, names) => {
        const events = run(type, names);
        const outcomes = ['PaymentAuthorized', 'PaymentDeclined', 'AuthorizationTimedOut'].map((each) => countOf(events, each));
        const requested = countOf(events, 'AuthorizationRequested');
        expect(requested).toBeLessThanOrEqual(1);
        expect(outcomes.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(requested);
        expect(countOf(events, 'PaymentCaptured')).toBeLessThanOrEqual(countOf(events, 'PaymentAuthorized'));
      }),
    );
  });

  it('I4: is reversed only after a time-out, and never approved after one', () => {
    fc.assert(
      fc.property(anyType, anyCommands, (type, names) => {
        const types = run(type, names).map((event) => event.type);
        const timedOutAt = types.indexOf('AuthorizationTimedOut');
        if (types.includes('AuthorizationReversed')) expect(timedOutAt).toBeGreaterThanOrEqual(0);
        if (timedOutAt >= 0) expect(types.slice(timedOutAt + 1).filter((each) => each !== 'AuthorizationReversed')).toEqual([]);
      }),
    );
  });
});
