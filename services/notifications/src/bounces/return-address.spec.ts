import { randomBytes } from 'node:crypto';
import { testOrderId } from '@tollgate/testing';
import { markOf, readReturnAddress, returnAddress } from './return-address.js';

const key = randomBytes(32);
const subject = { kind: 'receipt', operation: '01890a5d-ac96-7000-8000-0000000000c1', request: '' } as const;
const address = returnAddress(key, testOrderId, { subject, domain: 'bounces.example' });

describe('the address that a mail comes back to', () => {
  it('fits a local part, and says which mail it was', () => {
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    expect(readReturnAddress(address, 'bounces.example')).toEqual({
      order: testOrderId,
      mark: markOf(key, testOrderId, subject),
    });
  });

  it('is read as well where a server has folded its case', () =>
    expect(readReturnAddress(address.toUpperCase(), 'Bounces.example')?.order).toBe(testOrderId));

  it('is another one for each mail, order and key', () => {
    const others = [
      markOf(key, testOrderId, { ...subject, request: subject.operation }),
      markOf(key, testOrderId, { ...subject, kind: 'refund' }),
      markOf(key, subject.operation, subject),
      markOf(randomBytes(32), testOrderId, subject),
    ];
    expect(others).not.toContain(markOf(key, testOrderId, subject));
  });

  it.each(['b.0189@bounces.example', 'ann@bounces.example', '', address.replace('@bounces', '@elsewhere'), `x${address}`])(
    'is not %j',
    (text) => expect(readReturnAddress(text, 'bounces.example')).toBeUndefined(),
  );
});
