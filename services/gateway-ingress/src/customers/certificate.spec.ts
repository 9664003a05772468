import { createHash } from 'node:crypto';
import { recorded, testOrderId } from '@tollgate/testing';
import { certificateOf } from './certificate.js';
import { certificateSchema } from './customer.schema.js';

const customer = 'a1'.repeat(32);
const event = recorded(
  'CustomerForgotten',
  { customer, orders: [testOrderId] },
  { actor: { service: 'gateway-ingress', on: 'usr_01890a5dac96774bbcceb302099a8057' } },
);

describe('the certificate of deletion', () => {
  it('says what was deleted, when, by whom, and where the log has it', () => {
    const certificate = certificateSchema.omit({ ordersLeft: true }).parse(certificateOf(event));
    expect(certificate).toMatchObject({
      customer: `cus_${customer}`,
      by: 'usr_01890a5dac96774bbcceb302099a8057',
      forgottenAt: event.header.occurredAt,
      orders: ['ord_01890a5dac96774bbcceb302099a8057'],
      record: { event: event.header.id, stream: 'customers', version: 1, hash: event.hash },
    });
    for (const part of [event.hash, event.header.id, certificate.by, certificate.orders[0], 'The keys of 1 order were'])
      expect(certificate.text).toContain(part);
  });

  it('has a checksum that everybody can make of its text', () => {
    const { text, checksum } = certificateOf(event);
    expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(checksum);
  });

  it('is the same whenever it is asked for', () => expect(certificateOf(event)).toEqual(certificateOf(event)));
});
