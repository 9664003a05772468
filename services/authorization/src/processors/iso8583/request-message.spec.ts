import { create, ProcessorReferenceSchema } from '@tollgate/contracts';
import { compileCodec, ISO87_ASCII, ISO87_BCD, type Message } from '@tollgate/iso8583';
import { authorization, cardOf } from '../card-processor.contract.js';
import type { ProcessorRequest } from '../card-processor.js';
import { acceptorOf, requestMessage } from './request-message.js';

const trace = { stan: 42, rrn: '263270000041', terminalId: 'TG000001', transmittedAt: '1123195200' };
const named = { trace, isRepeat: false, acquirerId: '100001', now: new Date('2026-11-23T19:52:01Z') };
const order = {
  id: '01930f6a-0000-7000-8000-000000000001',
  merchant: 'mer_demo',
  mode: 'test',
  reference: 'order 4711',
  placedAt: '2026-11-23T19:51:00Z',
} as const;
const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const first = authorization('4111111111111111', { order, amount: usd(5_426n) });
const original = {
  operation: first.operation,
  amount: usd(5_426n),
  isSale: false,
  reference: create(ProcessorReferenceSchema, {
    reference: { case: 'iso8583', value: { stan: 7, rrn: '263270000006', terminalId: 'TG000009', transmittedAt: '1123195100' } },
  }),
  authorizationCode: '123456',
};
const later = (change: Pick<ProcessorRequest, 'kind'> & Partial<ProcessorRequest>): ProcessorRequest => {
  const { card: _card, ...rest } = first;
  return { ...rest, original, ...change };
};
const messageOf = (request: ProcessorRequest, isRepeat = false): Message =>
  requestMessage(ISO87_ASCII, { ...named, request, isRepeat });

describe('the message of a request', () => {
  it('asks for a sale with 0200, with all that the issuer checks', () => {
    const { pack, unpack } = compileCodec(ISO87_ASCII.wire);
    expect(unpack(pack(messageOf({ ...first, isSale: true })))).toEqual({
      mti: '0200',
      pan: '4111111111111111',
      processingCode: '000000',
      amount: '000000005426',
      transmissionTime: '1123195200',
      stan: '000042',
      localTime: '195200',
      localDate: '1123',
      expiry: '3012',
      posEntryMode: '812',
      posConditionCode: '59',
      acquirerId: '100001',
      rrn: '263270000041',
      terminalId: 'TG000001',
      merchantId: 'mer_demo',
      privateData: '010110205122079203123',
      currency: '840',
      merchantReference: order.id,
    });
  });

  it('asks for a hold with 0100, and checks nothing that was not given', () => {
    const card = { ...cardOf('4111111111111111'), streetDigits: '', postalCode: '', cvc: undefined };
    const message = messageOf({ ...first, card });
    expect([message.mti, message.privateData]).toEqual(['0100', undefined]);
  });

  it('says that the card was stored', () =>
    expect(messageOf({ ...first, card: { ...cardOf('4111111111111111'), isStored: true } }).posEntryMode).toBe('102'));

  it.each([
    [true, 'F'],
    [false, 'P'],
  ])('advises a capture by the authorization code, final: %p', (isFinal, flag) =>
    expect(messageOf(later({ kind: 'capture', isFinal }))).toMatchObject({
      mti: '0220',
      processingCode: '000000',
      authorizationCode: '123456',
      de60: flag,
    }),
  );

  it('advises a refund by its processing code', () =>
    expect(messageOf(later({ kind: 'refund', amount: usd(100n) }))).toMatchObject({
      mti: '0220',
      processingCode: '200000',
      amount: '000000000100',
    }));

  it('A9: says that it is a repeat by its type, and in nothing else', () => {
    const [once, again] = [false, true].map((isRepeat) => messageOf(later({ kind: 'reverse' }), isRepeat));
    expect(again).toEqual({ ...once, mti: '0421' });
    expect(once?.mti).toBe('0420');
  });

  it('undoes a request by its own numbers, with its own amount', () =>
    expect(messageOf(later({ kind: 'reverse', original: { ...original, isSale: true } }))).toMatchObject({
      amount: '000000005426',
      originalData: '020000000711231951000000010000100000000000',
      replacementAmounts: undefined,
    }));

  it('voids a part by what stays', () =>
    expect(messageOf(later({ kind: 'void', amount: usd(426n) }))).toMatchObject({
      amount: '000000005426',
      replacementAmounts: `000000005000${'0'.repeat(30)}`,
    }));

  it('A13: has what the acquirer gave, where it wants it, in the time of its city', () =>
    expect(requestMessage(ISO87_BCD, { ...named, request: first, trace: { ...trace, terminalId: '10020030' } })).toMatchObject({
      terminalId: '10020030',
      merchantId: '000100200300040',
      merchantCategory: '5815',
      acquirerCountry: '756',
      acceptorNameLocation: 'TOLLGATE               ZURICH       CHE',
      de61: order.id,
      de63: 'INTERNET',
      transmissionTime: '1123195200',
      localTime: '205200',
    }));

  it('A13: has what the acquirer gave one merchant', () =>
    expect(acceptorOf({ ...ISO87_BCD, acceptors: { mer_demo: { merchantId: '4711' } } }, 'mer_demo')).toMatchObject({
      terminalId: '10020030',
      merchantId: '4711',
    }));

  it('names a merchant with a long id by its end', () => {
    const long = { ...first, order: { ...order, merchant: 'mer_0123456789abcdef0123456789abcdef' } };
    expect(messageOf(long).merchantId).toBe('123456789abcdef');
  });
});
