import { isTaken, lookAgainMs, nameOf, readable, requestText } from './webhook.js';

describe('an endpoint', () => {
  it('goes by what its merchant calls it, or by where it lies', () => {
    expect(nameOf({ description: 'The warehouse', url: 'https://shop.example/hook' })).toBe('The warehouse');
    expect(nameOf({ description: '', url: 'http://localhost:3000/hook' })).toBe('localhost:3000');
    expect(nameOf({ description: '', url: 'nonsense' })).toBe('nonsense');
  });
});

describe('a try', () => {
  it.each([
    [200, true],
    [204, true],
    [302, false],
    [500, false],
    [null, false],
  ])('that was answered %s is taken: %s', (answerStatus, taken) => expect(isTaken({ answerStatus, problem: null })).toBe(taken));

  it('is told as the request that it was', () =>
    expect(requestText({ url: 'https://shop.example:8443/hook?a=1', requestHeaders: { 'webhook-id': 'evt_1' } })).toBe(
      'POST /hook?a=1 HTTP/1.1\nhost: shop.example:8443\nwebhook-id: evt_1',
    ));
});

it('what is under way is looked at again soon, and all else now and then', () => {
  expect(lookAgainMs([{ status: 'succeeded' }, { status: 'pending' }])).toBe(2_000);
  expect(lookAgainMs([{ status: 'failed' }])).toBe(10_000);
  expect(lookAgainMs()).toBe(10_000);
});

it('a body is set out in lines where it is JSON, and shown as it is where not', () => {
  expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(readable('<html>')).toBe('<html>');
});
