import { clientOf } from './client-of.js';

it('S16: what a browser says of itself is shown in signs that break nothing', () =>
  expect(clientOf({ headers: { 'user-agent': `A\r\nB\u202e${'x'.repeat(300)}` }, ip: '203.0.113.9' })).toEqual({
    userAgent: `AB${'x'.repeat(198)}`,
    address: '203.0.113.9',
  }));
