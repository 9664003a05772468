import { isContinuedBy, isProvenBy } from './prove-transfer.js';

const broken = { firstByte: 100, endByte: 1_000, believedTo: 600, plannedTo: 1_000, isSilent: false };
const at = (startByte: number, sizeBytes = 2_000) => ({ startByte, sizeBytes });

describe('isProvenBy', () => {
  it('believes a client that goes on where its transfer broke', () => expect(isProvenBy(broken, at(600))).toBe(true));
  it('believes one that got less than was acknowledged', () => expect(isProvenBy(broken, at(450))).toBe(true));
  it('D1: does not believe one that goes on behind what its computer acknowledged', () =>
    expect(isProvenBy(broken, at(601))).toBe(false));
  it('learns nothing from one that begins anew', () => expect(isProvenBy(broken, at(100))).toBe(false));
  it('I10: learns nothing of a part that ended with an error from a request for what follows it', () =>
    expect(isProvenBy({ ...broken, believedTo: 1_000 }, at(1_000))).toBe(false));
  it('believes a request for what follows where this one ended in silence', () =>
    expect(isProvenBy({ ...broken, believedTo: 1_000, isSilent: true }, at(1_000))).toBe(true));
  it('believes one that asks at the end of the file whether there is more', () =>
    expect(isProvenBy({ ...broken, believedTo: 1_000 }, at(1_000, 1_000))).toBe(true));
});

describe('isContinuedBy', () => {
  const next = (firstByte: number, endByte = 1_000) => ({ firstByte, endByte });
  it('D3: believes a download manager that goes on with the part that broke', () =>
    expect(isContinuedBy(broken, next(600))).toBe(true));
  it('does not believe one that goes on behind what its computer acknowledged', () =>
    expect(isContinuedBy(broken, next(601))).toBe(false));
  it('learns nothing from one that begins the part anew', () => expect(isContinuedBy(broken, next(100))).toBe(false));
  it('D2: learns nothing from a part with another end', () => expect(isContinuedBy(broken, next(600, 900))).toBe(false));
  it('D2: learns nothing of a transfer that was of no plan', () =>
    expect(isContinuedBy({ ...broken, plannedTo: undefined }, next(600))).toBe(false));
});
