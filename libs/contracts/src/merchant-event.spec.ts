import { eventKinds, newEvent } from './catalogue.js';
import { encodeData, readEvent } from './envelope.js';
import { cloudEventOf, merchantEventTypes } from './merchant-event.js';

const header = {
  id: '018f0000-0000-7000-8000-0000000000e1',
  subject: { kind: 'order', id: '018f0000-0000-7000-8000-000000000001' },
  stream: 'payment',
  version: 3,
  type: 'PaymentCaptured',
  schema: 1,
  merchant: 'mer_demo',
  mode: 'test',
  occurredAt: '2026-11-23T12:00:00.000Z',
  causation: '018f0000-0000-7000-8000-0000000000c1',
  correlation: 'request-1',
  actor: { service: 'authorization' },
};

describe('an event as the server of a merchant is told of it', () => {
  it('is a CloudEvent with its place among the order’s events, and amounts that are numbers', () => {
    const captured = newEvent('PaymentCaptured', { operation: header.id, amount: { minor: 5426n, currency: 'USD' } });
    const event = readEvent({ headerText: JSON.stringify(header), dataText: encodeData(captured), hash: '' });
    expect(event && cloudEventOf(event, 7)).toEqual({
      specversion: '1.0',
      id: 'evt_018f000000007000800000000000' + '00e1',
      source: '/stores/mer_demo/test',
      type: 'PaymentCaptured',
      subject: 'ord_018f00000000700080000000' + '00000001',
      time: '2026-11-23T12:00:00.000Z',
      datacontenttype: 'application/json',
      sequence: '0000000007',
      data: { operation: header.id, amount: { minor: 5426, currency: 'USD' } },
    });
  });

  it('is of an order: what concerns people, keys and settings is told to nobody', () => {
    expect(merchantEventTypes).toContain('PaymentDeclined');
    for (const type of ['ApiKeyIssued', 'SettingsChanged', 'UserInvited'] as const) {
      expect(eventKinds[type]).toBeDefined();
      expect(merchantEventTypes).not.toContain(type);
    }
  });
});
