import { busAddress } from './bus-address.js';

describe('the bus address', () => {
  it('may bring a token', () =>
    expect(busAddress('nats://s3cret@127.0.0.1:4222')).toEqual({ servers: ['nats://127.0.0.1:4222'], token: 's3cret' }));

  it('may bring a user and a password', () =>
    expect(busAddress('tls://fraud:p%40ss@bus:4222')).toEqual({ servers: ['tls://bus:4222'], user: 'fraud', pass: 'p@ss' }));

  it('may name several servers, and none of the credentials', () =>
    expect(busAddress('bus-1:4222, nats://bus-2:4222')).toEqual({ servers: ['nats://bus-1:4222', 'nats://bus-2:4222'] }));
});
