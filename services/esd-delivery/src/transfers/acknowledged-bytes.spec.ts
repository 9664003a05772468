import { acknowledgedAt, acknowledgedOf, certainlyAcknowledgedOf, type Look, withLook } from './acknowledged-bytes.js';

const mebibyte = 1_048_576;
const look = (atMs: number, acknowledgedBytes: number, handedBytes = mebibyte): Look => ({
  atMs,
  handedBytes,
  acknowledgedBytes,
});
const start = look(0, 0, 0);

describe('what the client’s computer acknowledged', () => {
  it('is what was handed to the connection less what waits in it', () => {
    expect(acknowledgedOf(mebibyte, 0)).toBe(mebibyte);
    expect(acknowledgedOf(mebibyte, 16_406)).toBe(mebibyte - 16_384);
    expect(acknowledgedOf(100, 700)).toBe(0);
  });

  it('is for certain what the kernel took less all that waits in it, as there may be no TLS', () => {
    expect(certainlyAcknowledgedOf(mebibyte, 0)).toBe(mebibyte);
    expect(certainlyAcknowledgedOf(mebibyte, 16_406)).toBe(mebibyte - 16_406);
    expect(certainlyAcknowledgedOf(100, Number.POSITIVE_INFINITY)).toBe(0);
  });

  it('D1: is nothing of a transfer that was reset before anybody looked', () =>
    expect(acknowledgedAt([start], 300, mebibyte)).toBe(0));

  it('D1: stays where it is for a client that reads nothing, whatever was written and however long ago somebody looked', () => {
    expect(acknowledgedAt([start, look(15, 65_536)], 200, mebibyte)).toBe(65_536);
    const looks = [30, 45, 60, 75, 90].reduce<readonly Look[]>((all, atMs) => withLook(all, look(atMs, 65_536)), [start]);
    expect(acknowledgedAt(looks, 5_000, mebibyte)).toBe(65_536);
  });

  it('D1: stays where it is for a client that is frozen, however much the kernel would still deliver to another', () => {
    const looks = [250, 500, 750, 1_000].reduce<readonly Look[]>((all, atMs) => withLook(all, look(atMs, 300_000)), [start]);
    expect(acknowledgedAt(withLook(looks, look(1_250, 300_000)), 61_250, mebibyte)).toBe(300_000);
  });

  it('D1: stays where it is for a client that reads nothing on a machine too busy to look again once its buffers are full', () => {
    expect(acknowledgedAt([start, look(20, 155_000, 655_360)], 300, 917_504)).toBe(155_000);
    expect(acknowledgedAt([start, look(20, 30_000, 262_144), look(45, 155_000)], 300, mebibyte)).toBe(155_000);
    expect(acknowledgedAt([start, look(20, 30_000), look(45, 155_000), look(80, 155_000)], 300, mebibyte)).toBe(155_000);
  });

  it('goes on between two looks at the pace that was seen, and never beyond what was handed over', () => {
    const looks = [start, look(50, 5_000_000, 6_000_000)];
    expect(acknowledgedAt(looks, 70, 100_000_000)).toBe(9_000_000);
    expect(acknowledgedAt(looks, 70, 6_500_000)).toBe(6_500_000);
  });

  it('goes on for a slow client, too, to whom nothing more could be handed meanwhile', () =>
    expect(acknowledgedAt([start, look(50, 90_000), look(100, 100_000), look(150, 120_000)], 200, mebibyte)).toBe(140_000));
});
