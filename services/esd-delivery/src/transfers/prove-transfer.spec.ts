import { isProvenBy } from './prove-transfer.js';

const broken = { firstByte: 100, endByte: 1_000, sentTo: 600, isSilent: false };

describe('isProvenBy', () => {
  it('believes a client that goes on where its transfer broke', () => expect(isProvenBy(broken, 600)).toBe(true));
  it('believes one that got less than was sent', () => expect(isProvenBy(broken, 450)).toBe(true));
  it('does not believe one that got more than was sent', () => expect(isProvenBy(broken, 601)).toBe(false));
  it('learns nothing from one that begins anew', () => expect(isProvenBy(broken, 100)).toBe(false));
  it('I10: learns nothing of a part that ended with an error from a request for the next part', () =>
    expect(isProvenBy({ ...broken, sentTo: 1_000 }, 1_000)).toBe(false));
  it('believes a request for the next part where this one ended in silence', () =>
    expect(isProvenBy({ ...broken, sentTo: 1_000, isSilent: true }, 1_000)).toBe(true));
});
