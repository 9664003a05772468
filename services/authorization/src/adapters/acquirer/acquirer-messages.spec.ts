import { pack, unpack } from '@tollgate/iso8583';
import { usd } from '@tollgate/money';
import { Secret } from '../vault/secret.js';
import { authorizationMessage, captureMessage, readIssuerAnswer, reversalMessage } from './acquirer-messages.js';

const trace = { stan: 42, rrn: '263270000041', terminalId: 'TG000001', transmittedAt: '1123195200' };
const order = { id: '01930f6a-0000-7000-8000-000000000001', merchant: 'mer_demo' };
const facts = { order, amount: usd(5426n), trace, acquirerId: '100001' };
const card = {
  pan: new Secret('4111111111111111'),
  expiry: '3012',
  streetDigits: '1',
  postalCode: '12207',
  cvc: new Secret('123'),
  putBack: () => undefined,
};

describe('messages to the acquirer', () => {
  it('ask for a sale with 0200, with all that the issuer checks', () =>
    expect(unpack(pack(authorizationMessage(facts, 'sale', card)))).toEqual({
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
    }));

  it('ask for a hold with 0100, and check nothing that was not given', () => {
    const bare = { ...card, streetDigits: '', postalCode: '', cvc: undefined };
    const message = authorizationMessage(facts, 'authorize', bare);
    expect([message.mti, message.privateData]).toEqual(['0100', undefined]);
  });

  it('undo a request under its own RRN and terminal, by a STAN of their own', () => {
    const original = { ...trace, stan: 7, rrn: '263270000006', terminalId: 'TG000009', operation: 'sale' };
    expect(reversalMessage(facts, original, true)).toMatchObject({
      mti: '0421',
      stan: '000042',
      rrn: '263270000006',
      terminalId: 'TG000009',
      originalData: '020000000711231952000000010000100000000000',
    });
  });

  it('advise a capture by the authorization code', () =>
    expect(captureMessage(facts, '123456', false)).toMatchObject({ mti: '0220', authorizationCode: '123456' }));

  it('name a merchant with a long id by its end', () => {
    const long = { ...facts, order: { ...order, merchant: 'mer_0123456789abcdef0123456789abcdef' } };
    expect(captureMessage(long, '', false).merchantId).toBe('123456789abcdef');
  });
});

describe('readIssuerAnswer', () => {
  it('reads code, authorization and checks', () =>
    expect(readIssuerAnswer({ mti: '0110', responseCode: '00', authorizationCode: '123456', additionalResponse: 'YM' })).toEqual({
      responseCode: '00',
      authorizationCode: '123456',
      avs: 'Y',
      cvc: 'M',
    }));

  it('reads a bare decline', () =>
    expect(readIssuerAnswer({ mti: '0110', responseCode: '05' })).toEqual({
      responseCode: '05',
      authorizationCode: '',
      avs: '',
      cvc: '',
    }));
});
