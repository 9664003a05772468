import { ISO87_ASCII, ISO87_BCD, type Message } from '@tollgate/iso8583';
import { authorization } from '../card-processor.contract.js';
import type { RequestKind } from '../card-processor.js';
import { holdsAmount, readAnswer } from './read-answer.js';

const DISCOVER = '6011111111111117';
const request = authorization('4111111111111111');
const { card: _card, ...advice } = request;
const answer = (responseCode: string | undefined, change: Partial<Message> = {}): Message => ({
  mti: '0110',
  amount: '000000010000',
  currency: '840',
  responseCode,
  ...change,
});
const DIFFERS = { outcome: 'unknown', cause: 'answer_differs' };
const NO_ANSWER = { outcome: 'unknown', cause: 'no_answer' };

describe('an answer to an authorization', () => {
  it('is an approval with its code and checks', () =>
    expect(readAnswer(ISO87_ASCII, request, answer('00', { authorizationCode: '123456', additionalResponse: 'YM' }))).toEqual({
      outcome: 'approved',
      authorizationCode: '123456',
      avs: 'Y',
      cvc: 'M',
      networkCode: '00',
    }));

  it('is a decline by a stable code', () =>
    expect(readAnswer(ISO87_ASCII, request, answer('N7', { additionalResponse: 'YN' }))).toEqual({
      outcome: 'declined',
      code: 'incorrect_cvc',
      networkCode: 'N7',
      avs: 'Y',
      cvc: 'N',
    }));

  it('is a decline by a code that nobody knows', () =>
    expect(readAnswer(ISO87_ASCII, request, answer('Q9'))).toMatchObject({ outcome: 'declined', code: 'declined' }));

  it.each(['08', '10', '11', '16', '85', '', undefined])('A3: is no approval and no decline with the code %p', (code) =>
    expect(readAnswer(ISO87_ASCII, request, answer(code))).toEqual(DIFFERS),
  );

  it('A3: is an approval by a code of the profile', () =>
    expect(readAnswer(ISO87_BCD, request, answer('11'))).toMatchObject({ outcome: 'approved', networkCode: '11' }));

  it.each([
    ['of nothing', { amount: '000000000000' }],
    ['of more than was asked', { amount: '000000010001' }],
    ['in another currency', { currency: '978' }],
    ['that says no amount', { amount: undefined }],
  ])('A3: is no partial approval %s', (_what, change) =>
    expect(readAnswer({ ...ISO87_ASCII, partialApproval: 'accept' }, request, answer('10', change))).toEqual(DIFFERS),
  );

  it('A3: is no partial approval of a sale: it takes all or nothing', () => {
    const profile = { ...ISO87_ASCII, partialApproval: 'accept' } as const;
    const half = answer('10', { amount: '000000005000' });
    expect(readAnswer(profile, { ...request, isSale: false }, half)).toMatchObject({
      outcome: 'approved',
      amount: { minor: 5_000n },
    });
    expect(readAnswer(profile, { ...request, isSale: true }, half)).toEqual(DIFFERS);
  });

  it.each([
    ['half the amount', { amount: '000000005000' }],
    ['another currency', { currency: '978' }],
  ])('A4: is unknown when it has %s', (_what, change) =>
    expect(readAnswer(ISO87_ASCII, request, answer('00', change))).toEqual(DIFFERS),
  );

  it('A4: is what was asked when it repeats neither amount nor currency', () =>
    expect(readAnswer(ISO87_ASCII, request, { mti: '0110', responseCode: '00' })).toMatchObject({ outcome: 'approved' }));

  it("A12: has its letters where the profile says, in Visa's layout", () =>
    expect(readAnswer(ISO87_BCD, request, answer('00', { additionalResponse: '5Y  M' }))).toMatchObject({ avs: 'Y', cvc: 'M' }));

  it.each([
    ['A', 'Y'],
    ['Y', 'A'],
    ['W', 'Z'],
    ['Q', ''],
  ])("A12: reads Discover's %s as %p", (letter, avs) =>
    expect(readAnswer(ISO87_BCD, authorization(DISCOVER), answer('00', { additionalResponse: `5${letter}  M` }))).toMatchObject({
      avs,
    }),
  );
});

describe('an answer to an advice', () => {
  const read = (kind: RequestKind, responseCode: string) =>
    readAnswer(ISO87_ASCII, { ...advice, kind }, answer(responseCode, { mti: '0230' }));

  it.each(['capture', 'refund', 'void'] as const)('M1: declines a %s for good, with a code', (kind) => {
    expect(read(kind, '25')).toMatchObject({ outcome: 'declined', code: 'unknown_authorization', networkCode: '25' });
    expect(read(kind, '12')).toMatchObject({ outcome: 'declined', code: 'invalid_transaction' });
    expect(read(kind, '13')).toMatchObject({ outcome: 'declined', code: 'invalid_amount' });
  });

  it.each(['capture', 'refund', 'void'] as const)('has a %s sent again when nobody acted on it', (kind) =>
    expect(['91', '96', ''].map((code) => read(kind, code))).toEqual([NO_ANSWER, NO_ANSWER, NO_ANSWER]),
  );

  it.each(['capture', 'refund', 'void'] as const)(
    'A9: takes a repeated %s that the acquirer calls a duplicate for done: the money moved with the first one',
    (kind) => {
      const repeated = { ...advice, kind, repeats: { reference: undefined, attempts: 1 } };
      const duplicate = answer('94', { mti: '0230' });
      expect(readAnswer(ISO87_ASCII, repeated, duplicate)).toMatchObject({ outcome: 'approved', networkCode: '94' });
      expect(read(kind, '94')).toMatchObject({ outcome: 'declined', code: 'duplicate_transmission' });
    },
  );

  it('A9: is unknown when the duplicate it tells of has another amount', () =>
    expect(
      readAnswer(
        ISO87_ASCII,
        { ...advice, kind: 'capture', repeats: { reference: undefined, attempts: 1 } },
        answer('94', { mti: '0230', amount: '000000000001' }),
      ),
    ).toEqual(DIFFERS));

  it('ends a reversal when nothing is live, known or not', () =>
    expect(['00', '25'].map((code) => read('reverse', code))).toMatchObject([{ outcome: 'approved' }, { outcome: 'approved' }]));

  it('never declines a reversal', () =>
    expect(['12', '05', '96', 'Q9'].map((code) => read('reverse', code))).toEqual([NO_ANSWER, NO_ANSWER, NO_ANSWER, NO_ANSWER]));
});

describe('holdsAmount', () => {
  it.each([
    ['0110', '00', true],
    ['0210', '10', true],
    ['0210', '08', true],
    ['0210', '05', false],
    ['0230', '00', false],
    ['0430', '00', false],
  ])('A8: %s with %s: %p', (mti, responseCode, expected) =>
    expect(holdsAmount(ISO87_ASCII, { mti, responseCode })).toBe(expected),
  );
});
