import { Book } from './book.js';
import { judgeCard } from './test-cards.js';
import { authorizationRequest, send } from './testing/samples.js';

const pan = '4111111111111111';

describe('a test card', () => {
  it.each([
    ['4111111111111111', '00', 'YM', 'now'],
    ['378282246310005', '00', 'YM', 'now'],
    ['4000000000000002', '05', 'YM', 'now'],
    ['4000000000009995', '51', 'YM', 'now'],
    ['4000000000000069', '54', 'YM', 'now'],
    ['4000000000000127', 'N7', 'YN', 'now'],
    ['4000000000000036', '00', 'NM', 'now'],
    ['4000000000000119', '00', 'YM', 'never'],
    ['4000000000000259', '00', 'YM', 'late'],
  ])('%s is answered %s, %s, %s', (number, ...[responseCode, additionalResponse, delivery]) =>
    expect(send(new Book(), authorizationRequest({ pan: number }))).toMatchObject({
      answer: { responseCode, additionalResponse },
      delivery,
    }),
  );
});

describe('judgeCard', () => {
  it.each([
    [{ addressDigits: '1', postalCode: '12207' }, 'Y'],
    [{ addressDigits: '1' }, 'A'],
    [{ postalCode: '12207' }, 'Z'],
    [{}, 'U'],
  ])('matches of the address what was sent: %p is %s', (sent, avs) => expect(judgeCard(pan, sent).avs).toBe(avs));

  it('checks no CVC that was not sent, even of the card whose CVC is wrong', () =>
    expect(judgeCard('4000000000000127', {})).toEqual({ response: '00', avs: 'U', cvc: 'P' }));
});
