import { declineCodeOf, isApproval, isReversalAcknowledged } from './response-codes.js';

describe('response codes', () => {
  it('approve by 00 alone', () => expect(['00', '05', '10', ''].map(isApproval)).toEqual([true, false, false, false]));
  it('acknowledge a reversal of what is not known there, too', () =>
    expect(['00', '25', '12', '58', ''].map(isReversalAcknowledged)).toEqual([true, true, false, false, false]));
  it('tell merchants a stable word', () =>
    expect(['05', '82', 'N7', '99'].map(declineCodeOf)).toEqual(['do_not_honor', 'incorrect_cvc', 'incorrect_cvc', 'declined']));
});
