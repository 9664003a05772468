import type { WebhookEndpoint } from '../webhook.js';
import { changeOf, fieldsOf, isComplete, newEndpointOf, newFields } from './endpoint-fields.js';

const endpoint = {
  url: 'https://shop.example/hook',
  description: 'The warehouse',
  events: ['PaymentCaptured'],
  isOrdered: true,
  signature: 'ed25519',
} as unknown as WebhookEndpoint;

describe('the form of an endpoint', () => {
  it('asks for all events at first, those of later releases too', () => {
    const fields = { ...newFields(['PaymentCaptured']), url: ' https://shop.example/hook ' };
    expect(newEndpointOf(fields)).toEqual({
      url: 'https://shop.example/hook',
      description: '',
      events: [],
      isOrdered: false,
      signature: 'hmac',
    });
  });

  it('begins with what the endpoint is, and names its address only where that is another one', () => {
    const fields = fieldsOf(endpoint, []);
    expect(changeOf(fields, endpoint)).toEqual({ description: 'The warehouse', events: ['PaymentCaptured'], isOrdered: true });
    expect(changeOf({ ...fields, url: 'https://other.example/' }, endpoint)).toMatchObject({ url: 'https://other.example/' });
    expect(fieldsOf({ ...endpoint, events: [] }, ['OrderPlaced'])).toMatchObject({ hearsAll: true, events: ['OrderPlaced'] });
  });

  it('is complete with an address, and with an event where it is not all of them', () => {
    const fields = { ...newFields([]), url: 'https://shop.example/' };
    expect(isComplete(newFields([]))).toBe(false);
    expect(isComplete(fields)).toBe(true);
    expect(isComplete({ ...fields, hearsAll: false })).toBe(false);
    expect(isComplete({ ...fields, hearsAll: false, events: ['OrderPlaced'] })).toBe(true);
  });
});
