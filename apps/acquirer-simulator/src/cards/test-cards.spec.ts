import { Book } from '../books/book.js';
import { authorizationRequest, send } from '../testing/samples.js';
import { TEST_CARDS } from './test-cards.data.js';
import { judgeCard } from './test-cards.js';

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

describe('an odd card', () => {
  const odd = (name: string, request = authorizationRequest()) => {
    const [pan] = Object.entries(TEST_CARDS).find(([, behavior]) => behavior.name === name) ?? [];
    return send(new Book(), { ...request, pan });
  };

  it('approves a part, and says so', () =>
    expect(odd('partial_approval')).toMatchObject({
      answer: { responseCode: '10', amount: '000000002713' },
      entries: [{ kind: 'approved', amount: 2713, response: '10' }],
    }));
  it('approves half and says nothing of it', () =>
    expect(odd('half_approved')).toMatchObject({ answer: { responseCode: '00', amount: '000000002713' } }));
  it('approves in another currency', () =>
    expect(odd('another_currency')).toMatchObject({
      answer: { responseCode: '00', currency: '978' },
      entries: [{ currency: '978' }],
    }));
  it('leaves the order out of the answer', () => expect(odd('without_order').answer.merchantReference).toBeUndefined());
  it('declines, and approves late what it holds', () =>
    expect(odd('approved_after_decline')).toMatchObject({
      answer: { responseCode: '05' },
      later: { responseCode: '00' },
      entries: [{ kind: 'approved' }],
    }));
  it('decides nothing before it is late', () =>
    expect(odd('decided_late')).toMatchObject({ delivery: 'undecided', entries: [] }));
  it('answers with the type of another message', () => expect(odd('wrong_type').answer.mti).toBe('0210'));
  it('answers with numbers of its own', () => {
    const { answer } = odd('own_numbers');
    expect([answer.rrn, answer.terminalId, answer.transmissionTime, answer.stan]).toEqual([
      undefined,
      undefined,
      '0101000000',
      '000042',
    ]);
  });
  it('sends answers that nobody asked for', () =>
    expect(odd('unmatched_answer').before).toMatchObject([
      { mti: '0110', merchantReference: 'INVOICE 0001' },
      { mti: '0210', responseCode: '00' },
    ]));
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
