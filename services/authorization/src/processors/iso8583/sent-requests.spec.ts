import { SentRequests } from './sent-requests.js';

const asked = (order: string) => ({ order, operation: `operation of ${order}` });

describe('what was asked lately', () => {
  it('is found by its name, with whether its approval was told', () => {
    const sent = new SentRequests(10);
    sent.remember('a', asked('first'));
    expect(sent.find('a')).toEqual({ ...asked('first'), state: 'open' });
    sent.settle('a');
    expect(sent.find('a')).toMatchObject({ state: 'settled' });
  });

  it('is forgotten oldest first', () => {
    const sent = new SentRequests(2);
    for (const key of ['a', 'b', 'a', 'c']) sent.remember(key, asked(key));
    expect(['a', 'b', 'c'].map((key) => sent.find(key)?.order)).toEqual(['a', undefined, 'c']);
  });
});
