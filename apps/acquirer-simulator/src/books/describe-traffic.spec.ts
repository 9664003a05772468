import { authorizationRequest, ORDER, reversal } from '../testing/samples.js';
import { describeTraffic } from './describe-traffic.js';

describe('describeTraffic', () => {
  it('I15: keeps of the PAN the last four, of the private data nothing', () => {
    const text = JSON.stringify(describeTraffic('received', authorizationRequest({ privateData: '92048642' }), ORDER));
    expect(text).toContain('"last4":"1111"');
    expect(text).not.toContain('411111');
    expect(text).not.toContain('8642');
  });

  it('says what a reversal undoes', () =>
    expect(describeTraffic('received', reversal(), ORDER)).toMatchObject({
      mti: '0420',
      original: '01000000421123195200',
      order: ORDER,
      processing: '000000',
    }));
});
