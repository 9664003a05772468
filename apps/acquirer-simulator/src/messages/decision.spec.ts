import { authorizationRequest } from '../testing/samples.js';
import { answerTo, originalType, reply } from './decision.js';

describe('an answer', () => {
  it.each([
    ['0100', '0110'],
    ['0101', '0110'],
    ['0221', '0230'],
    ['0400', '0410'],
    ['0420', '0430'],
    ['0500', '0510'],
    ['0800', '0810'],
  ])('to %s is %s', (mti, expected) => expect(answerTo({ mti }, {}).mti).toBe(expected));

  it('echoes neither PAN nor private data', () => {
    const { answer, entries, delivery } = reply(authorizationRequest(), { responseCode: '00' });
    expect(answer).toMatchObject({ stan: '000042', responseCode: '00' });
    expect([answer.pan, answer.privateData]).toEqual([undefined, undefined]);
    expect([entries, delivery]).toEqual([[], 'now']);
  });
});

describe('originalType', () => {
  it('takes a repeat for what it repeats', () =>
    expect(['0101', '0421', '0200'].map(originalType)).toEqual(['0100', '0420', '0200']));
});
