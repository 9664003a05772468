import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  authorizationRequested,
  authorizationTimedOut,
  fraudAccepted,
  given,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  recorded,
} from '@tollgate/order';
import { submitCapture } from './submit-capture.js';

const trace = { stan: 9, rrn: '263270000009', terminalId: 'TG000001', transmittedAt: '1123195300' };
const captureRequested = (minor = 5426n) => recorded('CaptureRequested', { amount: usd(minor) }, { version: 2 });
const authorized = [
  orderPlaced({ type: 'preauth' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested({ operation: 'authorize' }),
  paymentAuthorized(),
];

describe('submitCapture', () => {
  it('takes the amount asked for, under the RRN of its authorization', () =>
    given(...authorized, captureRequested())
      .when(submitCapture, trace)
      .then(newEvent('CaptureSubmitted', { amount: usd(5426n), trace: { ...trace, rrn: '632700000001' } })));

  it('submits once', () =>
    given(...authorized, captureRequested(), recorded('CaptureSubmitted', { amount: usd(5426n), trace }, { version: 3 }))
      .when(submitCapture, trace)
      .thenNothing());

  it('submits nothing that nobody asked for', () =>
    given(...authorized)
      .when(submitCapture, trace)
      .thenNothing());

  it('submits nothing for an order that timed out', () =>
    given(...authorized.slice(0, 4), authorizationTimedOut(), captureRequested())
      .when(submitCapture, trace)
      .thenNothing());

  it('I3: takes no more than was authorized', () =>
    expect(() =>
      given(...authorized, captureRequested(5427n))
        .when(submitCapture, trace)
        .thenNothing(),
    ).toThrow('no more is captured than was authorized'));
});
