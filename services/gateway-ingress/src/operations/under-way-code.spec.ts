import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import { authorizedPreauth, captureRequested, recorded, refundRequested, voidRequested } from '@tollgate/testing';
import { underWayCodeOf } from './under-way-code.js';

const held = authorizedPreauth();
const capture = captureRequested({ amount: usd(100n), isFinal: false }, { id: 'c1' });
const failed = recorded('CaptureFailed', { operation: 'c1' }, { version: 4 });

describe('what is under way', () => {
  it.each([
    ['is nothing while the issuer is asked', held.slice(0, 4), undefined],
    ['is nothing of what is merely held', held, undefined],
    ['is a capture that was asked for', [...held, capture], 'capture_pending'],
    [
      'is a capture that is with the processor',
      [...held, capture, recorded('CaptureSubmitted', { operation: 'c1', amount: usd(100n) }, { version: 3 })],
      'capture_pending',
    ],
    ['is a void', [...held, voidRequested({}, { id: 'v1' })], 'void_pending'],
    ['is nothing once the capture has come to its end', [...held, capture, failed], undefined],
    ['is nothing where money goes back', [...held, refundRequested({}, { id: 'r1' })], undefined],
  ])('%s', (_what, events, code) => expect(underWayCodeOf(fold(events) as Order)).toBe(code));
});
