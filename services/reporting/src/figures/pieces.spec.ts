import { piecesOf } from './pieces.js';

const at = (text: string): number => Date.parse(text);
const pieces = (from: string, to: string) =>
  piecesOf(at(from), at(to), ['month', 'day', 'quarter']).map(({ grain, fromMs, toMs }) => [
    grain,
    new Date(fromMs).toISOString().slice(0, 16),
    new Date(toMs).toISOString().slice(0, 16),
  ]);

describe('a period is the sum of', () => {
  it('the months in it, the days beside them, and the quarters at its ends', () =>
    expect(pieces('2025-12-30T05:45:00Z', '2026-03-02T05:45:00Z')).toEqual([
      ['quarter', '2025-12-30T05:45', '2025-12-31T00:00'],
      ['day', '2025-12-31T00:00', '2026-01-01T00:00'],
      ['month', '2026-01-01T00:00', '2026-03-01T00:00'],
      ['day', '2026-03-01T00:00', '2026-03-02T00:00'],
      ['quarter', '2026-03-02T00:00', '2026-03-02T05:45'],
    ]));

  it('quarters, where it is shorter than a day', () =>
    expect(pieces('2026-11-01T23:00:00Z', '2026-11-02T01:00:00Z')).toEqual([
      ['quarter', '2026-11-01T23:00', '2026-11-02T01:00'],
    ]));

  it('whole months alone', () =>
    expect(pieces('2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual([['month', '2026-11-01T00:00', '2027-01-01T00:00']]));

  it('whole hours, and the quarters beside them, of a day in Kolkata', () =>
    expect(
      piecesOf(at('2026-11-01T18:30:00Z'), at('2026-11-02T18:30:00Z'), ['month', 'day', 'hour', 'quarter']).map(
        ({ grain, fromMs, toMs }) => [grain, (toMs - fromMs) / 60_000],
      ),
    ).toEqual([
      ['quarter', 30],
      ['hour', 23 * 60],
      ['quarter', 30],
    ]));

  it('nothing, where it is none', () => expect(pieces('2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z')).toEqual([]));
});
